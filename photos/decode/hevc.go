package decode

import (
	"image"
	"sync"
	_ "unsafe" // for go:linkname

	_ "github.com/gen2brain/heic" // holds the decoder
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
