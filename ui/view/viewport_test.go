package view

import (
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
)

func randomViewport(r *rand.Rand) Viewport {
	v := Viewport{Frame: photos.Rect{X: r.Float64(), Y: r.Float64(), W: .1 + r.Float64(), H: .1 + r.Float64()}}.Fitted()
	v.Unit = v.fit(100+900*r.Float64(), 100+900*r.Float64())
	v = v.ZoomedAt(photos.Point{X: r.Float64(), Y: r.Float64()}, math.Exp(3*r.Float64()))
	return v.Panned(r.Float64()*400-200, r.Float64()*400-200)
}

func close2(a, b float64) bool { return math.Abs(a-b) < 1e-9*(1+math.Abs(a)) }

func TestScreenAndReferenceAreInverse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		v, w, h := randomViewport(r), 10+1000*r.Float64(), 10+1000*r.Float64()
		p := photos.Point{X: r.Float64()*2 - .5, Y: r.Float64()*2 - .5}
		x, y := v.ToScreen(p, w, h)
		if q := v.FromScreen(x, y, w, h); !close2(p.X, q.X) || !close2(p.Y, q.Y) {
			t.Fatalf("%v came back as %v through %+v", p, q, v)
		}
	}
}

func TestZoomKeepsThePlaceUnderThePointer(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range 500 {
		v, w, h := randomViewport(r), 500.0, 400.0
		x, y := r.Float64()*w, r.Float64()*h
		p := v.FromScreen(x, y, w, h)
		gx, gy := v.ZoomedAt(p, v.Factor*math.Exp(r.Float64()*4-2)).ToScreen(p, w, h)
		if math.Abs(gx-x) > 1e-6 || math.Abs(gy-y) > 1e-6 {
			t.Fatalf("%v moved from %v,%v to %v,%v", p, x, y, gx, gy)
		}
	}
}

func TestVisibleHasTheShapeOfThePaneAndTheSharedScale(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 500 {
		v := randomViewport(r)
		a, b := v.Visible(600, 400), v.Visible(300, 500)
		if !close2(a.W/600, b.W/300) || !close2(a.H/400, b.H/500) {
			t.Fatalf("scales differ: %+v %+v", a, b)
		}
		if !close2(a.X+a.W/2, b.X+b.W/2) || !close2(a.Y+a.H/2, b.Y+b.H/2) {
			t.Fatalf("middles differ: %+v %+v", a, b)
		}
	}
}

func TestPanFollowsThePointerAndStaysInTheFrame(t *testing.T) {
	v := Viewport{Frame: photos.Rect{W: 1, H: .5}, Unit: 400, Factor: 2}.Fitted()
	v.Factor = 2
	x, y := v.ToScreen(photos.Point{X: .4, Y: .2}, 400, 200)
	gx, gy := v.Panned(30, -20).ToScreen(photos.Point{X: .4, Y: .2}, 400, 200)
	if !close2(gx-x, 30) || !close2(gy-y, -20) {
		t.Errorf("moved %v, %v", gx-x, gy-y)
	}
	if c := v.Panned(1e6, 1e6).Centre; c != (photos.Point{}) {
		t.Errorf("left the frame: %v", c)
	}
}

func TestFittedShowsTheWholeFrame(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	for range 200 {
		v := randomViewport(r)
		w, h := 50+800*r.Float64(), 50+800*r.Float64()
		v.Unit = v.fit(w, h)
		seen, f := v.Fitted().Visible(w, h), v.Frame
		const tiny = 1e-9
		if seen.X > f.X+tiny || seen.Y > f.Y+tiny || seen.X+seen.W < f.X+f.W-tiny || seen.Y+seen.H < f.Y+f.H-tiny {
			t.Fatalf("%+v does not hold %+v", seen, f)
		}
	}
}
