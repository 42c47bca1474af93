package decode

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"
)

// Whatever a decoder returns must come out as image/color converts it.
func TestConversionAgreesWithTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	fill := func(planes ...[]uint8) {
		for _, p := range planes {
			for i := range p {
				p[i] = uint8(r.Uint32())
			}
		}
	}
	box := image.Rect(0, 0, 21, 13)
	pictures := map[string]image.Image{}
	for _, ratio := range []image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410,
	} {
		// Decoders return a part of whole blocks.
		p := image.NewYCbCr(image.Rect(0, 0, 32, 16), ratio)
		fill(p.Y, p.Cb, p.Cr)
		pictures[ratio.String()] = p.SubImage(box)
	}
	gray, cmyk, rgba, deep := image.NewGray(box), image.NewCMYK(box), image.NewRGBA(box), image.NewGray16(box)
	fill(gray.Pix, cmyk.Pix, deep.Pix, rgba.Pix)
	for i := 3; i < len(rgba.Pix); i += 4 {
		rgba.Pix[i] = 255
	}
	pictures["gray"], pictures["CMYK"], pictures["RGBA"], pictures["gray 16"] = gray, cmyk, rgba, deep
	for name, pic := range pictures {
		got := toNRGBA(pic)
		if got.Rect != box || got.Stride != 4*box.Dx() {
			t.Fatalf("%s: %v, stride %d", name, got.Rect, got.Stride)
		}
		for y := range box.Dy() {
			for x := range box.Dx() {
				r, g, b, _ := pic.At(x, y).RGBA()
				want := color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
				if c := got.NRGBAAt(x, y); c != want {
					t.Fatalf("%s at %d,%d: %v, want %v", name, x, y, c, want)
				}
			}
		}
	}
}
