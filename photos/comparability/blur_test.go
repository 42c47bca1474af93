package comparability_test

import (
	"image"
	"math"
	"math/rand/v2"
	"slices"
)

// kept is the contrast that a Gaussian blur leaves in the band between blurs of
// 1 and 1.6 pixels, sigma being in the same pixels, of a picture whose power
// falls with the square of frequency, as that of nature does (Field 1987).
func kept(sigma float64) float64 {
	var before, after float64
	for f := .001; f < .5; f += .001 { // cycles a pixel
		lost := func(sigma float64) float64 { return math.Exp(-2 * math.Pi * math.Pi * sigma * sigma * f * f) }
		band := lost(1) - lost(1.6)
		power := band * band / (f * f) * f // all directions
		before += power
		after += power * lost(sigma) * lost(sigma)
	}
	return math.Sqrt(after / before)
}

// gauss is a picture out of focus.
func gauss(pic *image.NRGBA, sigma float64) *image.NRGBA {
	if sigma == 0 {
		return pic
	}
	reach := int(math.Ceil(4 * sigma))
	weights := make([]float64, 2*reach+1)
	var sum float64
	for i := range weights {
		d := float64(i - reach)
		weights[i] = math.Exp(-d * d / (2 * sigma * sigma))
		sum += weights[i]
	}
	w, h := pic.Rect.Dx(), pic.Rect.Dy()
	pass := func(from []float64, dx, dy int) []float64 {
		to := make([]float64, len(from))
		for y := range h {
			for x := range w {
				for i, weight := range weights {
					sx, sy := min(max(x+(i-reach)*dx, 0), w-1), min(max(y+(i-reach)*dy, 0), h-1)
					for c := range 4 {
						to[4*(y*w+x)+c] += weight / sum * from[4*(sy*w+sx)+c]
					}
				}
			}
		}
		return to
	}
	values := make([]float64, len(pic.Pix))
	for i, v := range pic.Pix {
		values[i] = float64(v)
	}
	values = pass(pass(values, 1, 0), 0, 1)
	out := image.NewNRGBA(pic.Rect)
	for i, v := range values {
		out.Pix[i] = uint8(v + .5)
	}
	return out
}

// grained adds a sensor's noise, of sd levels in every channel.
func grained(pic *image.NRGBA, sd float64) *image.NRGBA {
	out := *pic
	out.Pix = slices.Clone(pic.Pix)
	r := rand.New(rand.NewPCG(5, 6))
	for i := range out.Pix {
		if i%4 != 3 {
			out.Pix[i] = uint8(min(max(float64(out.Pix[i])+sd*r.NormFloat64()+.5, 0), 255))
		}
	}
	return &out
}
