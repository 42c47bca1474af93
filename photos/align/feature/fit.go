package feature

import (
	"math"

	"skinline/photos"
)

// Model is the family of transforms looked for.
type Model int

// A similarity leaves shapes as they are and is found from the fewest matches;
// the others are for flat areas seen from another side.
const (
	Similarity Model = iota
	Affine
	Homography
)

// needs is how many matches determine a transform of m.
func (m Model) needs() int { return int(m) + 2 }

// fit is the transform of the model that maps the photo's points nearest to
// the reference's: weighted least squares in closed form, for a homography of
// the distances too, by reweighting. ok is false where the matches do not
// determine one.
func (m Model) fit(matches []Match, weights []float64) (t photos.Transform, ok bool) {
	from, to, ok := balanced(matches, weights)
	if !ok {
		return t, false
	}
	var inner photos.Transform
	switch m {
	case Similarity:
		inner, ok = fitSimilarity(matches, weights, from, to)
	case Affine:
		inner, ok = fitAffine(matches, weights, from, to)
	default:
		inner, ok = fitHomography(matches, weights, from, to)
	}
	if !ok {
		return t, false
	}
	back, err := to.Inverse()
	if err != nil {
		return t, false
	}
	t = from.Then(inner).Then(back)
	if !(math.Abs(t[2][2]) > 1e-9) {
		return t, false
	}
	for i := range t {
		for j := range t[i] {
			if i < 2 || j < 2 {
				t[i][j] /= t[2][2]
			}
			if math.IsNaN(t[i][j]) || math.IsInf(t[i][j], 0) {
				return t, false
			}
		}
	}
	t[2][2] = 1
	return t, true
}

// balanced moves the weighted middle of the photo's and of the reference's
// points to 0, 0 and their mean distance from it to about 1, which keeps the
// equations well conditioned.
func balanced(matches []Match, weights []float64) (from, to photos.Transform, ok bool) {
	var sum float64
	var p, r photos.Point
	for i, m := range matches {
		w := weights[i]
		sum += w
		p.X, p.Y = p.X+w*m.Photo.X, p.Y+w*m.Photo.Y
		r.X, r.Y = r.X+w*m.Reference.X, r.Y+w*m.Reference.Y
	}
	if !(sum > 0) {
		return from, to, false
	}
	p, r = photos.Point{X: p.X / sum, Y: p.Y / sum}, photos.Point{X: r.X / sum, Y: r.Y / sum}
	var wideP, wideR float64
	for i, m := range matches {
		wideP += weights[i] * math.Hypot(m.Photo.X-p.X, m.Photo.Y-p.Y) / sum
		wideR += weights[i] * math.Hypot(m.Reference.X-r.X, m.Reference.Y-r.Y) / sum
	}
	if !(wideP > 1e-6) || !(wideR > 1e-6) {
		return from, to, false
	}
	return photos.Similarity(1/wideP, 0, -p.X/wideP, -p.Y/wideP), photos.Similarity(1/wideR, 0, -r.X/wideR, -r.Y/wideR), true
}

func fitSimilarity(matches []Match, weights []float64, from, to photos.Transform) (photos.Transform, bool) {
	var spread, dot, cross float64
	for i, m := range matches {
		p, r, w := from.Apply(m.Photo), to.Apply(m.Reference), weights[i]
		spread += w * (p.X*p.X + p.Y*p.Y)
		dot += w * (p.X*r.X + p.Y*r.Y)
		cross += w * (p.X*r.Y - p.Y*r.X)
	}
	if !(math.Hypot(dot, cross) > 1e-9*spread) {
		return photos.Transform{}, false
	}
	a, b := dot/spread, cross/spread
	return photos.Transform{{a, -b, 0}, {b, a, 0}, {0, 0, 1}}, true
}

func fitAffine(matches []Match, weights []float64, from, to photos.Transform) (photos.Transform, bool) {
	var xx, xy, yy float64
	var rx, ry [2]float64
	for i, m := range matches {
		p, r, w := from.Apply(m.Photo), to.Apply(m.Reference), weights[i]
		xx, xy, yy = xx+w*p.X*p.X, xy+w*p.X*p.Y, yy+w*p.Y*p.Y
		rx[0], rx[1] = rx[0]+w*r.X*p.X, rx[1]+w*r.X*p.Y
		ry[0], ry[1] = ry[0]+w*r.Y*p.X, ry[1]+w*r.Y*p.Y
	}
	det := xx*yy - xy*xy
	if !(det > 1e-6*(xx+yy)*(xx+yy)) { // on one line, nearly
		return photos.Transform{}, false
	}
	return photos.Transform{
		{(rx[0]*yy - rx[1]*xy) / det, (rx[1]*xx - rx[0]*xy) / det, 0},
		{(ry[0]*yy - ry[1]*xy) / det, (ry[1]*xx - ry[0]*xy) / det, 0},
		{0, 0, 1},
	}, true
}

// fitHomography is the direct linear transform with its last value 1, which
// balanced points allow, repeated with the weights that turn its algebraic
// errors into distances.
func fitHomography(matches []Match, weights []float64, from, to photos.Transform) (photos.Transform, bool) {
	var t photos.Transform
	t[2][2] = 1
	for range 4 {
		var a [8][9]float64
		for i, m := range matches {
			p, r := from.Apply(m.Photo), to.Apply(m.Reference)
			depth := t[2][0]*p.X + t[2][1]*p.Y + 1
			if !(depth > .05) {
				return t, false // beyond the horizon
			}
			w := weights[i] / (depth * depth)
			accumulate(&a, [9]float64{p.X, p.Y, 1, 0, 0, 0, -r.X * p.X, -r.X * p.Y, r.X}, w)
			accumulate(&a, [9]float64{0, 0, 0, p.X, p.Y, 1, -r.Y * p.X, -r.Y * p.Y, r.Y}, w)
		}
		h, ok := solve(&a)
		if !ok {
			return t, false
		}
		t = photos.Transform{{h[0], h[1], h[2]}, {h[3], h[4], h[5]}, {h[6], h[7], 1}}
	}
	return t, true
}

// accumulate adds an equation to the normal equations.
func accumulate(a *[8][9]float64, row [9]float64, w float64) {
	for i := range 8 {
		if row[i] == 0 {
			continue
		}
		for j := range row {
			a[i][j] += w * row[i] * row[j]
		}
	}
}

// solve is Gauss's elimination with partial pivoting.
func solve(a *[8][9]float64) (x [8]float64, ok bool) {
	for c := range 8 {
		pivot := c
		for r := c + 1; r < 8; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[pivot][c]) {
				pivot = r
			}
		}
		a[c], a[pivot] = a[pivot], a[c]
		if !(math.Abs(a[c][c]) > 1e-9) {
			return x, false
		}
		for r := c + 1; r < 8; r++ {
			f := a[r][c] / a[c][c]
			for k := c; k < 9; k++ {
				a[r][k] -= f * a[c][k]
			}
		}
	}
	for r := 7; r >= 0; r-- {
		x[r] = a[r][8]
		for k := r + 1; k < 8; k++ {
			x[r] -= a[r][k] * x[k]
		}
		x[r] /= a[r][r]
	}
	return x, true
}
