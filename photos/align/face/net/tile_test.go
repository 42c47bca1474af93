package net

import (
	"math"
	"slices"
	"testing"
)

// Both kinds of kernels do what a plain sum in float64 says, for whole tiles
// and parts, with and without something to add.
func TestTiles(t *testing.T) {
	for _, n := range []int{1, 3, 5, pixels, 3 * pixels} {
		for _, added := range []bool{false, true} {
			for _, deep := range []bool{false, true} {
				tl := example(n, added, deep)
				fast, slow := tl, tl
				fast.out, slow.out = make([]float32, 600), make([]float32, 600)
				if deep {
					fastest().depthwise(&fast)
					portable().depthwise(&slow)
				} else {
					fastest().dense(&fast)
					portable().dense(&slow)
				}
				if !slices.Equal(fast.out, slow.out) {
					t.Errorf("%d pixels, added %v, depthwise %v: kernels differ", n, added, deep)
				}
				for p := range 3 * pixels {
					for l := range lanes {
						want := 0.
						if p < n {
							want = tl.plain(p, l, deep)
						}
						if got := float64(slow.out[p*tl.next+l]); math.Abs(got-want) > 1e-4 {
							t.Fatalf("%d pixels, added %v, depthwise %v, pixel %d lane %d: %v instead of %v", n, added, deep, p, l, got, want)
						}
					}
				}
			}
		}
	}
}

func TestHighest(t *testing.T) {
	values := noise(200)
	for n := range 40 {
		got, want := slices.Clone(values[100:100+n]), slices.Clone(values[100:100+n])
		highest(got, values)
		highestPure(want, values)
		if !slices.Equal(got, want) {
			t.Fatalf("%d values: %v, not %v", n, got, want)
		}
	}
}

func example(n int, added, deep bool) tile {
	values := noise(5000)
	t := tile{
		in: values, pixel: 16, row: 400, tap: 1, rows: 3, taps: 24,
		weights: values[2000:3000], bias: values[3000:], slope: values[3100:], next: 24, n: n,
	}
	if deep {
		t.tap, t.taps = 8, 3
	}
	if added {
		t.residual, t.skip = values[4000:], 8
	}
	return t
}

func (t *tile) plain(p, l int, deep bool) float64 {
	sum := float64(t.bias[l])
	for r := range t.rows {
		for k := range t.taps {
			x := t.in[p*t.pixel+r*t.row+k*t.tap]
			if deep {
				x = t.in[p*t.pixel+r*t.row+k*t.tap+l]
			}
			sum += float64(x) * float64(t.weights[(r*t.taps+k)*lanes+l])
		}
	}
	if t.residual != nil {
		sum += float64(t.residual[p*t.skip+l])
	}
	if sum < 0 {
		sum *= float64(t.slope[l])
	}
	return sum
}
