//go:build !cgo || purejpeg

package decode

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"strings"

	"github.com/gen2brain/jpegn"

	"skinline/photos/colour"
	"skinline/photos/turbo/eighth"
)

// jpegPictures decodes a file that readJPEG has accepted into pictures of the
// given sizes, in stored orientation.
func jpegPictures(data []byte, h header, sizes []image.Point, srgb *colour.Transform) ([]*image.NRGBA, error) {
	if h.plain {
		if pic, err := decodeScaled(data, h, sizes); err == nil {
			return resizedWhole(pic, sizes, srgb), nil
		}
	}
	whole, err := decodeJPEG(data, h)
	if err != nil {
		return nil, err
	}
	return resizedWhole(whole, sizes, srgb), nil
}

// decodeScaled decodes a plain file with jpegn, reduced to a half, quarter or
// eighth as far as the sizes allow. It is much faster than the standard
// library, which decides where it finds an error.
func decodeScaled(data []byte, h header, sizes []image.Point) (image.Image, error) {
	nth := 8
	for _, s := range sizes {
		for nth > 1 && (h.width/nth < s.X || h.height/nth < s.Y) {
			nth /= 2
		}
	}
	if nth == 8 {
		widest := 0
		for _, s := range sizes {
			widest = max(widest, s.X)
		}
		if pic, ok := eighth.Decode(data, widest); ok {
			return pic, nil
		}
	}
	return guarded("JPEG", func() (image.Image, error) {
		chroma := jpegn.NearestNeighbor
		if nth == 1 {
			chroma = jpegn.CatmullRom
		}
		pic, err := jpegn.Decode(bytes.NewReader(data), &jpegn.Options{ToRGBA: true, UpsampleMethod: chroma, ScaleDenom: nth})
		if err != nil {
			return nil, err
		}
		if pic.Bounds() != image.Rect(0, 0, (h.width+nth-1)/nth, (h.height+nth-1)/nth) {
			return nil, refuse(ErrDamaged, "this JPEG file is damaged: it has two picture sizes")
		}
		return pic, nil
	})
}

// decodeJPEG decodes a file that readJPEG has accepted. A file that lacks only
// its end marker opens.
func decodeJPEG(data []byte, h header) (image.Image, error) {
	pic, err := guarded("JPEG", func() (image.Image, error) {
		config, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		// The two readers of the header must agree before pixels are allocated.
		if config.Width != h.width || config.Height != h.height {
			return nil, refuse(ErrDamaged, "this JPEG file is damaged: it has two picture sizes")
		}
		return jpeg.Decode(bytes.NewReader(data))
	})
	if err != nil && !bytes.HasSuffix(data, []byte{0xff, 0xd9}) {
		if again, ended := guarded("JPEG", func() (image.Image, error) {
			return jpeg.Decode(bytes.NewReader(append(bytes.Clone(data), 0xff, 0xd9)))
		}); ended == nil {
			pic, err = again, nil
		}
	}
	if err != nil {
		return nil, jpegError(err)
	}
	if pic.Bounds().Size() != (image.Point{h.width, h.height}) {
		return nil, refuse(ErrDamaged, "this JPEG file is damaged: it has two picture sizes")
	}
	return pic, nil
}

// jpegError says what the decoder of the standard library found, as a sentence.
func jpegError(err error) error {
	var known refusal
	var cannot jpeg.UnsupportedError
	switch {
	case errors.As(err, &known):
		return err
	case errors.As(err, &cannot):
		return refuse(ErrUnsupported, "this is a JPEG of a rare kind, which cannot be read (%s); save it as an ordinary JPEG", string(cannot))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, jpeg.FormatError("short Huffman data")):
		return refuse(ErrDamaged, "this JPEG file ends early")
	}
	return refuse(ErrDamaged, "this JPEG file is damaged (%s)", strings.TrimPrefix(err.Error(), "invalid JPEG format: "))
}
