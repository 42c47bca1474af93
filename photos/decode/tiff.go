package decode

import (
	"bytes"
	"image"
	"slices"

	xtiff "golang.org/x/image/tiff"
)

// Tags of TIFF 6.0 that describe a picture.
const (
	tagSubfile        = 0x00fe
	tagWidth          = 0x0100
	tagHeight         = 0x0101
	tagBits           = 0x0102
	tagCompression    = 0x0103
	tagPhotometric    = 0x0106
	tagStripOffsets   = 0x0111
	tagSamples        = 0x0115
	tagRowsPerStrip   = 0x0116
	tagStripCounts    = 0x0117
	tagPlanar         = 0x011c
	tagTileWidth      = 0x0142
	tagTileHeight     = 0x0143
	tagTileOffsets    = 0x0144
	tagSubIFDs        = 0x014a
	tagSampleFormat   = 0x0153
	tagJPEGOffset     = 0x0201
	tagJPEGLength     = 0x0202
	tagProfile        = 0x8773
	maxDirectories    = 64
	maxTiles          = 1 << 17
	photometricCFA    = 32803
	photometricLinear = 34892
)

// packings are the compressions that are read, with the most bytes each can
// make of one; 0 for no bound.
var packings = map[uint32]int{1: 1, 2: 0, 3: 0, 4: 0, 5: 2800, 8: 1032, 32773: 64, 32946: 1032}

// strangers are the compressions and colours that are not read, by their tag.
var strangers = map[uint16]map[uint32]string{
	tagCompression: {6: "JPEG compression", 7: "JPEG compression", 34712: "JPEG 2000 compression", 50000: "Zstandard compression", 50001: "WebP compression", 52546: "JPEG XL compression"},
	tagPhotometric: {4: "a mask", 5: "CMYK inks", 6: "YCbCr colours", 8: "Lab colours", 9: "Lab colours", 10: "Lab colours"},
}

// readTIFF reads the first directory of a TIFF file, or passes a camera's raw
// file on.
func readTIFF(data []byte) (header, error) {
	h := header{kind: "TIFF"}
	t, ok := newTIFF(data)
	if !ok {
		return h, refuse(ErrDamaged, "this TIFF file ends before its picture begins")
	}
	all := t.directories()
	if kind := rawKind(all); kind != "" {
		return readRaw(data, kind, all)
	}
	d := all[0]
	width, _ := d.number(tagWidth)
	height, _ := d.number(tagHeight)
	if width > maxSide || height > maxSide {
		return h, refuse(ErrTooLarge, "this TIFF file says it is %d x %d pixels, more than a photo may have", width, height)
	}
	h.width, h.height = int(width), int(height)
	h.exif, h.profile = data, d.blob(tagProfile, maxProfile)
	bits, err := d.layout()
	if err != nil {
		return h, err
	}
	if err := h.blocks(d); err != nil {
		return h, err
	}
	packing := d.numberOr(tagCompression, 1)
	if most := packings[packing]; most > 0 && h.width*h.height/8*bits/most > len(data) {
		return h, refuse(ErrDamaged, "this TIFF file of %d bytes cannot hold the %d x %d pixels it says it has", len(data), h.width, h.height)
	}
	// The decoder keeps two or four bytes a channel, and a strip beside them.
	perPixel := 8
	if bits > 32 || bits == 16 {
		perPixel = 16
	}
	if err := h.affordable(perPixel); err != nil {
		return h, err
	}
	h.pictures = h.whole(func() (image.Image, error) { return xtiff.Decode(bytes.NewReader(data)) })
	return h, nil
}

