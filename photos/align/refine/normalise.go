package refine

import (
	"math"

	"skinline/photos/align/plane"
)

// pyramid is the layer at levels scales, each locally normalised.
func pyramid(l Layer, levels int, radius float64) []Layer {
	out := make([]Layer, levels)
	for i := range out {
		if i > 0 {
			l = l.Half()
		}
		out[i] = l.normalised(radius)
	}
	return out
}

// Half averages boxes of 2 x 2 pixels; a box counts as much as its least pixel.
func (l Layer) Half() Layer {
	w, h := max(l.W/2, 1), max(l.H/2, 1)
	out := Layer{Plane: plane.New(w, h), Weight: make([]float32, w*h)}
	for y := range h {
		y0, y1 := 2*y*l.W, min(2*y+1, l.H-1)*l.W
		for x := range w {
			x0, x1 := 2*x, min(2*x+1, l.W-1)
			out.Pix[y*w+x] = (l.Pix[y0+x0] + l.Pix[y0+x1] + l.Pix[y1+x0] + l.Pix[y1+x1]) / 4
			out.Weight[y*w+x] = min(l.Weight[y0+x0], l.Weight[y0+x1], l.Weight[y1+x0], l.Weight[y1+x1])
		}
	}
	return out
}

// flat is the contrast (standard deviation of luma) below which a place is
// taken for even: about the noise and JPEG steps of an indoor photo.
const flat = .012

// normalised takes the local mean away and divides by the local contrast, both
// over about radius pixels (Gaussian) and over weighed pixels only, so that
// what lies outside the mask has no say inside. Pixels are smoothed slightly
// first: gradients of noise lead nowhere.
func (l Layer) normalised(radius float64) Layer {
	n := l.W * l.H
	total := blurred(l.Weight, l.W, l.H, radius)
	product := make([]float32, n)
	smooth := binomial(l.Pix, l.W, l.H)
	for i, v := range smooth {
		product[i] = v * l.Weight[i]
	}
	mean := blurred(product, l.W, l.H, radius)
	out := Layer{Plane: plane.New(l.W, l.H), Weight: l.Weight}
	for i, v := range smooth {
		if total[i] > 1e-4 {
			out.Pix[i] = v - mean[i]/total[i]
		}
		product[i] = out.Pix[i] * out.Pix[i] * l.Weight[i]
	}
	square := blurred(product, l.W, l.H, radius)
	for i := range out.Pix {
		if total[i] > 1e-4 {
			out.Pix[i] /= float32(math.Sqrt(float64(max(square[i]/total[i], 0)) + flat*flat))
		}
	}
	return out
}

// binomial is the picture smoothed by 1 2 1 both ways.
func binomial(pix []float32, w, h int) []float32 {
	across := make([]float32, len(pix))
	for y := range h {
		row, to := pix[y*w:y*w+w], across[y*w:y*w+w]
		for x, v := range row {
			to[x] = (row[max(x-1, 0)] + 2*v + row[min(x+1, w-1)]) / 4
		}
	}
	out := make([]float32, len(pix))
	for y := range h {
		up, mid, low := across[max(y-1, 0)*w:], across[y*w:y*w+w], across[min(y+1, h-1)*w:]
		to := out[y*w : y*w+w]
		for x, v := range mid {
			to[x] = (up[x] + 2*v + low[x]) / 4
		}
	}
	return out
}

// blurred approximates a Gaussian of standard deviation sigma by three box
// averages (Wells 1986). Beyond the edge there is nothing: zeroes.
func blurred(pix []float32, w, h int, sigma float64) []float32 {
	r := max(int(math.Round((math.Sqrt(4*sigma*sigma+1)-1)/2)), 1)
	// Whole rows are added faster than the pixels of one, so they lie as columns
	// first.
	a, b := turned(pix, w, h), make([]float32, len(pix))
	for range 3 {
		boxColumns(b, a, h, w, r)
		a, b = b, a
	}
	a = turned(a, h, w)
	for range 3 {
		boxColumns(b, a, w, h, r)
		a, b = b, a
	}
	return a
}

// turned has the rows of a picture as columns.
func turned(pix []float32, w, h int) []float32 {
	out := make([]float32, len(pix))
	const tile = 16 // of pixels that a few cache lines hold
	for top := 0; top < h; top += tile {
		for left := 0; left < w; left += tile {
			for x := left; x < min(left+tile, w); x++ {
				to := out[x*h+top : x*h+min(top+tile, h)]
				for y := range to {
					to[y] = pix[(top+y)*w+x]
				}
			}
		}
	}
	return out
}

func boxColumns(out, in []float32, w, h, r int) {
	k := 1 / float32(2*r+1)
	sum := make([]float32, w)
	row := func(y int) []float32 { return in[y*w : y*w+w] }
	for y := range min(r, h) {
		plane.Add(sum, sum, row(y))
	}
	for y := range h {
		if y+r < h {
			plane.Add(sum, sum, row(y+r))
		}
		if y-r-1 >= 0 {
			plane.Subtract(sum, sum, row(y-r-1))
		}
		plane.Scale(out[y*w:y*w+w], sum, k)
	}
}
