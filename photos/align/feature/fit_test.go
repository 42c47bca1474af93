package feature

import (
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
)

func TestExactMatchesGiveTheirTransform(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		truth := photos.Similarity(math.Exp(r.Float64()-.5), 360*r.Float64(), 400*r.Float64(), 400*r.Float64())
		for _, model := range []Model{Similarity, Affine, Homography} {
			if model >= Affine {
				truth[0][1] += .3 * r.Float64()
			}
			if model == Homography {
				truth[2][0], truth[2][1] = 4e-4*r.Float64(), 4e-4*r.Float64()
			}
			var matches []Match
			var weights []float64
			for range 8 {
				p := photos.Point{X: 800 * r.Float64(), Y: 600 * r.Float64()}
				matches = append(matches, Match{Reference: truth.Apply(p), Photo: p})
				weights = append(weights, .1+r.Float64())
			}
			got, ok := model.fit(matches, weights)
			if !ok {
				t.Fatalf("model %d: nothing fits", model)
			}
			for _, m := range matches {
				if d := distance(got, m); d > 1e-4 {
					t.Fatalf("model %d: %v off", model, d)
				}
			}
		}
	}
}

func TestMatchesThatDetermineNothingAreRefused(t *testing.T) {
	at := func(x, y float64) Match { return Match{photos.Point{X: x, Y: y}, photos.Point{X: x, Y: y}} }
	for name, c := range map[string]struct {
		model   Model
		matches []Match
	}{
		"none":            {Similarity, nil},
		"one":             {Similarity, []Match{at(1, 2)}},
		"coincident":      {Similarity, []Match{at(1, 2), at(1, 2)}},
		"on a line":       {Affine, []Match{at(1, 1), at(2, 2), at(3, 3), at(9, 9)}},
		"three on a line": {Homography, []Match{at(0, 0), at(1, 0), at(2, 0), at(5, 0), at(9, 0), at(4, 7)}},
		"not a number":    {Homography, []Match{at(math.NaN(), 1), at(2, 2), at(3, 7), at(9, 4)}},
	} {
		weights := make([]float64, len(c.matches))
		for i := range weights {
			weights[i] = 1
		}
		if got, ok := c.model.fit(c.matches, weights); ok {
			t.Errorf("%s: %v", name, got)
		}
	}
}
