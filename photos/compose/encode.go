package compose

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"strings"

	"skinline/photos/colour"
)

// ErrExtension is returned by Encode for a name that is neither PNG nor JPEG.
var ErrExtension = errors.New("the name must end in .png, .jpg or .jpeg")

// Encode writes img as PNG or as JPEG (quality 92) by the name's extension,
// with an sRGB profile and no other metadata. In a JPEG, which has no
// transparency, transparent parts show the stage.
func Encode(img image.Image, name string) ([]byte, error) {
	var out bytes.Buffer
	switch strings.ToLower(filepath.Ext(name)) {
	case ".png":
		if err := png.Encode(&out, img); err != nil {
			return nil, fmt.Errorf("encode picture as png: %w", err)
		}
		return pngWithProfile(out.Bytes())
	case ".jpg", ".jpeg":
		if err := jpeg.Encode(&out, onStage(img), &jpeg.Options{Quality: 92}); err != nil {
			return nil, fmt.Errorf("encode picture as jpeg: %w", err)
		}
		return jpegWithProfile(out.Bytes()), nil
	}
	return nil, ErrExtension
}

func onStage(img image.Image) image.Image {
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		return img
	}
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, image.NewUniform(color.NRGBA{0x46, 0x46, 0x46, 0xff}), image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Over)
	return out
}

// pngWithProfile puts an iCCP chunk after the header chunk.
func pngWithProfile(data []byte) ([]byte, error) {
	var packed bytes.Buffer
	packed.WriteString("sRGB\x00\x00")
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(colour.SRGB()); err != nil {
		return nil, fmt.Errorf("pack colour profile: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack colour profile: %w", err)
	}
	chunk := binary.BigEndian.AppendUint32(nil, uint32(packed.Len()))
	chunk = append(append(chunk, "iCCP"...), packed.Bytes()...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	const header = 8 + 12 + 13
	return bytes.Join([][]byte{data[:header], chunk, data[header:]}, nil), nil
}

// jpegWithProfile puts an APP2 segment after the start marker.
func jpegWithProfile(data []byte) []byte {
	body := append([]byte("ICC_PROFILE\x00\x01\x01"), colour.SRGB()...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe2}, uint16(len(body)+2))
	return bytes.Join([][]byte{data[:2], segment, body, data[2:]}, nil)
}
