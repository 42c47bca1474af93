package pyramid

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

func TestTheVectorHalfIsThePureOne(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 60 {
		upper, lower := make([]uint8, 8*n), make([]uint8, 8*n)
		for _, row := range [][]uint8{upper, lower} {
			for i := range row {
				if row[i] = uint8(r.IntN(256)); i%4 == 3 {
					row[i] = 255
				}
			}
		}
		check := func() {
			t.Helper()
			got, want := make([]uint8, 4*n), make([]uint8, 4*n)
			opaque, really := halfOpaque(got, upper, lower), halfOpaquePure(want, upper, lower)
			if opaque != really || opaque && !bytes.Equal(got, want) {
				t.Fatalf("%d pixels: %v %v, not %v %v", n, opaque, got, really, want)
			}
		}
		check()
		for i := 3; i < 8*n; i += 4 { // one that is not opaque, anywhere
			upper[i] = 254
			check()
			upper[i], lower[i] = 255, 0
			check()
			lower[i] = 255
		}
	}
}
