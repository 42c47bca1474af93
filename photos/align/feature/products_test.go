package feature

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTheVectorProductsAreThePureOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 20 {
		a, all := make([]int8, size), make([]int8, n*size)
		for i := range a {
			a[i] = int8(r.IntN(64))
		}
		for i := range all {
			all[i] = int8(r.IntN(64))
		}
		if n == 3 { // the greatest there can be
			for i := range all {
				all[i] = 63
			}
			for i := range a {
				a[i] = 63
			}
		}
		got, want := make([]int32, n), make([]int32, n)
		products(got, a, all)
		productsPure(want, a, all)
		if !slices.Equal(got, want) {
			t.Fatalf("%d descriptors: %v, not %v", n, got, want)
		}
	}
}
