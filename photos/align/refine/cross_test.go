package refine

import (
	"math/rand/v2"
	"testing"
)

func TestTheVectorProductsAreThePureOnesToTheBit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for side := 1; side < 20; side++ {
		stride := side + shifts + r.IntN(9)
		for _, short := range []int{0, 1, shifts} {
			patch, rows := make([]float32, side*side), make([]float32, (side-1)*stride+side-1+shifts-short)
			for i := range patch {
				patch[i] = float32(r.NormFloat64())
			}
			for i := range rows {
				rows[i] = float32(r.NormFloat64())
			}
			var got, want [shifts]float32
			cross(&got, patch, rows, side, stride)
			crossPure(&want, patch, rows, side, stride)
			if got != want {
				t.Fatalf("%d pixels wide: %v, not %v", side, got, want)
			}
		}
	}
}
