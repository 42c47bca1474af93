package photos_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
)

// transforms are random plane maps that keep their horizon far away.
func transforms(n int) []photos.Transform {
	r := rand.New(rand.NewPCG(1, 2))
	span := func(low, high float64) float64 { return low + (high-low)*r.Float64() }
	out := make([]photos.Transform, n)
	for i := range out {
		out[i] = photos.Similarity(math.Exp(span(-2, 2)), span(-180, 180), span(-2, 2), span(-2, 2))
		if i%2 == 1 {
			out[i] = out[i].Then(photos.Transform{{1, span(-.2, .2), 0}, {0, span(.8, 1.2), 0}, {span(-.02, .02), span(-.02, .02), 1}})
		}
	}
	return out
}

func near(a, b photos.Point) bool {
	return math.Hypot(a.X-b.X, a.Y-b.Y) < 1e-9*(1+math.Hypot(a.X, a.Y))
}

var somewhere = []photos.Point{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: .3, Y: .9}, {X: -.4, Y: 1.7}}

func TestInverseUndoes(t *testing.T) {
	for _, m := range transforms(200) {
		back, err := m.Inverse()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range somewhere {
			if got := back.Apply(m.Apply(p)); !near(got, p) {
				t.Fatalf("%v: %v came back as %v", m, p, got)
			}
			if got := m.Then(back).Apply(p); !near(got, p) {
				t.Fatalf("%v then its inverse takes %v to %v", m, p, got)
			}
		}
	}
}

func TestThenAppliesInOrderAndIsAssociative(t *testing.T) {
	all := transforms(60)
	for i := range len(all) - 2 {
		a, b, c := all[i], all[i+1], all[i+2]
		for _, p := range somewhere {
			if got, want := a.Then(b).Apply(p), b.Apply(a.Apply(p)); !near(got, want) {
				t.Fatalf("Then: %v, not %v", got, want)
			}
			if got, want := a.Then(b).Then(c).Apply(p), a.Then(b.Then(c)).Apply(p); !near(got, want) {
				t.Fatalf("grouping: %v, not %v", got, want)
			}
		}
	}
}

func TestDegenerateTransformsHaveNoInverse(t *testing.T) {
	for _, m := range []photos.Transform{
		{}, photos.Similarity(0, 30, 1, 1), {{1, 2, 0}, {2, 4, 0}, {0, 0, 1}}, {{math.NaN(), 0, 0}, {0, 1, 0}, {0, 0, 1}}, {{math.Inf(1), 0, 0}, {0, 1, 0}, {0, 0, 1}},
	} {
		if _, err := m.Inverse(); !errors.Is(err, photos.ErrDegenerate) {
			t.Errorf("%v: %v", m, err)
		}
	}
}

func TestSimilarityTurnsClockwiseOnScreen(t *testing.T) {
	m := photos.Similarity(2, 90, .1, .2)
	if got := m.Apply(photos.Point{X: 1}); !near(got, photos.Point{X: .1, Y: 2.2}) {
		t.Errorf("right became %v, not down", got)
	}
	for _, degrees := range []float64{-179, -90, 0, 33, 180} {
		m := photos.Similarity(1.7, degrees, 3, 4)
		if math.Abs(m.Roll()-degrees) > 1e-9 || math.Abs(m.Scale()-1.7) > 1e-12 {
			t.Errorf("roll %v, scale %v of a turn by %v", m.Roll(), m.Scale(), degrees)
		}
	}
}

func TestPixelsHasPixelCentresAtIntegers(t *testing.T) {
	const from, to = 4000, 1000
	for _, m := range transforms(50) {
		in := m.Pixels(from, to)
		for _, p := range somewhere {
			// The centre of pixel i lies (i + 1/2) / long from the edge.
			got := in.Apply(photos.Point{X: p.X*from - .5, Y: p.Y*from - .5})
			want := m.Apply(p)
			if d := math.Hypot(got.X-(want.X*to-.5), got.Y-(want.Y*to-.5)); d > 1e-6*(1+math.Hypot(want.X, want.Y)) {
				t.Fatalf("%v: %v apart", m, d)
			}
		}
	}
	if got := photos.Identity().Pixels(4000, 1000).Apply(photos.Point{X: 1.5, Y: 1.5}); !near(got, photos.Point{}) {
		t.Errorf("the middle of the first four pixels is at %v of a quarter of the size", got)
	}
}
