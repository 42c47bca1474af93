package plane_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos/align/plane"
)

func textured(w, h int) *plane.Plane {
	p := plane.New(w, h)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range p.Pix {
		x, y := float64(i%w), float64(i/w)
		p.Pix[i] = float32(.5 + .2*math.Sin(x/9)*math.Cos(y/13) + .1*math.Sin(x/2.5+y/4) + .05*r.NormFloat64())
	}
	return p
}

// exact is the Gaussian by its definition, edges repeated.
func exact(p *plane.Plane, sigma float64, x, y int) float64 {
	r := int(5 * sigma)
	var sum, weights float64
	for dy := -r; dy <= r; dy++ {
		for dx := -r; dx <= r; dx++ {
			w := math.Exp(-float64(dx*dx+dy*dy) / (2 * sigma * sigma))
			sum += w * float64(p.At(float64(x+dx), float64(y+dy)))
			weights += w
		}
	}
	return sum / weights
}

func TestBlurIsTheGaussian(t *testing.T) {
	p := textured(163, 121)
	for sigma, allowed := range map[float64][2]float64{.5: {1e-3, 1e-3}, 1.6: {1e-3, 1e-3}, 4.9: {1e-3, 1e-3}, 5.5: {2e-3, .05}, 14: {2e-3, .05}} {
		got := plane.Blur(p, sigma)
		for _, at := range [][2]int{{81, 60}, {70, 66}, {0, 0}, {162, 120}, {7, 115}, {60, 3}} {
			want := exact(p, sigma, at[0], at[1])
			most := allowed[1]
			if at[0] > 50 && at[0] < 110 && at[1] > 50 && at[1] < 70 {
				most = allowed[0] // away from the edges
			}
			if d := math.Abs(float64(got.Pix[at[1]*p.W+at[0]]) - want); d > most {
				t.Errorf("sigma %v at %v: %v off", sigma, at, d)
			}
		}
	}
}

func TestBlurKeepsAnEvenPictureAndSizes(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {1, 9}, {9, 1}, {2, 2}, {3, 40}, {33, 17}} {
		p := plane.New(size[0], size[1])
		for i := range p.Pix {
			p.Pix[i] = .25
		}
		for _, sigma := range []float64{0, 1, 7, 40} {
			got := plane.Blur(p, sigma)
			if got.W != p.W || got.H != p.H {
				t.Fatalf("%v: %d x %d", size, got.W, got.H)
			}
			for _, v := range got.Pix {
				if math.Abs(float64(v)-.25) > 1e-5 {
					t.Fatalf("%v, sigma %v: %v", size, sigma, v)
				}
			}
		}
		for i, v := range plane.Normalise(p, 6).Pix {
			if math.Abs(float64(v)) > 1e-2 {
				t.Fatalf("%v: an even picture has %v at %d", size, v, i)
			}
		}
	}
}

func TestHalf(t *testing.T) {
	p := plane.New(5, 4)
	for i := range p.Pix {
		p.Pix[i] = float32(i%5) + 10*float32(i/5)
	}
	got := plane.Half(p)
	if got.W != 2 || got.H != 2 {
		t.Fatalf("%d x %d", got.W, got.H)
	}
	for y := range 2 {
		for x := range 2 {
			if want := p.At(2*float64(x)+.5, 2*float64(y)+.5); got.Pix[y*2+x] != want {
				t.Errorf("%d, %d: %v, not %v", x, y, got.Pix[y*2+x], want)
			}
		}
	}
}

// Light that changes slowly over the picture must not matter.
func TestNormaliseTakesLightOut(t *testing.T) {
	p := textured(160, 120)
	lit := plane.New(p.W, p.H)
	for i, v := range p.Pix {
		x, y := float32(i%p.W)/160, float32(i/p.W)/120
		lit.Pix[i] = v*(.5+.5*x) + .2*y
	}
	a, b := plane.Normalise(p, 8), plane.Normalise(lit, 8)
	var apart, power float64
	for i := range a.Pix {
		apart += math.Pow(float64(a.Pix[i]-b.Pix[i]), 2)
		power += math.Pow(float64(a.Pix[i]), 2)
	}
	if n := float64(len(a.Pix)); apart/power > .01 || power/n < .5 || power/n > 1.2 {
		t.Errorf("differs by %v of a variance of %v", apart/power, power/n)
	}
}

func BenchmarkNormalise(b *testing.B) {
	p := textured(800, 600)
	for b.Loop() {
		plane.Normalise(p, 16)
	}
}

func BenchmarkBlur(b *testing.B) {
	p := textured(800, 600)
	out := plane.New(p.W, p.H)
	for b.Loop() {
		plane.BlurInto(out, p, 1.6)
	}
}
