package photos

import (
	"image"
	"math/rand/v2"
	"testing"

	"skinline/photos/warp"
)

// speckled is a picture without any pattern, which no error hides in.
func speckled(w, h int, opaque bool) *image.NRGBA {
	r := rand.New(rand.NewPCG(1, 2))
	pic := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range pic.Pix {
		pic.Pix[i] = uint8(r.Uint32())
		if opaque && i%4 == 3 {
			pic.Pix[i] = 255
		}
	}
	return pic
}

func TestVectorsAndIntegersMakeTheSamePicture(t *testing.T) {
	if !warp.Available {
		t.Skip("this build has only integers")
	}
	for _, shape := range []Sampling{CatmullRom, Lanczos3} {
		for _, opaque := range []bool{true, false} {
			pic := speckled(301, 207, opaque)
			for name, c := range map[string]struct {
				align Transform
				w, h  int
			}{
				"turned":       {Similarity(1.03, 3.7, .02, -.03), 301, 207},
				"on its side":  {Similarity(1, 90, .7, 0), 207, 301},
				"upside down":  {Similarity(1, 180, 1, .68), 301, 207},
				"mirrored":     {Transform{{-1, 0, 1}, {0, 1, 0}, {0, 0, 1}}, 301, 207},
				"enlarged":     {Similarity(1, -8, .1, .1), 700, 480},
				"reduced":      {Similarity(.9, 12, .1, .1), 130, 90},
				"much reduced": {Similarity(.9, 12, .1, .1), 37, 26},
				"sheared":      {Transform{{1, .3, -.1}, {.1, .6, .1}, {0, 0, 1}}, 290, 200},
			} {
				g, ok := newGrid(Frame{Align: c.align, Crop: Whole(301, 207)}, pic.Rect.Size(), c.w, c.h)
				if !ok {
					t.Fatal(name)
				}
				g.shape = shape
				src, g := g.source(pic)
				got, want := image.NewRGBA(image.Rect(0, 0, c.w, c.h)), image.NewRGBA(image.Rect(0, 0, c.w, c.h))
				g.warp(got, src)
				for y := range c.h {
					g.warpRow(want.Pix[y*want.Stride:][:4*c.w], src, g.kernels(), float64(y), 0, c.w)
				}
				for i := range want.Pix {
					if d := int(got.Pix[i]) - int(want.Pix[i]); d < -1 || d > 1 {
						t.Fatalf("%s, shape %d, opaque %v: byte %d is %d, not %d", name, shape, opaque, i, got.Pix[i], want.Pix[i])
					}
				}
			}
		}
	}
}

func TestStretchIsExactlyWhatLiesInside(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		at, step := r.Int64N(200)-100, r.Int64N(21)-10
		low := r.Int64N(120) - 60
		high := low + r.Int64N(90) - 10
		n := int(r.Int64N(30))
		first, end := stretch(at, step, low, high, n)
		for i := range n {
			p := at + int64(i)*step
			if inside := p >= low && p <= high; inside != (i >= first && i < end) {
				t.Fatalf("%d + %d*%d in %d..%d is %v; stretch is %d to %d", at, i, step, low, high, inside, first, end)
			}
		}
	}
}
