package plane

import "math"

// smallest is the standard deviation above which a Gaussian is taken at half
// the size: nothing of what the smaller picture cannot hold would be left.
const smallest = 5

// Blur is p under a Gaussian of the given standard deviation in pixels; the
// edge pixels are repeated outwards. A sigma of 0 or less copies p. Wide
// Gaussians are made at a smaller size, so that their cost does not grow; the
// result then differs from the exact one by some thousandths of p's range, and
// by some hundredths within a few sigma of the edges.
func Blur(p *Plane, sigma float64) *Plane {
	out := New(p.W, p.H)
	if sigma > smallest && min(p.W, p.H) > 1 {
		// The box that halves and the triangle that doubles blur too.
		const lost = 1.0 / 4 * 3
		wide := Blur(Half(p), math.Sqrt(sigma*sigma-lost)/2)
		double(out, wide)
		return out
	}
	BlurInto(out, p, sigma)
	return out
}

// BlurInto is the exact Gaussian, truncated at 3.5 standard deviations, into
// dst of p's size, which may not be p. It uses two goroutines, on which the
// result does not depend.
func BlurInto(dst, p *Plane, sigma float64) {
	taps := gaussian(sigma)
	twice(p.H, func(from, to int) { blurRows(dst, p, taps, from, to) })
}

func blurRows(dst, p *Plane, taps []float32, from, to int) {
	r := len(taps) - 1
	line := make([]float32, p.W+2*r)
	body := line[r : r+p.W]
	lines, shifted := make([][]float32, 2*r+1), make([][]float32, 2*r+1)
	shifted[0] = body
	for k := 1; k <= r; k++ {
		shifted[2*k-1], shifted[2*k] = line[r-k:], line[r+k:]
	}
	for y := from; y < to; y++ {
		lines[0] = p.row(y)
		for k := 1; k <= r; k++ {
			lines[2*k-1], lines[2*k] = p.row(y-k), p.row(y+k)
		}
		folded(body, lines, taps)
		for k := range r {
			line[k], line[r+p.W+k] = body[0], body[p.W-1]
		}
		folded(dst.row(y), shifted, taps)
	}
}

// row is the row y, or the edge's for one outside.
func (p *Plane) row(y int) []float32 {
	y = min(max(y, 0), p.H-1)
	return p.Pix[y*p.W : (y+1)*p.W]
}

// gaussian are the weights from the middle outwards; they and their mirror sum
// to 1.
func gaussian(sigma float64) []float32 {
	if !(sigma > 0) {
		return []float32{1}
	}
	r := int(math.Ceil(3.5 * sigma))
	exact, sum := make([]float64, r+1), 0.
	for i := range exact {
		exact[i] = math.Exp(-float64(i*i) / (2 * sigma * sigma))
		sum += 2 * exact[i]
	}
	sum -= exact[0]
	taps := make([]float32, r+1)
	for i := range taps {
		taps[i] = float32(exact[i] / sum)
	}
	return taps
}

// Half is p at half its size: a pixel is the mean of two by two, so that x of
// the result lies at 2x+.5 of p. A last odd column or row is left out, unless
// it is the only one.
func Half(p *Plane) *Plane {
	out := New(max(p.W/2, 1), max(p.H/2, 1))
	for y := range out.H {
		a, b := p.row(2*y), p.row(2*y+1)
		to := out.row(y)
		if p.W == 1 {
			to[0] = (a[0] + b[0]) / 2
			continue
		}
		halved(to, a, b)
	}
	return out
}

// Double is p at twice its size, bilinear: x of p lies at 2x+.5 of the result.
func Double(p *Plane) *Plane {
	out := New(2*p.W, 2*p.H)
	double(out, p)
	return out
}

// double fills dst, as large as what Half made p of.
func double(dst, p *Plane) {
	mixed := make([]float32, p.W+2)
	body := mixed[1 : p.W+1]
	for y := range dst.H {
		scaled(body, p.row(y/2), .75)
		add(body, p.row(y/2-1+2*(y&1)), .25)
		mixed[0], mixed[p.W+1] = body[0], body[p.W-1]
		out := dst.row(y)
		doubled(out[:len(out)&^1], mixed)
		if x := len(out) - 1; x&1 == 0 {
			i := min(x/2, p.W-1) + 1
			out[x] = .75*mixed[i] + .25*mixed[i-1]
		}
	}
}

// floor is what Normalise adds to the local deviation: about the noise of a
// photo, so that even areas stay quiet.
const floor = 1.0 / 255

// Normalise takes the light out of p: every pixel less the mean around it,
// divided by the standard deviation around it plus a floor of one 8-bit level.
// Around is a Gaussian of sigma pixels. Values are about -3 to 3; an even area
// is 0.
func Normalise(p *Plane, sigma float64) *Plane {
	out := Blur(p, sigma)
	Subtract(out.Pix, p.Pix, out.Pix)
	squares := New(p.W, p.H)
	for i, v := range out.Pix {
		squares.Pix[i] = v * v
	}
	// The deviation changes slowly: half the size is enough for it.
	gain := Blur(Half(squares), sigma/2)
	for i, v := range gain.Pix {
		gain.Pix[i] = 1 / (float32(math.Sqrt(float64(v))) + floor)
	}
	double(squares, gain)
	for i, v := range squares.Pix {
		out.Pix[i] *= v
	}
	return out
}
