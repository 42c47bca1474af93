package align_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
)

// long is a large photo's long side in pixels; a tenth of one of them is the
// error allowed where points are exact.
const long = 4032

var marks = []photos.Point{{X: .31, Y: .42}, {X: .58, Y: .40}, {X: .45, Y: .61}, {X: .40, Y: .75}, {X: .52, Y: .76}}

// marked are the pairs of points seen through a photo that truth maps onto the
// reference.
func marked(truth photos.Transform, points []photos.Point) []align.Pair {
	pairs := make([]align.Pair, len(points))
	for i, p := range points {
		pairs[i] = align.Pair{Photo: p, Reference: truth.Apply(p)}
	}
	return pairs
}

// apart is how far two transforms differ at most over a photo, in pixels.
func apart(a, b photos.Transform) float64 {
	most := 0.
	for _, p := range []photos.Point{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: .8}, {X: 1, Y: .8}} {
		p, q := a.Apply(p), b.Apply(p)
		most = max(most, math.Hypot(p.X-q.X, p.Y-q.Y)*long)
	}
	return most
}

func TestTwoPointsGiveTheirClosedForm(t *testing.T) {
	for name, c := range map[string]struct {
		p1, p2, r1, r2 photos.Point
		want           photos.Transform
	}{
		"same":            {photos.Point{X: .2, Y: .3}, photos.Point{X: .7, Y: .3}, photos.Point{X: .2, Y: .3}, photos.Point{X: .7, Y: .3}, photos.Identity()},
		"moved":           {photos.Point{X: .2, Y: .3}, photos.Point{X: .7, Y: .3}, photos.Point{X: .3, Y: .1}, photos.Point{X: .8, Y: .1}, photos.Similarity(1, 0, .1, -.2)},
		"doubled":         {photos.Point{X: 0, Y: 0}, photos.Point{X: .5, Y: 0}, photos.Point{X: 0, Y: 0}, photos.Point{X: 1, Y: 0}, photos.Similarity(2, 0, 0, 0)},
		"quarter turn":    {photos.Point{X: 0, Y: 0}, photos.Point{X: .5, Y: 0}, photos.Point{X: .5, Y: 0}, photos.Point{X: .5, Y: .5}, photos.Similarity(1, 90, .5, 0)},
		"upside down":     {photos.Point{X: 0, Y: 0}, photos.Point{X: .5, Y: .5}, photos.Point{X: 1, Y: 1}, photos.Point{X: .5, Y: .5}, photos.Similarity(1, 180, 1, 1)},
		"half and turned": {photos.Point{X: 1, Y: 0}, photos.Point{X: 1, Y: 1}, photos.Point{X: 0, Y: 0}, photos.Point{X: -.5, Y: 0}, photos.Similarity(.5, 90, 0, -.5)},
	} {
		got, err := align.Landmarks([]align.Pair{{Photo: c.p1, Reference: c.r1}, {Photo: c.p2, Reference: c.r2}})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := apart(got.Transform, c.want); d > 1e-6 || got.RMS > 1e-12 || len(got.Residuals) != 2 {
			t.Errorf("%s: %v, %v pixels off, residuals %v", name, got.Transform, d, got.Residuals)
		}
	}
}

func TestExactPointsGiveTheTransformWithinATenthOfAPixel(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	span := func(low, high float64) float64 { return low + (high-low)*r.Float64() }
	for range 500 {
		truth := photos.Similarity(math.Exp(span(-1.5, 1.5)), span(-180, 180), span(-1, 1), span(-1, 1))
		points := make([]photos.Point, 2+r.IntN(7))
		for i := range points {
			points[i] = photos.Point{X: span(.1, .9), Y: span(.1, .7)}
		}
		points[1].X = points[0].X + .05 // at least two apart
		got, err := align.Landmarks(marked(truth, points))
		if err != nil {
			t.Fatal(err)
		}
		if d := apart(got.Transform, truth); d > .1 {
			t.Fatalf("%d points: %v pixels off", len(points), d)
		}
		if got.RMS*long > 1e-6 {
			t.Fatalf("exact points leave %v pixels", got.RMS*long)
		}
	}
}

