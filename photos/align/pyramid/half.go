package pyramid

import (
	"encoding/binary"
	"image"
	"sync"
)

// half is a picture of half the size, of the mean of two by two pixels each, on
// two goroutines.
func half(img *image.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, img.Rect.Dx()/2, img.Rect.Dy()/2))
	w, h := out.Rect.Dx(), out.Rect.Dy()
	rows := func(from, to int) {
		for y := from; y < to; y++ {
			upper, lower := img.Pix[2*y*img.Stride:][:8*w], img.Pix[(2*y+1)*img.Stride:][:8*w]
			row := out.Pix[y*out.Stride:][:4*w]
			if !halfOpaque(row, upper, lower) {
				halfWeighed(row, upper, lower)
			}
		}
	}
	var other sync.WaitGroup
	other.Go(func() { rows(0, h/2) })
	rows(h/2, h)
	other.Wait()
	return out
}

// halfOpaquePure makes a row of two; it reports false, and the row is not to be
// used, where there is transparency.
func halfOpaquePure(to, upper, lower []uint8) bool {
	const alternate = 0x00ff00ff00ff00ff // two channels of two pixels, each with room for a sum above it
	opaque := ^uint64(0)
	for x := 0; x < len(to); x += 4 {
		u, l := binary.LittleEndian.Uint64(upper[2*x:]), binary.LittleEndian.Uint64(lower[2*x:])
		opaque &= u & l
		even, odd := u&alternate+l&alternate, u>>8&alternate+l>>8&alternate
		even, odd = even+even>>32+0x20002, odd+odd>>32+0x20002
		binary.LittleEndian.PutUint32(to[x:], uint32(even>>2&0xff00ff|odd>>2&0xff00ff<<8))
	}
	const alpha = 255<<24 | 255<<56
	return opaque&alpha == alpha
}

// halfWeighed is halfOpaque on black.
func halfWeighed(to, upper, lower []uint8) {
	for x := 0; x < len(to); x += 4 {
		a, b, c, d := upper[2*x:][:4], upper[2*x+4:][:4], lower[2*x:][:4], lower[2*x+4:][:4]
		for k := range 3 {
			sum := uint32(a[k])*uint32(a[3]) + uint32(b[k])*uint32(b[3]) + uint32(c[k])*uint32(c[3]) + uint32(d[k])*uint32(d[3])
			to[x+k] = uint8((sum + 510) / 1020)
		}
		to[x+3] = 255
	}
}
