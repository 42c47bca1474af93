package feature

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestTheVectorGradientsAreThePureOnesToTheBit(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for round := range 200 {
		var p patch
		for i := range p {
			switch {
			case round%2 == 0:
				p[i] = float32(r.NormFloat64())
			case round%3 > 0: // even places, and gradients along the axes and diagonals
				p[i] = float32(r.IntN(3))
			}
		}
		var got, want gradients
		got.fill(&p)
		want.fillPure(&p)
		if got != want {
			t.Fatalf("round %d differs", round)
		}
	}
}

func TestTurn(t *testing.T) {
	for i := range 3600 {
		angle := float64(i) / 3600
		y, x := math.Sincos(2 * math.Pi * angle)
		if d := math.Remainder(float64(turn(float32(x), float32(y)))-angle, 1); math.Abs(d) > 1e-4 {
			t.Fatalf("%v of a turn is %v off", angle, d)
		}
	}
}
