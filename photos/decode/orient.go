package decode

import (
	"encoding/binary"
	"image"
)

// orient applies an EXIF orientation; 1 and what is none leave pic as it is.
// Turned pictures are copies, made in squares that stay in the cache.
func orient(pic *image.NRGBA, orientation int) *image.NRGBA {
	if orientation < 2 || orientation > 8 {
		return pic
	}
	w, h := pic.Rect.Dx(), pic.Rect.Dy()
	size := image.Pt(w, h)
	if orientation > 4 {
		size = image.Pt(h, w)
	}
	out := image.NewNRGBA(image.Rectangle{Max: size})
	// From which byte the first pixel comes, and how far it is to that of the
	// next pixel of a row and of a column.
	const pixel = 4
	row := pic.Stride
	right, bottom := (w-1)*pixel, (h-1)*row
	from := [9]struct{ first, across, down int }{
		2: {right, -pixel, row},
		3: {right + bottom, -pixel, -row},
		4: {bottom, pixel, -row},
		5: {0, row, pixel},
		6: {bottom, -row, pixel},
		7: {right + bottom, -row, -pixel},
		8: {right, row, -pixel},
	}[orientation]
	const side = 32
	bands(size.Y, func(top, end int) {
		for ; top < end; top += side {
			for left := 0; left < size.X; left += side {
				for y := top; y < min(top+side, end); y++ {
					to := out.Pix[y*out.Stride+left*pixel:][:min(side, size.X-left)*pixel]
					at := from.first + left*from.across + y*from.down
					for ; len(to) >= pixel; to = to[pixel:] {
						binary.LittleEndian.PutUint32(to, binary.LittleEndian.Uint32(pic.Pix[at:]))
						at += from.across
					}
				}
			}
		}
	})
	return out
}
