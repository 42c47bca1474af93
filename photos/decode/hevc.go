package decode

import (
	"errors"
	"image"
	"sync"
	"sync/atomic"

	"skinline/photos/decode/hevc"
)

// decodeTiles decodes tiles into a picture of the given size, on two
// goroutines where there are two tiles. said is how the file says that colours
// are coded, nil when it leaves that to the streams.
func decodeTiles(parts []tile, size image.Point, said *hevc.Colour) (*image.NRGBA, error) {
	out := image.NewNRGBA(image.Rectangle{Max: size})
	var next atomic.Int32
	var failed [2]error
	work := func(n int) {
		var d hevc.Decoder
		for failed[n] == nil {
			at := int(next.Add(1)) - 1
			if at >= len(parts) {
				return
			}
			failed[n] = decodeTile(out, &d, parts[at], said, len(parts) == 1)
		}
	}
	if len(parts) > 1 {
		var other sync.WaitGroup
		other.Go(func() { work(1) })
		work(0)
		other.Wait()
	} else {
		work(0)
	}
	return out, errors.Join(failed[0], failed[1])
}

// decodeTile decodes a tile into its place in a picture; alone on two
// goroutines, as far as it can.
func decodeTile(out *image.NRGBA, d *hevc.Decoder, t tile, said *hevc.Colour, alone bool) error {
	_, err := guarded("HEIC", func() (image.Image, error) {
		size := t.place.Size()
		// Whole blocks are coded, the largest of which have 64 samples a side.
		pic, err := d.Decode(t.units, (size.X+63)*(size.Y+63))
		place := t.place.Intersect(out.Rect)
		switch {
		case errors.Is(err, hevc.ErrUnsupported):
			return nil, refuse(ErrUnsupported, "this is a HEIC picture coded in a way that cannot be read (%v); save it as JPEG", err)
		case err != nil:
			return nil, err
		case pic.Width < size.X || pic.Height < size.Y:
			return nil, refuse(ErrDamaged, "this HEIC file is damaged: it has two picture sizes")
		}
		colours := pic.Colour
		if said != nil {
			colours = *said
		}
		rows := newYCbCr(pic, colours)
		paint := func(from, to int) {
			for y := from; y < to; y++ {
				rows.row(out.Pix[out.PixOffset(place.Min.X, place.Min.Y+y):][:4*place.Dx()], y)
			}
		}
		if alone {
			bands(place.Dy(), paint)
		} else {
			paint(0, place.Dy())
		}
		return nil, nil
	})
	return err
}
