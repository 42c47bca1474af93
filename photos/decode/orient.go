package decode

import (
	"image"

	"github.com/disintegration/imaging"
)

// orient applies an EXIF orientation. imaging counts turns anticlockwise, and
// must only see pictures allocated here: it panics in goroutines of its own,
// beyond any recover, on others.
func orient(pic *image.NRGBA, orientation int) *image.NRGBA {
	switch orientation {
	case 2:
		return imaging.FlipH(pic)
	case 3:
		return imaging.Rotate180(pic)
	case 4:
		return imaging.FlipV(pic)
	case 5:
		return imaging.Transpose(pic)
	case 6:
		return imaging.Rotate270(pic)
	case 7:
		return imaging.Transverse(pic)
	case 8:
		return imaging.Rotate90(pic)
	}
	return pic
}
