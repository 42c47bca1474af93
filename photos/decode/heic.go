package decode

import (
	"image"

	"skinline/photos/colour"
)

// maxTilePixels are in one piece of a picture at most: phones write tiles.
const maxTilePixels = 50_000_000

// readHEIC reads a still picture of HEVC (ISO/IEC 23008-12 annex B).
func readHEIC(data []byte) (header, error) {
	h := header{kind: "HEIC"}
	f, ok := parseHEIF(data)
	if !ok {
		return h, refuse(ErrDamaged, "this HEIC file ends before its picture begins")
	}
	item := f.items[f.primary]
	shown, err := h.fromHEIF(f, item)
	if err != nil {
		return h, err
	}
	parts, grid, err := f.tileset(item)
	if err != nil {
		return h, err
	}
	if each := parts[0].place.Size(); each.X*each.Y > maxTilePixels {
		return h, refuse(ErrTooLarge, "this HEIC file has %d x %d pixels in one piece, which need more memory than a photo may; save it as JPEG", each.X, each.Y)
	}
	if err := h.affordable(5); err != nil {
		return h, err
	}
	h.pictures = h.whole(func() (image.Image, error) {
		whole, err := decodeTiles(parts, grid, item.sampling(parts[0].item))
		if err != nil {
			return nil, err
		}
		return opaque{cropped(whole, shown)}, nil
	})
	return h, nil
}

// fromHEIF takes what a primary picture says about itself; shown is the part
// of it that is to be seen.
func (h *header) fromHEIF(f *heif, item *heifItem) (shown image.Rectangle, err error) {
	size := item.extent()
	if size.X > maxSide || size.Y > maxSide || size.X*size.Y > maxPixels {
		return shown, refuse(ErrTooLarge, "this %s file says it is %d x %d pixels, more than a photo may have", h.kind, size.X, size.Y)
	}
	h.turn, shown = item.turn()
	h.width, h.height = shown.Dx(), shown.Dy()
	h.exif, h.profile = f.exif(), item.profile()
	if h.profile == nil {
		h.profile = colour.FromCodes(item.codes())
	}
	return shown, nil
}

// tile is one coded picture: its NAL units, parameter sets first, and its place.
type tile struct {
	item  *heifItem
	units [][]byte
	place image.Rectangle
}

// tileset is what a picture is made of, and the size it has before it is cut
// to what is shown.
func (f *heif) tileset(item *heifItem) (parts []tile, grid image.Point, err error) {
	size := item.extent()
	if item.kind != "grid" {
		units, _, err := f.units(item)
		return []tile{{item, units, image.Rectangle{Max: size}}}, size, err
	}
	r := reader{data: f.content(item, 64)}
	r.skip(1)
	wide := r.u8()&1 != 0
	rows, columns := int(r.u8())+1, int(r.u8())+1
	w, h := r.wide(wide, 0), r.wide(wide, 0)
	switch {
	case r.short || image.Pt(int(w), int(h)) != size || len(item.tiles) != rows*columns:
		return nil, grid, refuse(ErrDamaged, "this HEIC file is damaged: its tiles do not make its picture")
	case rows*columns > maxTileset:
		return nil, grid, refuse(ErrTooLarge, "this HEIC file is in %d tiles, more than a photo may have", rows*columns)
	}
	var each image.Point
	coded := 0
	for n, id := range item.tiles {
		t := f.items[id]
		if t == nil || t.kind == "grid" || n > 0 && t.extent() != each {
			return nil, grid, refuse(ErrDamaged, "this HEIC file is damaged: its tiles do not make its picture")
		}
		each = t.extent()
		units, bytes, err := f.units(t)
		if err != nil {
			return nil, grid, err
		}
		if coded += bytes; coded > 4*len(f.data)+1<<20 {
			return nil, grid, refuse(ErrDamaged, "this HEIC file is damaged: its tiles are larger than the file")
		}
		at := image.Pt(n%columns*each.X, n/columns*each.Y)
		parts = append(parts, tile{t, units, image.Rectangle{at, at.Add(each)}})
	}
	if each.X*columns < size.X || each.Y*rows < size.Y || each.X*each.Y > maxPixels {
		return nil, grid, refuse(ErrDamaged, "this HEIC file is damaged: its tiles do not make its picture")
	}
	return parts, size, nil
}

// units are the NAL units of a coded picture with its parameter sets, in the
// file's own memory, and how many bytes they have.
func (f *heif) units(item *heifItem) (units [][]byte, bytes int, err error) {
	if item.kind != "hvc1" {
		inside := map[string]string{"av01": "AV1", "jpeg": "JPEG", "vvc1": "VVC", "j2k1": "JPEG 2000", "avc1": "AVC", "unci": "uncompressed pixels", "mski": "a mask"}[item.kind]
		if inside == "" {
			inside = "something unknown"
		}
		return nil, 0, refuse(ErrUnsupported, "this is a HEIF picture with %s inside, which cannot be read; save it as JPEG", inside)
	}
	c := reader{data: item.property("hvcC")}
	if len(c.data) > 1<<16 {
		c.data = nil
	}
	c.skip(16)
	c.skip(1)
	luma, depth := c.u8()&7+8, c.u8()&7+8
	c.skip(2)
	prefix := int(c.u8()&3) + 1
	switch {
	case c.short:
		return nil, 0, refuse(ErrDamaged, "this HEIC file is damaged: it does not say how its picture is coded")
	case luma > 12 || depth > 12:
		return nil, 0, refuse(ErrUnsupported, "this is a HEIC picture with %d bits a colour, which cannot be read; save it as JPEG", max(luma, depth))
	}
	for range c.u8() {
		c.skip(1)
		for range c.u16() {
			unit := c.take(int(c.u16()))
			if c.short {
				return nil, 0, refuse(ErrDamaged, "this HEIC file is damaged: it does not say how its picture is coded")
			}
			units = append(units, unit)
			bytes += len(unit)
		}
	}
	coded := f.content(item, maxFile)
	if len(coded) == 0 {
		return nil, 0, refuse(ErrDamaged, "this HEIC file ends early")
	}
	for len(coded) >= prefix {
		n := uint64(0)
		for _, b := range coded[:prefix] {
			n = n<<8 | uint64(b)
		}
		coded = coded[prefix:]
		if n > uint64(len(coded)) {
			return nil, 0, refuse(ErrDamaged, "this HEIC file ends early")
		}
		units = append(units, coded[:n])
		bytes += int(n)
		coded = coded[n:]
	}
	return units, bytes, nil
}

// cropped is the part of a picture that is shown, in rows without padding.
func cropped(pic *image.NRGBA, shown image.Rectangle) *image.NRGBA {
	if shown == pic.Rect && pic.Stride == 4*shown.Dx() {
		return pic
	}
	out := image.NewNRGBA(image.Rectangle{Max: shown.Size()})
	for y := range shown.Dy() {
		copy(out.Pix[y*out.Stride:][:out.Stride], pic.Pix[pic.PixOffset(shown.Min.X, shown.Min.Y+y):])
	}
	return out
}
