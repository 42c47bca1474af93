package colour_test

import (
	"math"
	"testing"

	"skinline/photos/colour"
)

// Every kind of parametric curve can say what sRGB is, or nearly.
func TestParametricCurves(t *testing.T) {
	const a, b = 1 / 1.055, .055 / 1.055
	for kind, c := range map[uint16]struct {
		values []float64
		light  func(v float64) float64
	}{
		0: {[]float64{2.2}, power(2.2)},
		1: {[]float64{2, 1.25, -.25}, func(v float64) float64 { return math.Pow(max(1.25*v-.25, 0), 2) }},
		2: {[]float64{2, .9, .05, .08}, func(v float64) float64 { return math.Pow(.9*v+.05, 2) + .08 }},
		3: {[]float64{2.4, a, b, 1 / 12.92, .04045}, light},
		4: {[]float64{2.4, a, b, 1 / 12.92, .04045, 0, 0}, light},
	} {
		tr, err := colour.Read(greyProfile("XYZ ", para(kind, c.values...)))
		if err != nil {
			t.Errorf("kind %d: %v", kind, err)
			continue
		}
		for v := range 256 {
			pix := []uint8{uint8(v), uint8(v), uint8(v), 255}
			tr.Apply(pix)
			want := c.light(float64(v) / 255)
			if light(float64(pix[0]+min(1, 255-pix[0]))/255) < want-1e-4 || light(float64(pix[0]-min(1, pix[0]))/255) > want+1e-4 {
				t.Errorf("kind %d: %d becomes %d, its light is %f", kind, v, pix[0], want)
			}
		}
	}
}

func TestParametricCurvesThatAreBrokenAreRefused(t *testing.T) {
	for name, curve := range map[string][]byte{
		"kind 5": para(5, 1, 1, 1, 1, 1, 1, 1), "short": para(3, 2.4), "power 0": para(0, 0), "no slope": para(1, 2, 0, 1),
	} {
		if _, err := colour.Read(greyProfile("XYZ ", curve)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
