package decode

import (
	"image"
	"sync"
	_ "unsafe" // for go:linkname

	_ "github.com/gen2brain/heic" // holds the decoder

	"skinline/photos/colour"
)

// heicWasm is the decoder of gen2brain/heic, a gzipped WebAssembly module. The
// package's own functions keep every instance's memory for good and decode
// whole files only; here each decode has an instance that ends, and tiles are
// decoded one by one, two at a time.
//
//go:linkname heicWasm github.com/gen2brain/heic.heicWasm
var heicWasm []byte

// The decoder takes up to 15 bytes for each pixel of a large picture, 18 for
// those of a small one; what a worker has is enough for a phone's 48 MP in one
// piece. Phones write tiles.
const (
	hevcPerPixel  = 16
	hevcBeside    = 32 << 20
	maxTilePixels = 50_000_000
)

// hevc decodes HEVC pictures.
var hevc = sync.OnceValue(func() sandbox { return newSandbox(heicWasm) })

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
		whole, err := decodeTiles(parts, grid)
		if err != nil {
			return nil, err
		}
		return cropped(whole, shown), nil
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

// tile is one coded picture: a stream that its decoder takes, and its place.
type tile struct {
	stream []byte
	place  image.Rectangle
}

// tileset is what a picture is made of, and the size it has before it is cut
// to what is shown.
func (f *heif) tileset(item *heifItem) (parts []tile, grid image.Point, err error) {
	size := item.extent()
	if item.kind != "grid" {
		stream, err := f.stream(item)
		return []tile{{stream, image.Rectangle{Max: size}}}, size, err
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
		stream, err := f.stream(t)
		if err != nil {
			return nil, grid, err
		}
		if coded += len(stream); coded > 4*len(f.data)+1<<20 {
			return nil, grid, refuse(ErrDamaged, "this HEIC file is damaged: its tiles are larger than the file")
		}
		at := image.Pt(n%columns*each.X, n/columns*each.Y)
		parts = append(parts, tile{stream, image.Rectangle{at, at.Add(each)}})
	}
	if each.X*columns < size.X || each.Y*rows < size.Y || each.X*each.Y > maxPixels {
		return nil, grid, refuse(ErrDamaged, "this HEIC file is damaged: its tiles do not make its picture")
	}
	return parts, size, nil
}

// stream is a coded picture with its parameter sets, as a byte stream of
// ITU-T H.265 annex B.
func (f *heif) stream(item *heifItem) ([]byte, error) {
	if item.kind != "hvc1" {
		inside := map[string]string{"av01": "AV1", "jpeg": "JPEG", "vvc1": "VVC", "j2k1": "JPEG 2000", "avc1": "AVC", "unci": "uncompressed pixels", "mski": "a mask"}[item.kind]
		if inside == "" {
			inside = "something unknown"
		}
		return nil, refuse(ErrUnsupported, "this is a HEIF picture with %s inside, which cannot be read; save it as JPEG", inside)
	}
	c := reader{data: item.property("hvcC")}
	if len(c.data) > 1<<16 {
		c.data = nil
	}
	c.skip(16)
	chroma, luma, depth := c.u8()&3, c.u8()&7+8, c.u8()&7+8
	c.skip(2)
	prefix := int(c.u8()&3) + 1
	switch {
	case c.short:
		return nil, refuse(ErrDamaged, "this HEIC file is damaged: it does not say how its picture is coded")
	case chroma != 1:
		kind := []string{"no colour", "", "more colour than a phone's (4:2:2)", "more colour than a phone's (4:4:4)"}[chroma]
		return nil, refuse(ErrUnsupported, "this is a HEIC picture with %s, which cannot be read rightly; save it as JPEG", kind)
	case luma > 12 || depth > 12:
		return nil, refuse(ErrUnsupported, "this is a HEIC picture with %d bits a colour, which cannot be read; save it as JPEG", max(luma, depth))
	}
	var out []byte
	for range c.u8() {
		c.skip(1)
		for range c.u16() {
			unit := c.take(int(c.u16()))
			if c.short {
				return nil, refuse(ErrDamaged, "this HEIC file is damaged: it does not say how its picture is coded")
			}
			out = append(append(out, 0, 0, 0, 1), unit...)
		}
	}
	coded := f.content(item, maxFile)
	if len(coded) == 0 {
		return nil, refuse(ErrDamaged, "this HEIC file ends early")
	}
	for len(coded) >= prefix {
		n := uint64(0)
		for _, b := range coded[:prefix] {
			n = n<<8 | uint64(b)
		}
		coded = coded[prefix:]
		if n > uint64(len(coded)) {
			return nil, refuse(ErrDamaged, "this HEIC file ends early")
		}
		out = append(append(out, 0, 0, 0, 1), coded[:n]...)
		coded = coded[n:]
	}
	return out, nil
}

