package plane_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"skinline/photos/align/plane"
)

func TestOf(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 8, 4))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	img.SetNRGBA(3, 2, color.NRGBA{R: 255, A: 255})
	p := plane.Of(img, 0)
	if p.W != 8 || p.H != 4 {
		t.Fatalf("a plane of %d x %d", p.W, p.H)
	}
	if got := p.Pix[2*8+3]; math.Abs(float64(got)-.299) > 1e-6 {
		t.Errorf("red has luma %v", got)
	}
	if got := p.At(3.5, 2); math.Abs(float64(got)-(.299+1)/2) > 1e-6 {
		t.Errorf("halfway between red and white: %v", got)
	}
	if p.At(-5, 99) != 1 {
		t.Error("outside is not the nearest edge")
	}
	if small := plane.Of(img, 4); small.W != 4 || small.H != 2 {
		t.Errorf("shrunk to %d x %d", small.W, small.H)
	}
}
