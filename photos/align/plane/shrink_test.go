package plane_test

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
	"skinline/photos/align/plane"
	"skinline/photos/phantom"
)

// area is the mean luma of a pixel's area by its definition.
func area(img *image.NRGBA, x, y int, step float64) float64 {
	var sum, total float64
	for v := int(float64(y) * step); v < img.Rect.Dy() && float64(v) < float64(y+1)*step; v++ {
		for u := int(float64(x) * step); u < img.Rect.Dx() && float64(u) < float64(x+1)*step; u++ {
			weight := (math.Min(float64(u+1), float64(x+1)*step) - math.Max(float64(u), float64(x)*step)) *
				(math.Min(float64(v+1), float64(y+1)*step) - math.Max(float64(v), float64(y)*step))
			c := img.NRGBAAt(u, v)
			sum += weight * (.299*float64(c.R) + .587*float64(c.G) + .114*float64(c.B)) / 255
			total += weight
		}
	}
	return sum / total
}

// Exact where boxes and pixels share their edges.
func TestOfIsTheMeanOfAreas(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for _, c := range [][3]int{{97, 61, 96}, {97, 61, 50}, {61, 97, 49}, {200, 3, 40}, {200, 1, 20}, {300, 211, 30}, {64, 64, 1}, {160, 320, 2}, {16, 16, 15}} {
		img := image.NewNRGBA(image.Rect(0, 0, c[0], c[1]))
		for i := range img.Pix {
			img.Pix[i] = uint8(r.IntN(256))
			if c[0] == 64 {
				img.Pix[i] = 255
			}
		}
		p := plane.Of(img, c[2])
		if max(p.W, p.H) != c[2] {
			t.Fatalf("%v: %d x %d", c, p.W, p.H)
		}
		step := float64(max(c[0], c[1])) / float64(c[2])
		for i, v := range p.Pix {
			if want := area(img, i%p.W, i/p.W, step); math.Abs(float64(v)-want) > 1e-5 {
				t.Fatalf("%v: pixel %d, %d is %v, not %v", c, i%p.W, i/p.W, v, want)
			}
		}
	}
}

// What registration sees is what a person is shown.
func TestOfAgreesWithRender(t *testing.T) {
	img := phantom.Subject{Seed: 2, Concern: phantom.AcneScars}.Render(phantom.Shot{Width: 900, Height: 700})
	for _, long := range []int{200, 333, 640} {
		p := plane.Of(img, long)
		drawn := photos.Render(img, photos.Frame{}, p.W, p.H)
		shown := plane.Of(&image.NRGBA{Pix: drawn.Pix, Stride: drawn.Stride, Rect: drawn.Rect}, 0)
		var squares float64
		for i := range p.Pix {
			d := float64(p.Pix[i] - shown.Pix[i])
			squares += d * d
		}
		if psnr := -10 * math.Log10(squares/float64(len(p.Pix))); psnr < 38 {
			t.Errorf("%d: %.1f dB", long, psnr)
		}
	}
}

func BenchmarkOf12MP(b *testing.B) {
	img := image.NewNRGBA(image.Rect(0, 0, 4032, 3024))
	for i := range img.Pix {
		img.Pix[i] = uint8(i*7 + i>>9)
	}
	for b.Loop() {
		plane.Of(img, 800)
	}
}
