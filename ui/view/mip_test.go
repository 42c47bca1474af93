package view

import (
	"image"
	"image/color"
	"testing"
)

func TestHalvingAverages(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 5, 2))
	for i, v := range []uint8{0, 100, 200, 40, 255, 20, 80, 200, 40, 255} {
		img.SetRGBA(i%5, i/5, color.RGBA{v, v, v, 255})
	}
	got := halved(img)
	if got.Rect != image.Rect(0, 0, 2, 1) || got.Pix[0] != 50 || got.Pix[4] != 120 {
		t.Errorf("%v %v", got.Rect, got.Pix)
	}
}

func TestLevelIsTheSmallestThatNeedNotGrow(t *testing.T) {
	all := levels(ramp(2048, 1536))
	for _, c := range []struct {
		width float64
		want  int
	}{{3000, 2048}, {2048, 2048}, {1500, 2048}, {1024, 1024}, {700, 1024}, {500, 512}, {10, 512}} {
		if got := level(all, c.width).Rect.Dx(); got != c.want {
			t.Errorf("%v pixels wide: %d, not %d", c.width, got, c.want)
		}
	}
}

// The middle of the loupe is the place it was asked for, to a fraction of a
// pixel: a landmark is set by it.
func TestMagnifyPutsThePlaceInTheMiddle(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			img.SetRGBA(x, y, color.RGBA{uint8(4 * x), uint8(4 * y), 0, 255})
		}
	}
	out := image.NewRGBA(image.Rect(0, 0, 41, 41))
	magnify(out, img, 20.25, 33.75, 4)
	// The value of pixel x belongs to its centre, x + 1/2.
	if c := out.RGBAAt(20, 20); c.R != 79 || c.G != 133 {
		t.Errorf("middle is %v", c)
	}
	magnify(out, img, 0, 0, 4)
	if c := out.RGBAAt(0, 0); c.A != 0 {
		t.Errorf("beyond the picture is %v", c)
	}
}
