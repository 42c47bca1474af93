package plane

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTheVectorLinesAreThePureOnesToTheBit(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 100 {
		a, b, got, want := make([]float32, n+3), make([]float32, n+5), make([]float32, n), make([]float32, n)
		for i := range a {
			a[i] = float32(r.NormFloat64())
		}
		for i := range b {
			b[i] = float32(r.NormFloat64())
		}
		for i := range got {
			got[i] = r.Float32()
			want[i] = got[i]
		}
		w := r.Float32()
		for count := 1; count < 4; count++ {
			lines, taps := [][]float32{a, b, a[1:], b[2:], a[3:], b[4:], b[5:]}, []float32{w, .3, -.2, .1}
			folded(got, lines, taps[:count])
			foldedPure(want, lines, taps[:count], 0)
			if !slices.Equal(got, want) {
				t.Fatalf("%d of %d taps: %v, not %v", n, count, got, want)
			}
		}
		scaled(got, a[1:], w)
		scaledPure(want, a[1:], w)
		if !slices.Equal(got, want) {
			t.Fatalf("%d scaled: %v, not %v", n, got, want)
		}
		copy(want, got)
		add(got, a[1:], w)
		addPure(want, a[1:], w)
		if !slices.Equal(got, want) {
			t.Fatalf("%d added: %v, not %v", n, got, want)
		}
		halved(got[:n/2], a, b)
		halvedPure(want[:n/2], a, b)
		if !slices.Equal(got, want) {
			t.Fatalf("%d halved: %v, not %v", n/2, got, want)
		}
		doubled(got[:n&^1], a)
		doubledPure(want[:n&^1], a)
		if !slices.Equal(got, want) {
			t.Fatalf("%d doubled: %v, not %v", n&^1, got, want)
		}
		pix := make([]uint8, 4*n)
		for i := range pix {
			pix[i] = uint8(r.IntN(256))
		}
		luma(got, pix)
		lumaPure(want, pix)
		if !slices.Equal(got, want) {
			t.Fatalf("luma of %d: %v, not %v", n, got, want)
		}
		sum(got, a[1:], b[2:])
		sumPure(want, a[1:], b[2:])
		if !slices.Equal(got, want) {
			t.Fatalf("%d summed: %v, not %v", n, got, want)
		}
		subtract(got, a[1:], b[2:])
		subtractPure(want, a[1:], b[2:])
		if !slices.Equal(got, want) {
			t.Fatalf("%d subtracted: %v, not %v", n, got, want)
		}
	}
}
