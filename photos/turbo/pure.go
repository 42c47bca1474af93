//go:build !cgo || purejpeg

// Package turbo stands in for libjpeg-turbo in a build without it: it only
// encodes, through the standard library.
package turbo

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
)

// Available reports that this build has no libjpeg-turbo.
const Available = false

// ErrRefused wraps the reason why a picture cannot be a JPEG.
var ErrRefused = errors.New("cannot be written as a JPEG")

// Encode writes img as a baseline JPEG of the given quality (1 to 100) without
// metadata. Alpha is ignored; chroma is always halved in this build.
func Encode(img *image.NRGBA, quality int, _ bool) ([]byte, error) {
	// Opaque pictures are the same bytes either way, and the encoder reads
	// this type without converting every pixel.
	opaque := &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, opaque, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return b.Bytes(), nil
}
