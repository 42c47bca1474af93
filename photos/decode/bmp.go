package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"

	"golang.org/x/image/bmp"
)

// readBMP reads the headers of a Windows bitmap (BITMAPINFOHEADER and later).
func readBMP(data []byte) (header, error) {
	h := header{kind: "BMP"}
	if len(data) < 54 {
		return h, refuse(ErrDamaged, "this BMP file ends before its picture begins")
	}
	le := binary.LittleEndian
	at, size := le.Uint32(data[10:]), le.Uint32(data[14:])
	width, height := int64(int32(le.Uint32(data[18:]))), int64(int32(le.Uint32(data[22:])))
	if height < 0 {
		height = -height // rows from the top
	}
	bits, packing := int64(le.Uint16(data[28:])), le.Uint32(data[30:])
	switch {
	case size < 40:
		return h, refuse(ErrUnsupported, "this is a BMP picture of the OS/2 kind, which cannot be read; save it as PNG")
	case packing == 1 || packing == 2 || packing == 4 || packing == 5:
		return h, refuse(ErrUnsupported, "this is a BMP picture with compression, which cannot be read; save it as PNG")
	case bits == 16:
		return h, refuse(ErrUnsupported, "this is a BMP picture with 16 bits a pixel, which cannot be read; save it as PNG")
	case width > maxSide || height > maxSide:
		return h, refuse(ErrTooLarge, "this BMP file says it is %d x %d pixels, more than a photo may have", width, height)
	case width < 1 || height < 1:
		return h, refuse(ErrDamaged, "this BMP file says it is %d x %d pixels", width, height)
	}
	h.width, h.height = int(width), int(height)
	if row := (width*bits + 31) / 32 * 4; row*height > int64(len(data))-int64(at) {
		return h, refuse(ErrDamaged, "this BMP file ends early")
	}
	h.pictures = h.whole(func() (image.Image, error) {
		pic, err := bmp.Decode(bytes.NewReader(data))
		if errors.Is(err, bmp.ErrUnsupported) {
			return nil, refuse(ErrUnsupported, "this is a BMP picture of a rare kind, which cannot be read; save it as PNG")
		}
		return pic, err
	})
	return h, nil
}
