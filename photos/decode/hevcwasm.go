package decode

import (
	"image"
	"sync"
	_ "unsafe" // for go:linkname

	_ "github.com/gen2brain/heic" // holds the decoder
)

// heicWasm is the decoder of gen2brain/heic, a gzipped WebAssembly module. The
// package's own functions keep every instance's memory for good and decode
// whole files only; here each decode has an instance that ends.
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

// wasmHEVC decodes HEVC pictures of kinds that photos/decode/hevc does not.
var wasmHEVC = sync.OnceValue(func() sandbox { return newSandbox(heicWasm) })

// decodeWasm decodes a tile, and calls use with its pixels, which are the
// decoder's own.
func decodeWasm(t tile, use func(*image.NRGBA)) error {
	size := t.place.Size()
	d, err := startHEVC(size)
	if err != nil {
		return err
	}
	defer d.close()
	pic, err := d.decode(annexB(t.units), size)
	if err != nil {
		return err
	}
	use(pic)
	return nil
}

// annexB is NAL units as a byte stream (ITU-T H.265 annex B).
func annexB(units [][]byte) (stream []byte) {
	for _, unit := range units {
		stream = append(append(stream, 0, 0, 0, 1), unit...)
	}
	return stream
}

// hevcDecoder is a decoder at work.
type hevcDecoder struct {
	*instance
	about uint64
}

// startHEVC makes a decoder for pictures of a size. It must be closed.
func startHEVC(size image.Point) (*hevcDecoder, error) {
	i, err := wasmHEVC().start(hevcBeside + hevcPerPixel*size.X*size.Y)
	if err != nil {
		return nil, err
	}
	about, err := i.put(make([]byte, 12))
	if err != nil {
		i.close()
		return nil, err
	}
	return &hevcDecoder{i, about}, nil
}

// decode decodes one picture, which must be at least of that size.
func (d *hevcDecoder) decode(stream []byte, size image.Point) (*image.NRGBA, error) {
	in, err := d.put(stream)
	if err != nil {
		return nil, err
	}
	out, err := d.call("decode_sequence", in, uint64(len(stream)), d.about)
	if err != nil {
		return nil, err
	}
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
