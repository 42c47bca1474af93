package annotation_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
	"skinline/photos/annotation"
)

func TestAnEllipseStaysTheSameEllipseThroughAnyAlignment(t *testing.T) {
	e := annotation.Shape{Kind: annotation.Ellipse, Points: at(.5, .4, .7, .45, .45, .55)}
	turn := photos.Transform{{1.2, -.5, .1}, {.3, .9, -.2}, {0, 0, 1}}
	mapped := e
	mapped.Points = nil
	for _, p := range e.Points {
		mapped.Points = append(mapped.Points, turn.Apply(p))
	}
	plain, _ := e.Outline()
	moved, closed := mapped.Outline()
	if !closed {
		t.Error("an ellipse is open")
	}
	for i, p := range plain {
		if q := turn.Apply(p); math.Hypot(q.X-moved[i].X, q.Y-moved[i].Y) > 1e-12 {
			t.Fatalf("point %d is at %v, should be at %v", i, moved[i], q)
		}
	}
}

func TestALabelNeverLiesOnItsLine(t *testing.T) {
	const w, h, gap = 80, 20, 6
	for degrees := 0.0; degrees < 360; degrees += 7 {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		line := []photos.Point{{X: 500 - 200*cos, Y: 500 - 200*sin}, {X: 500 + 200*cos, Y: 500 + 200*sin}}
		c := annotation.LabelAt(line, false, w, h, gap)
		for x := -.5; x <= .5; x += .05 {
			for y := -.5; y <= .5; y += .1 {
				if d := annotation.Distance(photos.Point{X: c.X + x*w, Y: c.Y + y*h}, line, false); d < gap-1e-9 {
					t.Fatalf("at %v° the label is %v from the line", degrees, d)
				}
			}
		}
	}
	if c := annotation.LabelAt(at(10, 10, 50, 90, 90, 10), true, w, h, gap); c.Y-h/2 < 90 {
		t.Errorf("a label lies on the area at %v", c)
	}
}

func TestASimplifiedStrokeKeepsItsShapeAndItsEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		stroke := at(.5, .5)
		for len(stroke) < 3000 {
			last := stroke[len(stroke)-1]
			angle := float64(len(stroke))/150 + r.Float64()
			stroke = append(stroke, photos.Point{X: last.X + .0004*math.Cos(angle), Y: last.Y + .0004*math.Sin(angle)})
		}
		const tolerance = .001
		simple := annotation.Simplified(stroke, tolerance)
		if len(simple) > annotation.MostPoints || len(simple) < 3 || simple[0] != stroke[0] || simple[len(simple)-1] != stroke[len(stroke)-1] {
			t.Fatalf("%d points of %d", len(simple), len(stroke))
		}
		for _, p := range stroke {
			if d := annotation.Distance(p, simple, false); d > tolerance {
				t.Fatalf("%v is %v from the simplified stroke", p, d)
			}
		}
	}
	jagged := make([]photos.Point, 1500)
	for i := range jagged {
		jagged[i] = photos.Point{X: float64(i) / 1500, Y: float64(i%2) * .9}
	}
	if got := len(annotation.Simplified(jagged, .0001)); got > annotation.MostPoints {
		t.Errorf("%d points are kept", got)
	}
	if got := annotation.Simplified(nil, .1); got != nil {
		t.Errorf("nothing became %v", got)
	}
}

func TestBarbsPointBackFromTheTip(t *testing.T) {
	barbs := annotation.Barbs(photos.Point{X: 0, Y: 0}, photos.Point{X: 100, Y: 0}, 20)
	if barbs[0] != (photos.Point{X: 80, Y: -10}) || barbs[1] != (photos.Point{X: 80, Y: 10}) {
		t.Errorf("%v", barbs)
	}
	if barbs := annotation.Barbs(photos.Point{}, photos.Point{X: 10}, 20); barbs[0].X != 5 {
		t.Errorf("the head of a short arrow reaches to %v", barbs)
	}
	if barbs := annotation.Barbs(photos.Point{}, photos.Point{}, 20); barbs[0] != (photos.Point{}) {
		t.Errorf("an arrow of no length has its head at %v", barbs)
	}
}