// decodeTiles decodes tiles into a picture of the given size, on two cores.
func decodeTiles(parts []tile, size image.Point) (*image.NRGBA, error) {
	if len(parts) == 1 && parts[0].place.Max == size {
		return decodePiece(parts[0])
	}
	out := image.NewNRGBA(image.Rectangle{Max: size})
	var failed [2]error
	half := func(n, from, to int) {
		if from < to {
			failed[n] = decodeHEVC(out, parts[from:to])
		}
	}
	var other sync.WaitGroup
	other.Go(func() { half(0, 0, len(parts)/2) })
	half(1, len(parts)/2, len(parts))
	other.Wait()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// decodePiece decodes a picture that is one piece, without a copy of it: the
// memory of its decoder becomes the picture's.
func decodePiece(t tile) (*image.NRGBA, error) {
	size := t.place.Size()
	d, err := startHEVC(size)
	if err != nil {
		return nil, err
	}
	defer d.close()
	return d.decode(t.stream, size)
}

// decodeHEVC decodes tiles of one size into their places in a picture.
func decodeHEVC(out *image.NRGBA, parts []tile) error {
	size := parts[0].place.Size()
	d, err := startHEVC(size)
	if err != nil {
		return err
	}
	defer d.close()
	for _, t := range parts {
		pic, err := d.decode(t.stream, size)
		if err != nil {
			return err
		}
		place := t.place.Intersect(out.Rect)
		for y := range place.Dy() {
			copy(out.Pix[out.PixOffset(place.Min.X, place.Min.Y+y):][:4*place.Dx()], pic.Pix[y*pic.Stride:])
		}
		d.release()
	}
	return nil
}

// hevcDecoder is a decoder at work, and what it holds of the last picture.
type hevcDecoder struct {
	*instance
	about, in, out uint64
}

// startHEVC makes a decoder for pictures of a size. It must be closed.
func startHEVC(size image.Point) (*hevcDecoder, error) {
	i, err := hevc().start(hevcBeside + hevcPerPixel*size.X*size.Y)
	if err != nil {
		return nil, err
	}
	about, err := i.put(make([]byte, 12))
	if err != nil {
		i.close()
		return nil, err
	}
	return &hevcDecoder{instance: i, about: about}, nil
}

// decode decodes one picture, which must be at least of that size. Its pixels
// are the decoder's own until release.
func (d *hevcDecoder) decode(stream []byte, size image.Point) (*image.NRGBA, error) {
	in, err := d.put(stream)
	if err != nil {
		return nil, err
	}
	out, err := d.call("decode_sequence", in, uint64(len(stream)), d.about)
	if err != nil {
		return nil, err
	}
	d.in, d.out = in, uint64(out)
	var w, h, count uint32
	if err := d.words(d.about, &w, &h, &count); err != nil {
		return nil, err
	}
	if out == 0 || count != 1 || int(w) < size.X || int(h) < size.Y || w > maxSide || h > maxSide {
		return nil, errSandbox
	}
	pix, err := d.bytes(out, 4*int(w)*int(h))
	if err != nil {
		return nil, err
	}
	return &image.NRGBA{Pix: pix, Stride: 4 * int(w), Rect: image.Rectangle{Max: size}}, nil
}

// release gives the last picture's memory back to the decoder.
func (d *hevcDecoder) release() {
	d.free(d.out)
	d.free(d.in)
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