// layout is the bits a pixel has, when the directory is of a kind that is read.
func (d directory) layout() (bits int, err error) {
	for _, tag := range []uint16{tagCompression, tagPhotometric} {
		v := d.numberOr(tag, 1)
		if says := strangers[tag][v]; says != "" {
			return 0, refuse(ErrUnsupported, "this is a TIFF picture with %s, which cannot be read; save it as TIFF with LZW or without compression, or as JPEG", says)
		}
		if _, known := packings[v]; tag == tagCompression && !known || tag == tagPhotometric && v > 3 {
			return 0, refuse(ErrUnsupported, "this is a TIFF picture of a rare kind (%d in field %d), which cannot be read; save it as JPEG or PNG", v, tag)
		}
	}
	depths := d.numbers(tagBits)
	if len(depths) == 0 {
		depths = []uint32{1}
	}
	if len(depths) > 4 || slices.ContainsFunc(depths, func(n uint32) bool { return n != depths[0] }) {
		return 0, refuse(ErrUnsupported, "this is a TIFF picture with %d channels, which cannot be read; save it as JPEG or PNG", len(depths))
	}
	if n := depths[0]; n != 1 && n != 8 && n != 16 {
		return 0, refuse(ErrUnsupported, "this is a TIFF picture with %d bits a colour, which cannot be read; save it with 8 or 16", n)
	}
	if slices.ContainsFunc(d.numbers(tagSampleFormat), func(n uint32) bool { return n != 1 }) {
		return 0, refuse(ErrUnsupported, "this is a TIFF picture of numbers that are not plain levels, which cannot be read; save it with 8 or 16 bits a colour")
	}
	if d.numberOr(tagPlanar, 1) != 1 && len(depths) > 1 {
		return 0, refuse(ErrUnsupported, "this is a TIFF picture with its colours in separate planes, which cannot be read; save it as JPEG or PNG")
	}
	return int(depths[0]) * len(depths), nil
}

// blocks checks the number and size of strips or tiles.
func (h header) blocks(d directory) error {
	across, down := uint64(1), uint64(1)
	if w, tiled := d.number(tagTileWidth); tiled && w > 0 {
		side := d.numberOr(tagTileHeight, 0)
		if w > maxSide || side == 0 || side > maxSide || int(w)*int(side) > maxPixels {
			return refuse(ErrDamaged, "this TIFF file is damaged: its tiles are %d x %d pixels", w, side)
		}
		across, down = (uint64(h.width)+uint64(w)-1)/uint64(w), (uint64(h.height)+uint64(side)-1)/uint64(side)
	} else if rows := d.numberOr(tagRowsPerStrip, 0); rows > 0 {
		down = (uint64(h.height) + uint64(rows) - 1) / uint64(rows)
	}
	if across*down > maxTiles {
		return refuse(ErrTooLarge, "this TIFF file is in %d parts, more than a photo may have", across*down)
	}
	return nil
}

// directories are all directories of a file: the chain and what is below it,
// each once, as far as the limit goes. There is always a first.
func (t tiff) directories() []directory {
	var all []directory
	seen := map[uint32]bool{}
	var visit func(at uint32, depth int)
	visit = func(at uint32, depth int) {
		for ; !seen[at] && len(all) < maxDirectories && (at != 0 || len(all) == 0); at = t.next(at) {
			seen[at] = true
			d := t.directory(at)
			all = append(all, d)
			if depth == 3 {
				continue
			}
			for _, below := range d.numbers(tagSubIFDs) {
				if below != 0 {
					visit(below, depth+1)
				}
			}
		}
	}
	visit(t.order.Uint32(t.data[4:]), 0)
	return all
}

// next is where the directory after the one at an offset stands, 0 for none.
func (t tiff) next(at uint32) uint32 {
	if int64(at)+2 > int64(len(t.data)) {
		return 0
	}
	end := int64(at) + 2 + 12*int64(t.order.Uint16(t.data[at:]))
	if end+4 > int64(len(t.data)) {
		return 0
	}
	return t.order.Uint32(t.data[end:])
}

// numbers are the SHORT, LONG or IFD values of a tag.
func (d directory) numbers(tag uint16) []uint32 {
	e := d.entries[tag]
	var all []uint32
	switch e.kind {
	case 3:
		for v := e.value; len(v) >= 2; v = v[2:] {
			all = append(all, uint32(d.order.Uint16(v)))
		}
	case 4, 13:
		for v := e.value; len(v) >= 4; v = v[4:] {
			all = append(all, d.order.Uint32(v))
		}
	}
	return all
}

func (d directory) numberOr(tag uint16, missing uint32) uint32 {
	if v, ok := d.number(tag); ok {
		return v
	}
	return missing
}

// blob is the bytes of a tag, nil when there are none or more than most.
func (d directory) blob(tag uint16, most int) []byte {
	if e := d.entries[tag]; (e.kind == 1 || e.kind == 7) && len(e.value) <= most {
		return e.value
	}
	return nil
}
