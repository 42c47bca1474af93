package phantom

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
)

// JPEG is the photo as a camera would write it: pixels stored so that the
// EXIF orientation turns them upright, and the EXIF fields the shot asks for.
func (s Subject) JPEG(shot Shot) ([]byte, error) {
	quality := shot.Quality
	if quality == 0 {
		quality = 92
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, stored(s.Render(shot), shot.Orientation), &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode phantom jpeg: %w", err)
	}
	body := out.Bytes()
	tiff := exif(shot)
	segment := append([]byte{0xFF, 0xE1, 0, 0}, "Exif\x00\x00"...)
	segment = append(segment, tiff...)
	n := len(segment) - 2
	segment[2], segment[3] = byte(n>>8), byte(n)
	file := append([]byte{}, body[:2]...)
	file = append(file, segment...)
	return append(file, body[2:]...), nil
}

// PNG is the photo without loss. It carries no metadata, so the orientation
// is not used: the pixels are as displayed.
func (s Subject) PNG(shot Shot) ([]byte, error) {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, s.Render(shot)); err != nil {
		return nil, fmt.Errorf("encode phantom png: %w", err)
	}
	return out.Bytes(), nil
}

// stored rearranges a displayed picture the way a file of the given EXIF
// orientation stores it.
func stored(shown *image.NRGBA, orientation int) *image.NRGBA {
	if orientation < 2 || orientation > 8 {
		return shown
	}
	w, h := shown.Bounds().Dx(), shown.Bounds().Dy()
	sw, sh := w, h
	if orientation >= 5 {
		sw, sh = h, w
	}
	out := image.NewNRGBA(image.Rect(0, 0, sw, sh))
	for y := range sh {
		for x := range sw {
			dx, dy := displayed(orientation, x, y, w, h)
			copy(out.Pix[out.PixOffset(x, y):][:4], shown.Pix[shown.PixOffset(dx, dy):][:4])
		}
	}
	return out
}

// displayed is where the stored pixel x, y shows in a displayed picture of
// w x h (TIFF 6.0, Orientation).
func displayed(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return w - 1 - y, x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return y, h - 1 - x
	default:
		return x, y
	}
}
