package decode

import (
	"image"
	"image/color"
	"testing"
)

// A picture of half levels must round once: reduced, it keeps its mean.
func TestSixteenBitsAreRoundedOnlyAtTheEnd(t *testing.T) {
	for name, set := range map[string]func(w, h int, v func(x, y int) uint16) image.Image{
		"gray": func(w, h int, v func(x, y int) uint16) image.Image {
			p := image.NewGray16(image.Rect(0, 0, w, h))
			for y := range h {
				for x := range w {
					p.SetGray16(x, y, color.Gray16{v(x, y)})
				}
			}
			return p
		},
		"RGB": func(w, h int, v func(x, y int) uint16) image.Image {
			p := image.NewRGBA64(image.Rect(0, 0, w, h))
			for y := range h {
				for x := range w {
					p.SetRGBA64(x, y, color.RGBA64{v(x, y), v(x, y), v(x, y), 0xffff})
				}
			}
			return p
		},
	} {
		// 100.4 and 101.4: rounded first, their mean would be 100.5 and show as 101 or 100.
		pic := set(64, 48, func(x, y int) uint16 { return uint16(25803 + (x+y)%2*257) })
		got := resizedWhole(pic, []image.Point{{8, 6}, {64, 48}}, nil)
		for i := 0; i < len(got[0].Pix); i += 4 {
			if got[0].Pix[i] != 101 {
				t.Fatalf("%s: level %d, want 101", name, got[0].Pix[i])
			}
		}
		if a, b := got[1].Pix[0], got[1].Pix[4]; a != 100 || b != 101 {
			t.Errorf("%s: full size %d, %d", name, a, b)
		}
	}
}

// One row of a ramp reduced stays a ramp, and edges do not shift.
func TestDeepResizeIsCentred(t *testing.T) {
	pic := image.NewGray16(image.Rect(0, 0, 256, 256))
	for y := range 256 {
		for x := range 256 {
			pic.SetGray16(x, y, color.Gray16{uint16(x * 257)})
		}
	}
	got := resizedWhole(pic, []image.Point{{64, 32}}, nil)[0]
	for y := range 32 {
		for x := 4; x < 60; x++ {
			want := 4*x + 1 // the mean of 4x .. 4x+3 is 4x+1.5
			if v := int(got.Pix[got.PixOffset(x, y)]); v < want || v > want+1 {
				t.Fatalf("at %d,%d: %d, want %d", x, y, v, want)
			}
		}
	}
}

func TestDeepTransparencyLiesOverTheGround(t *testing.T) {
	straight, premultiplied := image.NewNRGBA64(image.Rect(0, 0, 2, 1)), image.NewRGBA64(image.Rect(0, 0, 2, 1))
	straight.SetNRGBA64(0, 0, color.NRGBA64{0xffff, 0, 0, 0})
	straight.SetNRGBA64(1, 0, color.NRGBA64{0xffff, 0, 0, 0x8000})
	premultiplied.SetRGBA64(1, 0, color.RGBA64{0x8000, 0, 0, 0x8000})
	for _, pic := range []image.Image{straight, premultiplied} {
		got := resizedWhole(pic, []image.Point{{2, 1}}, nil)[0]
		if got.NRGBAAt(0, 0) != (color.NRGBA{ground, ground, ground, 255}) || got.NRGBAAt(1, 0) != (color.NRGBA{187, 59, 59, 255}) {
			t.Errorf("%T: %v, %v", pic, got.NRGBAAt(0, 0), got.NRGBAAt(1, 0))
		}
	}
}
