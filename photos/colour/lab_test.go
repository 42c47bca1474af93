package colour

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The pairs are from table 1 of Sharma, Wu and Dalal, "The CIEDE2000 color-difference
// formula" (2005), chosen for its discontinuities: hue across 0, one colour
// neutral, mean hue beyond 360, and large and small differences.
func TestDeltaEGivesThePublishedValues(t *testing.T) {
	for _, c := range []struct {
		p, q Lab
		want float64
	}{
		{Lab{50, 2.6772, -79.7751}, Lab{50, 0, -82.7485}, 2.0425},
		{Lab{50, 3.1571, -77.2803}, Lab{50, 0, -82.7485}, 2.8615},
		{Lab{50, -1.3802, -84.2814}, Lab{50, 0, -82.7485}, 1.0000},
		{Lab{50, 0, 0}, Lab{50, -1, 2}, 2.3669},
		{Lab{50, 2.49, -.001}, Lab{50, -2.49, .0009}, 7.1792},
		{Lab{50, 2.49, -.001}, Lab{50, -2.49, .0011}, 7.2195},
		{Lab{50, 2.5, 0}, Lab{50, 0, -2.5}, 4.3065},
		{Lab{50, 2.5, 0}, Lab{73, 25, -18}, 27.1492},
		{Lab{50, 2.5, 0}, Lab{56, -27, -3}, 31.9030},
		{Lab{60.2574, -34.0099, 36.2677}, Lab{60.4626, -34.1751, 39.4387}, 1.2644},
		{Lab{22.7233, 20.0904, -46.6940}, Lab{23.0331, 14.9730, -42.5619}, 2.0373},
		{Lab{90.8027, -2.0831, 1.4410}, Lab{91.1528, -1.6435, .0447}, 1.4441},
		{Lab{6.7747, -.2908, -2.4247}, Lab{5.8714, -.0985, -2.2286}, .6377},
		{Lab{2.0776, .0795, -1.1350}, Lab{.9033, -.0636, -.5514}, .9082},
	} {
		for _, got := range []float64{DeltaE(c.p, c.q), DeltaE(c.q, c.p)} {
			if math.Abs(got-c.want) > 1e-4 {
				t.Errorf("%v and %v: %.4f, not %.4f", c.p, c.q, got, c.want)
			}
		}
	}
}

func TestLabOfKnownColours(t *testing.T) {
	for name, c := range map[string]struct {
		rgb  [3]uint8
		want Lab
	}{
		"white":    {[3]uint8{255, 255, 255}, Lab{100, 0, 0}},
		"black":    {[3]uint8{}, Lab{}},
		"mid grey": {[3]uint8{119, 119, 119}, Lab{50.03, 0, 0}},
		"red":      {[3]uint8{255, 0, 0}, Lab{53.24, 80.09, 67.20}},
		"blue":     {[3]uint8{0, 0, 255}, Lab{32.30, 79.19, -107.86}},
	} {
		got := LabOf([3]float64{Linear(c.rgb[0]), Linear(c.rgb[1]), Linear(c.rgb[2])})
		for i, d := range []float64{got.L - c.want.L, got.A - c.want.A, got.B - c.want.B} {
			if math.Abs(d) > .05 {
				t.Errorf("%s: %v, not %v (part %d)", name, got, c.want, i)
			}
		}
	}
}

func TestDeltaEIsADistanceInAllButTheTriangle(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	some := func() Lab { return Lab{100 * r.Float64(), 200*r.Float64() - 100, 200*r.Float64() - 100} }
	for range 2000 {
		p, q := some(), some()
		d := DeltaE(p, q)
		if !(d > 0) || math.Abs(d-DeltaE(q, p)) > 1e-9 || DeltaE(p, p) != 0 {
			t.Fatalf("%v to %v is %v, back %v", p, q, d, DeltaE(q, p))
		}
	}
}
