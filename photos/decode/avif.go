package decode

import (
	"encoding/binary"
	"image"
	"sync"
	_ "unsafe" // for go:linkname

	_ "github.com/gen2brain/avif" // holds the decoder
)

// avifWasm is libavif with dav1d in gen2brain/avif, a gzipped WebAssembly
// module. The package's own functions keep every instance's memory for good
// and decode whole files only; here each decode has an instance that ends, and
// bounds on its memory.
//
//go:linkname avifWasm github.com/gen2brain/avif.avifWasm
var avifWasm []byte

// av1 decodes AVIF files.
var av1 = sync.OnceValue(func() sandbox { return newSandbox(avifWasm) })

// readAVIF reads a still picture of AV1 (AV1 Image File Format 1.1).
func readAVIF(data []byte) (header, error) {
	h := header{kind: "AVIF"}
	f, ok := parseHEIF(data)
	if !ok {
		return h, refuse(ErrDamaged, "this AVIF file ends before its picture begins")
	}
	item := f.items[f.primary]
	shown, err := h.fromHEIF(f, item)
	if err != nil {
		return h, err
	}
	parts := []*heifItem{item}
	if item.kind == "grid" {
		parts = nil
		for _, id := range item.tiles {
			parts = append(parts, f.items[id])
		}
	}
	if len(parts) == 0 || len(parts) > maxTileset {
		return h, refuse(ErrTooLarge, "this AVIF file is in %d tiles, which no photo is", len(parts))
	}
	perPixel := 20 // planes, pixels and a copy of them
	for _, p := range parts {
		switch {
		case p == nil || p.kind != "av01" || len(p.property("av1C")) < 4:
			return h, refuse(ErrDamaged, "this AVIF file is damaged: it does not say how its picture is coded")
		case len(f.content(p, maxFile)) == 0:
			return h, refuse(ErrDamaged, "this AVIF file ends early")
		case p.property("av1C")[2]&0x40 != 0:
			perPixel = 34 // more than 8 bits a colour
		}
	}
	if err := h.affordable(perPixel); err != nil {
		return h, err
	}
	size := item.extent()
	h.pictures = h.whole(func() (image.Image, error) {
		pic, err := decodeAV1(data, size, perPixel)
		if err != nil || shown == pic.Bounds() {
			return pic, err
		}
		return pic.(interface {
			SubImage(image.Rectangle) image.Image
		}).SubImage(shown), nil
	})
	return h, nil
}

// decodeAV1 decodes the picture of a file, which must have that size.
// Transparency is in it as a share of its colours.
func decodeAV1(data []byte, size image.Point, perPixel int) (image.Image, error) {
	i, err := av1().start(96<<20 + 2*len(data) + perPixel*size.X*size.Y)
	if err != nil {
		return nil, err
	}
	defer i.close()
	in, err := i.put(data)
	if err != nil {
		return nil, err
	}
	about, err := i.put(make([]byte, 24))
	if err != nil {
		return nil, err
	}
	decode := func(onlySize uint64, out uint64) error {
		ok, err := i.call("decode", in, uint64(len(data)), onlySize, 0, about, about+4, about+8, about+12, about+16, out)
		if err == nil && ok == 0 {
			err = errSandbox
		}
		return err
	}
	if err := decode(1, 0); err != nil {
		return nil, err
	}
	var w, h, depth uint32
	if err := i.words(about, &w, &h, &depth); err != nil {
		return nil, err
	}
	if image.Pt(int(w), int(h)) != size {
		return nil, refuse(ErrDamaged, "this AVIF file is damaged: it has two picture sizes")
	}
	n := 4 * size.X * size.Y
	if depth > 8 {
		n *= 2
	}
	out, err := i.call("malloc", uint64(n))
	if err != nil || out == 0 {
		return nil, errSandbox
	}
	if err := decode(0, uint64(out)); err != nil {
		return nil, err
	}
	pix, err := i.bytes(out, n)
	if err != nil {
		return nil, err
	}
	// The decoder's memory becomes the picture's.
	whole := image.Rectangle{Max: size}
	if depth <= 8 {
		return &image.RGBA{Pix: pix, Stride: 4 * size.X, Rect: whole}, nil
	}
	for at := 0; at < n; at += 2 {
		binary.BigEndian.PutUint16(pix[at:], binary.LittleEndian.Uint16(pix[at:]))
	}
	return &image.RGBA64{Pix: pix, Stride: 8 * size.X, Rect: whole}, nil
}
