package feature

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTheVectorExtremesAreThePureOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	total := 0
	for round := range 300 {
		var lines rows
		w := 3 + r.IntN(90)
		for l := range lines {
			for k := range lines[l] {
				for range w {
					// Few values, so that many are equal.
					lines[l][k] = append(lines[l][k], float32(r.IntN(2+round)-round/2))
				}
			}
		}
		for level := 1; level <= levels; level++ {
			got := lines.extremes(nil, level, 1, w-1, .5)
			want := lines.extremesPure(nil, level, 1, w-1, .5)
			if !slices.Equal(got, want) {
				t.Fatalf("of %d pixels %v, not %v", w, got, want)
			}
			total += len(got)
		}
	}
	if total < 100 {
		t.Fatalf("only %d extremes", total)
	}
}
