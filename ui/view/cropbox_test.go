package view

import (
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
)

func TestCropsStayInBoundsAndKeepTheirProportion(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	all := append([]grip{gripMove}, func() []grip { g := grips(); return g[:] }()...)
	for range 5000 {
		c := cropBox{bounds: photos.Rect{W: .4 + .6*r.Float64(), H: .4 + .6*r.Float64()}}
		c.rect = photos.Rect{X: r.Float64() * .2, Y: r.Float64() * .2, W: .1 + r.Float64()*.1, H: .1 + r.Float64()*.1}
		if r.IntN(2) == 0 {
			c.ratio = Aspects()[1+r.IntN(4)].Ratio
			c.rect = c.fitted()
		}
		g := all[r.IntN(len(all))]
		got := c.dragged(g, r.Float64()*2-1, r.Float64()*2-1)
		const tiny = 1e-9
		if got.X < -tiny || got.Y < -tiny || got.X+got.W > c.bounds.W+tiny || got.Y+got.H > c.bounds.H+tiny || got.Empty() {
			t.Fatalf("%+v leaves %+v", got, c.bounds)
		}
		if c.ratio > 0 && math.Abs(got.W/got.H-c.ratio) > 1e-6 {
			t.Fatalf("ratio %v instead of %v by grip %v", got.W/got.H, c.ratio, g)
		}
		if g == gripMove && (math.Abs(got.W-c.rect.W) > tiny || math.Abs(got.H-c.rect.H) > tiny) {
			t.Fatalf("moving changed the size: %+v from %+v", got, c.rect)
		}
		x, y := g.at()
		if g != gripMove && (moved(c.rect.X+(1-x)*c.rect.W, got.X+(1-x)*got.W) || moved(c.rect.Y+(1-y)*c.rect.H, got.Y+(1-y)*got.H)) {
			t.Fatalf("what is opposite of grip %v moved: %+v from %+v", g, got, c.rect)
		}
	}
}

func moved(a, b float64) bool { return math.Abs(a-b) > 1e-9 }

func TestCropsAreClippedToThePhoto(t *testing.T) {
	b := cropBox{bounds: photos.Rect{W: .8, H: 1}}
	for _, c := range []struct{ in, want photos.Rect }{
		{photos.Rect{}, b.bounds},
		{photos.Rect{X: 2, Y: 2, W: 1, H: 1}, b.bounds},
		{photos.Rect{X: .5, Y: .5, W: .25, H: .25}, photos.Rect{X: .5, Y: .5, W: .25, H: .25}},
		{photos.Rect{X: -1, Y: .5, W: 3, H: 3}, photos.Rect{X: 0, Y: .5, W: .8, H: .5}},
	} {
		if got := b.clipped(c.in); got != c.want {
			t.Errorf("%+v became %+v, not %+v", c.in, got, c.want)
		}
	}
}
