package decode

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
)

// Limits of a HEIF or AVIF file's structure (ISO/IEC 23008-12). A 48 MP photo
// in tiles of 512 pixels has 200 items.
const (
	maxItems   = 4096
	maxBoxes   = 1 << 14
	maxTileset = 1024
	maxExtents = 256
)

// heif is the still pictures of an ISO base media file, untrusted.
type heif struct {
	data, idat []byte
	primary    uint32
	items      map[uint32]*heifItem
}

// heifItem is a picture, a tile of one or metadata.
type heifItem struct {
	kind       string
	properties []box // in the order in which they apply
	inside     bool  // its bytes are in idat, not in the file
	external   bool
	extents    [][2]uint64
	tiles      []uint32 // what it is derived from
	describes  []uint32
}

// box is a box of ISO/IEC 14496-12, without its header.
type box struct {
	kind string
	body []byte
}

// boxes splits data into boxes, as far as they are whole.
func boxes(data []byte) []box {
	var all []box
	for len(data) >= 8 && len(all) < maxBoxes {
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		kind := string(data[4:8])
		switch {
		case size == 0:
			size = uint64(len(data))
		case size == 1 && len(data) >= 16:
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size < head || size > uint64(len(data)) {
			break
		}
		all = append(all, box{kind, data[head:size]})
		data = data[size:]
	}
	return all
}

// child is the body of the first box of a kind.
func child(in []box, kind string) []byte {
	for _, b := range in {
		if b.kind == kind {
			return b.body
		}
	}
	return nil
}

// parseHEIF reads the meta box of a file; ok is false when there is no
// primary picture in it.
func parseHEIF(data []byte) (f *heif, ok bool) {
	f = &heif{data: data, items: map[uint32]*heifItem{}}
	meta := child(boxes(data), "meta")
	if len(meta) < 4 {
		return f, false
	}
	parts := boxes(meta[4:])
	f.idat = child(parts, "idat")
	pitm := reader{data: child(parts, "pitm")}
	f.primary = pitm.wide(pitm.u8() > 0, 3)
	f.readKinds(child(parts, "iinf"))
	f.readPlaces(child(parts, "iloc"))
	f.readReferences(child(parts, "iref"))
	f.readProperties(boxes(child(parts, "iprp")))
	return f, !pitm.short && f.items[f.primary] != nil
}

// readKinds reads the item information box.
func (f *heif) readKinds(body []byte) {
	r := reader{data: body}
	version := r.u8()
	r.skip(3)
	r.wide(version > 0, 0)
	for _, b := range boxes(r.data) {
		e := reader{data: b.body}
		version := e.u8()
		if b.kind != "infe" || version < 2 || len(f.items) >= maxItems {
			continue
		}
		id := e.wide(version > 2, 3)
		e.skip(2)
		if kind := e.take(4); !e.short {
			f.items[id] = &heifItem{kind: string(kind)}
		}
	}
}

// readPlaces reads the item location box.
func (f *heif) readPlaces(body []byte) {
	r := reader{data: body}
	version := r.u8()
	r.skip(3)
	sizes := r.u16()
	offset, length, base, index := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), 0
	if version > 0 {
		index = int(sizes & 15)
	}
	for range min(r.wide(version > 1, 0), maxItems) {
		id := r.wide(version > 1, 0)
		method := uint16(0)
		if version > 0 {
			method = r.u16() & 15
		}
		r.skip(2)
		start := r.sized(base)
		n := r.u16()
		if n > maxExtents {
			return // no size of 0 bytes may make this long
		}
		item := f.items[id]
		for range n {
			r.sized(index)
			at, size := start+r.sized(offset), r.sized(length)
			if r.short {
				return
			}
			if item != nil && len(item.extents) < maxExtents {
				item.inside, item.external = method == 1, method > 1
				item.extents = append(item.extents, [2]uint64{at, size})
			}
		}
	}
}

// readReferences reads what pictures are made of, and what metadata is about.
func (f *heif) readReferences(body []byte) {
	r := reader{data: body}
	version := r.u8()
	r.skip(3)
	for _, b := range boxes(r.data) {
		e := reader{data: b.body}
		item := f.items[e.wide(version > 0, 0)]
		var to []uint32
		for range e.u16() {
			id := e.wide(version > 0, 0)
			if e.short {
				break
			}
			to = append(to, id)
		}
		switch {
		case item == nil:
		case b.kind == "dimg":
			item.tiles = to
		case b.kind == "cdsc":
			item.describes = append(item.describes, to...)
		}
	}
}

// readProperties reads which properties belong to which item.
func (f *heif) readProperties(iprp []box) {
	all := boxes(child(iprp, "ipco"))
	budget := maxBoxes
	for _, b := range iprp {
		if b.kind != "ipma" {
			continue
		}
		r := reader{data: b.body}
		version := r.u8()
		r.skip(2)
		large := r.u8()&1 != 0
		for range r.u32() {
			item := f.items[r.wide(version > 0, 0)]
			for range r.u8() {
				var n int
				if large {
					n = int(r.u16() & 0x7fff)
				} else {
					n = int(r.u8() & 0x7f)
				}
				if budget--; r.short || budget < 0 {
					return
				}
				if item != nil && n > 0 && n <= len(all) {
					item.properties = append(item.properties, all[n-1])
				}
			}
			if r.short {
				return
			}
		}
	}
}

// content is the bytes of an item, nil when they are not there or more than
// most, or than the file has: parts may not be used twice to swell it.
func (f *heif) content(item *heifItem, most int) []byte {
	from := f.data
	if item.inside {
		from = f.idat
	}
	var whole []byte
	most = min(most, len(f.data))
	for _, e := range item.extents {
		at, n := e[0], e[1]
		if n == 0 && at <= uint64(len(from)) {
			n = uint64(len(from)) - at // to the end
		}
		if item.external || at > uint64(len(from)) || n > uint64(len(from))-at || uint64(len(whole))+n > uint64(most) {
			return nil
		}
		part := from[at : at+n]
		if len(item.extents) == 1 {
			return part
		}
		whole = append(whole, part...)
	}
	return whole
}

// exif is the TIFF structure about the primary picture, nil when there is none.
func (f *heif) exif() []byte {
	var found *heifItem
	for _, id := range slices.Sorted(maps.Keys(f.items)) {
		item := f.items[id]
		if item.kind == "Exif" && (found == nil || slices.Contains(item.describes, f.primary)) {
			found = item
		}
	}
	if found == nil {
		return nil
	}
	r := reader{data: f.content(found, maxExif)}
	r.skip(int(min(r.u32(), maxExif)))
	if r.short {
		return nil
	}
	return bytes.TrimPrefix(r.data, []byte("Exif\x00\x00"))
}
