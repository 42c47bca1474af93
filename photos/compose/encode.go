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
	"image/png"
	"path/filepath"
	"strings"

	"skinline/photos/colour"
	"skinline/photos/turbo"
)

// ErrExtension is returned by Encode for a name that is neither PNG nor JPEG.
var ErrExtension = errors.New("the name must end in .png, .jpg or .jpeg")

// Encode writes img as PNG or as JPEG by the name's extension, in sRGB with a
// small profile and no other metadata: what the picture shows is all that
// leaves. A JPEG has quality 92, with a colour for every pixel where the build
// has libjpeg-turbo; transparent parts, which it cannot have, show the stage.
func Encode(img image.Image, name string) ([]byte, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".png":
		var out bytes.Buffer
		if err := png.Encode(&out, img); err != nil {
			return nil, fmt.Errorf("encode picture as png: %w", err)
		}
		return pngWithProfile(out.Bytes())
	case ".jpg", ".jpeg":
		const quality, halfChroma = 92, false
		data, err := turbo.Encode(onStage(img), quality, halfChroma)
		if err != nil {
			return nil, fmt.Errorf("encode picture as jpeg: %w", err)
		}
		return turbo.WithProfile(data, colour.SRGB()), nil
	}
	return nil, ErrExtension
}

// onStage is img without transparency, sharing its pixels where it has none.
func onStage(img image.Image) *image.NRGBA {
	switch p := img.(type) {
	case *image.NRGBA:
		if p.Opaque() {
			return p
		}
	case *image.RGBA:
		// Opaque pixels are the same bytes in both.
		if p.Opaque() {
			return &image.NRGBA{Pix: p.Pix, Stride: p.Stride, Rect: p.Rect}
		}
	}
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, image.NewUniform(color.NRGBA{0x46, 0x46, 0x46, 0xff}), image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Over)
	return &image.NRGBA{Pix: out.Pix, Stride: out.Stride, Rect: out.Rect}
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