func TestMorePointsAreLeastSquares(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	pairs := marked(photos.Similarity(1.1, 8, .03, -.02), marks)
	for i := range pairs {
		pairs[i].Reference.X += .004 * r.NormFloat64()
		pairs[i].Reference.Y += .004 * r.NormFloat64()
	}
	got, err := align.Landmarks(pairs)
	if err != nil {
		t.Fatal(err)
	}
	squares := func(m photos.Transform) (sum float64) {
		for _, p := range pairs {
			q := m.Apply(p.Photo)
			sum += math.Pow(q.X-p.Reference.X, 2) + math.Pow(q.Y-p.Reference.Y, 2)
		}
		return sum
	}
	best := squares(got.Transform)
	var sum float64
	for i, residual := range got.Residuals {
		q := got.Transform.Apply(pairs[i].Photo)
		if d := math.Hypot(q.X-pairs[i].Reference.X, q.Y-pairs[i].Reference.Y); math.Abs(d-residual) > 1e-12 {
			t.Errorf("residual %d is %v, not %v", i, residual, d)
		}
		sum += residual * residual
	}
	if math.Abs(sum-best) > 1e-12 || math.Abs(got.RMS-math.Sqrt(sum/float64(len(pairs)))) > 1e-12 {
		t.Errorf("RMS %v of residuals %v", got.RMS, got.Residuals)
	}
	for _, step := range []photos.Transform{
		photos.Similarity(1.001, 0, 0, 0), photos.Similarity(.999, 0, 0, 0), photos.Similarity(1, .05, 0, 0), photos.Similarity(1, -.05, 0, 0),
		photos.Similarity(1, 0, 1e-4, 0), photos.Similarity(1, 0, -1e-4, 0), photos.Similarity(1, 0, 0, 1e-4), photos.Similarity(1, 0, 0, -1e-4),
	} {
		if squares(got.Transform.Then(step)) < best {
			t.Errorf("%v would fit better", step)
		}
	}
}

// Umeyama's own worked case would be a reflection; a photo is never mirrored.
func TestMirroredPointsAreNeverMirrored(t *testing.T) {
	pairs := make([]align.Pair, len(marks))
	for i, p := range marks {
		pairs[i] = align.Pair{Photo: p, Reference: photos.Point{X: 1 - p.X, Y: p.Y}}
	}
	got, err := align.Landmarks(pairs)
	if err != nil {
		return // nothing fits at all: as good an answer
	}
	m := got.Transform
	if m[0][0] != m[1][1] || m[0][1] != -m[1][0] || got.RMS < .01 {
		t.Errorf("mirrored: %v, RMS %v", m, got.RMS)
	}
}

func TestPointsThatDetermineNothingAreRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	at := func(x, y float64) photos.Point { return photos.Point{X: x, Y: y} }
	for name, pairs := range map[string][]align.Pair{
		"none":                               nil,
		"one":                                {{Photo: at(.1, .2), Reference: at(.1, .2)}},
		"coincident":                         {{Photo: at(.3, .3), Reference: at(.3, .3)}, {Photo: at(.3, .3), Reference: at(.3, .3)}},
		"coincident in the photo":            {{Photo: at(.3, .3), Reference: at(.1, .3)}, {Photo: at(.3, .3), Reference: at(.9, .3)}},
		"coincident in the other":            {{Photo: at(.1, .3), Reference: at(.3, .3)}, {Photo: at(.9, .3), Reference: at(.3, .3)}},
		"less than a pixel apart":            {{Photo: at(.3, .3), Reference: at(.3, .3)}, {Photo: at(.3, .3+1e-9), Reference: at(.3, .4)}},
		"three in one place":                 {{Photo: at(0, 0), Reference: at(0, 0)}, {Photo: at(0, 0), Reference: at(1, 0)}, {Photo: at(0, 0), Reference: at(0, 1)}},
		"not a number":                       {{Photo: at(nan, .3), Reference: at(.3, .3)}, {Photo: at(.9, .3), Reference: at(.8, .3)}},
		"reference not a number":             {{Photo: at(.1, .3), Reference: at(.3, nan)}, {Photo: at(.9, .3), Reference: at(.8, .3)}},
		"infinite":                           {{Photo: at(inf, .3), Reference: at(.3, .3)}, {Photo: at(.9, .3), Reference: at(.8, .3)}},
		"so large that squares are infinite": {{Photo: at(1e200, .3), Reference: at(.3, .3)}, {Photo: at(.9, .3), Reference: at(.8, .3)}},
		"a square and its mirror": {
			{Photo: at(0, 0), Reference: at(1, 0)}, {Photo: at(1, 0), Reference: at(0, 0)}, {Photo: at(1, 1), Reference: at(0, 1)}, {Photo: at(0, 1), Reference: at(1, 1)},
		},
	} {
		if got, err := align.Landmarks(pairs); !errors.Is(err, photos.ErrDegenerate) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
