//go:build cgo && !purejpeg

package decode

import (
	"image"

	"skinline/photos/colour"
	"skinline/photos/turbo"
)

// jpegPictures decodes a file that readJPEG has accepted into pictures of the
// given sizes, in stored orientation. The decoder itself reduces as far as the
// largest of them allows; rows are resized as they come.
func jpegPictures(data []byte, h header, sizes []image.Point, srgb *colour.Transform) ([]*image.NRGBA, error) {
	full := image.Pt(h.width, h.height)
	if at, err := turbo.Size(data, 8); err != nil || at != full {
		return nil, refuse(ErrDamaged, "this JPEG file is damaged: its header contradicts itself")
	}
	r, err := turbo.Decode(data, eighths(full, sizes), maxScans, sizes...)
	if err != nil {
		return nil, refuse(ErrDamaged, "this JPEG file is damaged (%s)", err)
	}
	if r.Damage > 0 {
		return nil, refuse(ErrDamaged, "this JPEG file ends early or is damaged inside; copy it from the camera again")
	}
	made := make([]*image.NRGBA, len(r.Pictures))
	for i, p := range r.Pictures {
		if r.CMYK {
			cmykToSRGB(p.Pix, h.adobe, srgb)
		}
		made[i] = p.NRGBA()
	}
	if !r.CMYK {
		toSRGB(made, srgb)
	}
	return made, nil
}

// eighths is the smallest scale that keeps every size a reduction.
func eighths(full image.Point, sizes []image.Point) int {
	var need image.Point
	for _, s := range sizes {
		need = image.Pt(max(need.X, s.X), max(need.Y, s.Y))
	}
	for n := 1; n < 8; n++ {
		if (full.X*n+7)/8 >= need.X && (full.Y*n+7)/8 >= need.Y {
			return n
		}
	}
	return 8
}
