package pyramid_test

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
	"skinline/photos/align/pyramid"
)

func noise(w, h int, opaque bool) *image.NRGBA {
	r := rand.New(rand.NewPCG(1, 2))
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		if img.Pix[i] = uint8(r.IntN(256)); opaque && i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}

func TestEveryLevelIsTheMeanOfTheOneBefore(t *testing.T) {
	for _, size := range [][2]int{{256, 2}, {300, 211}, {257, 1024}, {511, 512}} {
		for _, opaque := range []bool{true, false} {
			p := pyramid.Of(noise(size[0], size[1], opaque))
			if len(p) < 2 {
				t.Fatalf("%v: %d levels", size, len(p))
			}
			for i, l := range p[1:] {
				above := p[i].Picture
				if want := above.Rect.Size().Div(2); l.Picture.Rect.Size() != want {
					t.Fatalf("%v: level %d is %v, not %v", size, i+1, l.Picture.Rect.Size(), want)
				}
				checkMeans(t, l.Picture, above)
			}
		}
	}
}

func checkMeans(t *testing.T, got, of *image.NRGBA) {
	t.Helper()
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			var r, g, b float64
			for k := range 4 {
				c := of.NRGBAAt(2*x+k%2, 2*y+k/2)
				a := float64(c.A) / 255
				r, g, b = r+float64(c.R)*a/4, g+float64(c.G)*a/4, b+float64(c.B)*a/4
			}
			c := got.NRGBAAt(x, y)
			if off := max(math.Abs(float64(c.R)-r), math.Abs(float64(c.G)-g), math.Abs(float64(c.B)-b)); off > .501 || c.A != 255 {
				t.Fatalf("%d, %d: %v, not %.2f %.2f %.2f", x, y, c, r, g, b)
			}
		}
	}
}

func TestSmallPhotosHaveNoSmallerLevels(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {255, 255}, {4000, 1}} {
		if p := pyramid.Of(noise(size[0], size[1], true)); len(p) != 1 {
			t.Errorf("%v: %d levels", size, len(p))
		}
	}
}

func TestAtLeast(t *testing.T) {
	p := pyramid.Of(noise(1030, 20, true))
	for long, step := range map[float64]int{2000: 1, 1030: 1, 516: 1, 515: 2, 514.9: 2, 257: 4, 100: 8, 0: 8} {
		if got := p.AtLeast(long).Step; got != step {
			t.Errorf("for %v: a level of %d, not %d", long, got, step)
		}
	}
	if got := p.AtLeast(math.NaN()).Step; got != 1 {
		t.Errorf("for no number: a level of %d", got)
	}
}

// Where the edge is cut a place still has the same coordinates in every level.
func TestRelative(t *testing.T) {
	p := pyramid.Of(noise(1031, 700, true))
	for _, l := range p {
		// The middle of the level's pixel 3, 5 is the middle of the photo's it is
		// the mean of.
		own := float64(l.Picture.Rect.Dx())
		got := l.Relative().Apply(photos.Point{X: 3.5 / own, Y: 5.5 / own})
		want := photos.Point{X: 3.5 * float64(l.Step) / 1031, Y: 5.5 * float64(l.Step) / 1031}
		if math.Hypot(got.X-want.X, got.Y-want.Y) > 1e-12 {
			t.Errorf("step %d: %v, not %v", l.Step, got, want)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	img := noise(2048, 1536, true)
	for b.Loop() {
		pyramid.Of(img)
	}
}
