package photos

import "testing"

func TestKernelWeightsAlwaysAddUpToOne(t *testing.T) {
	for _, shape := range []Sampling{CatmullRom, Lanczos3} {
		for _, scale := range []float64{.3, 1, 1.5, 2.97, 7} {
			k := newKernel(shape, scale)
			for x := -3.; x < 3; x += .0137 {
				_, weights := k.at(x)
				inside := k.within(x, 2)
				if sum(weights) != unit || sum(inside.weights) != unit {
					t.Fatalf("scale %v at %v: %d, %d", scale, x, sum(weights), sum(inside.weights))
				}
				if inside.first < 0 || inside.first+len(inside.weights) > 2 {
					t.Fatalf("scale %v at %v: pixels %d to %d of 2", scale, x, inside.first, inside.first+len(inside.weights))
				}
			}
		}
	}
}

func TestKernelIsInterpolating(t *testing.T) {
	for _, shape := range []Sampling{CatmullRom, Lanczos3} {
		k := newKernel(shape, 1)
		for _, x := range []float64{0, 5, 5 - 1e-9, 5 + 1e-9} {
			if got := k.within(x, 10); len(got.weights) != 1 || got.first != int(x+.5) || got.weights[0] != unit {
				t.Errorf("at %v: %+v", x, got)
			}
		}
	}
}

func sum(weights []int32) (s int32) {
	for _, w := range weights {
		s += w
	}
	return s
}
