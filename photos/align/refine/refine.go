// Package refine moves a photo that already lies roughly on its reference to
// where its pixels fit best, by fractions of a pixel, and says how well they do.
//
// The method is the inverse-compositional Lucas-Kanade of Baker and Matthews
// (Lucas-Kanade 20 Years On, IJCV 2004), coarse to fine, on locally normalised
// pixels inside a mask, with Tukey's biweight: light and its colour are divided
// out, and what treatment changed is an outlier that does not pull.
//
// Coordinates are pixels of the planes with centres at integers. A [Template]
// and a [Target] are only read once made and may be shared by goroutines; the
// same input gives the same result bit for bit.
package refine

import (
	"math"

	"skinline/photos"
	"skinline/photos/align/plane"
)

// Layer is a picture of which only a part counts.
type Layer struct {
	*plane.Plane
	// Weight has a value for every pixel: 0 does not count, 1 counts fully.
	Weight []float32
}

// Template is a reference made ready to be found in photos.
type Template struct{ levels []level }

// Target is a photo made ready to be fitted to a template.
type Target struct{ levels []Layer }

// level is one scale of a template: its weighed pixels with their gradients.
type level struct {
	layer  Layer
	points []point
}

type point struct {
	x, y, value, gx, gy, weight float32
}

// Fit is where a template was found.
type Fit struct {
	// Warp maps the template's pixels to the target's, at full size.
	Warp photos.Transform
	// Correlation is the zero-mean normalised cross-correlation of the
	// locally normalised pixels at the finest level, -1 to 1.
	Correlation float64
	// Seen is the share of the template's weight that lies in the target.
	Seen float64
}

// lost is a fit of nothing.
func lost() Fit { return Fit{Warp: photos.Identity(), Correlation: -1} }

// NewTemplate makes a template of levels scales, each half the one before.
// The pixels are normalised within radius pixels of each scale. Weight of the
// reference says which pixels must fit.
func NewTemplate(reference Layer, levels int, radius float64) *Template {
	t := &Template{}
	for _, l := range pyramid(reference, levels, radius) {
		t.levels = append(t.levels, newLevel(l))
	}
	return t
}

// NewTarget makes a target with the same scales as a template's. Weight of the
// photo says which pixels exist.
func NewTarget(photo Layer, levels int, radius float64) *Target {
	return &Target{levels: pyramid(photo, levels, radius)}
}

// Part is the template of the points for which keep, given full-size pixels,
// is true.
func (t *Template) Part(keep func(x, y float64) bool) *Template {
	part := &Template{}
	scale := 1.
	for _, l := range t.levels {
		kept := level{layer: l.layer, points: make([]point, 0, len(l.points))}
		for _, p := range l.points {
			if keep((float64(p.x)+.5)*scale-.5, (float64(p.y)+.5)*scale-.5) {
				kept.points = append(kept.points, p)
			}
		}
		part.levels = append(part.levels, kept)
		scale *= 2
	}
	return part
}

// Scale is the template of one of its scales alone.
func (t *Template) Scale(of int) *Template {
	part := &Template{levels: make([]level, len(t.levels))}
	part.levels[of] = t.levels[of]
	return part
}

// Fit finds the template in the target from start (template's pixels to
// target's), on the scales from..to (0 is the finest; from must be the coarser).
// It moves by the model's freedom only; start may be any plane map.
func (t *Template) Fit(target *Target, start photos.Transform, m Model, from, to int) Fit {
	fit := Fit{Warp: start}
	for l := min(from, len(t.levels)-1); l >= to; l-- {
		warp, ok := t.levels[l].solve(target.levels[l], Scaled(fit.Warp, l), m)
		if !ok {
			return lost()
		}
		fit.Warp = Scaled(warp, -l)
	}
	fit.Correlation, fit.Seen = t.Correlation(target, fit.Warp, to)
	return fit
}

// Correlation is how well the template lies under warp at scale level, and the
// share of the template's weight that the target shows there.
func (t *Template) Correlation(target *Target, warp photos.Transform, level int) (correlation, seen float64) {
	warp = Scaled(warp, level)
	var all, n, a, b, aa, bb, ab float64
	for _, p := range t.levels[level].points {
		all += float64(p.weight)
		x, y := apply(warp, p.x, p.y)
		v, weight := target.levels[level].at(x, y)
		w := float64(weight * p.weight)
		if w == 0 {
			continue
		}
		u, v64 := float64(p.value), float64(v)
		n += w
		a += w * u
		b += w * v64
		aa += w * u * u
		bb += w * v64 * v64
		ab += w * u * v64
	}
	if n <= 0 || all <= 0 {
		return -1, 0
	}
	va, vb := aa-a*a/n, bb-b*b/n
	if va <= 1e-9 || vb <= 1e-9 {
		return -1, n / all
	}
	return (ab - a*b/n) / math.Sqrt(va*vb), n / all
}

// Scaled is a warp of pixels as one of pixels of a scale 2^level times smaller.
func Scaled(t photos.Transform, level int) photos.Transform {
	if level == 0 {
		return t
	}
	s := math.Pow(2, float64(level))
	up := photos.Transform{{s, 0, (s - 1) / 2}, {0, s, (s - 1) / 2}, {0, 0, 1}}
	down := photos.Transform{{1 / s, 0, (1 - s) / (2 * s)}, {0, 1 / s, (1 - s) / (2 * s)}, {0, 0, 1}}
	return up.Then(t).Then(down)
}

func apply(t photos.Transform, x, y float32) (u, v float64) {
	p := t.Apply(photos.Point{X: float64(x), Y: float64(y)})
	return p.X, p.Y
}

// newLevel keeps the pixels of a layer that have weight and neighbours to take
// a gradient from.
func newLevel(l Layer) level {
	out := level{layer: l, points: make([]point, 0, max(l.W-2, 0)*max(l.H-2, 0))}
	for y := 1; y < l.H-1; y++ {
		for x := 1; x < l.W-1; x++ {
			i := y*l.W + x
			weight := min(l.Weight[i], l.Weight[i-1], l.Weight[i+1], l.Weight[i-l.W], l.Weight[i+l.W])
			if weight <= 0 {
				continue
			}
			out.points = append(out.points, point{
				x: float32(x), y: float32(y), value: l.Pix[i], weight: weight,
				gx: (l.Pix[i+1] - l.Pix[i-1]) / 2, gy: (l.Pix[i+l.W] - l.Pix[i-l.W]) / 2,
			})
		}
	}
	return out
}

// at is the value of the layer at x, y (Catmull-Rom) and its weight there; no
// weight where the kernel would leave the picture.
func (l Layer) at(x, y float64) (value, weight float32) {
	if !(x >= 1 && y >= 1 && x < float64(l.W-2) && y < float64(l.H-2)) {
		return 0, 0
	}
	x0, y0 := int(x), int(y)
	i := y0*l.W + x0
	weight = min(l.Weight[i], l.Weight[i+1], l.Weight[i+l.W], l.Weight[i+l.W+1])
	if weight <= 0 {
		return 0, 0
	}
	a0, a1, a2, a3 := catmullRom(float32(x - float64(x0)))
	b0, b1, b2, b3 := catmullRom(float32(y - float64(y0)))
	i -= l.W + 1
	r0 := l.Pix[i : i+4 : i+4]
	r1 := l.Pix[i+l.W : i+l.W+4 : i+l.W+4]
	r2 := l.Pix[i+2*l.W : i+2*l.W+4 : i+2*l.W+4]
	r3 := l.Pix[i+3*l.W : i+3*l.W+4 : i+3*l.W+4]
	value = b0*(a0*r0[0]+a1*r0[1]+a2*r0[2]+a3*r0[3]) +
		b1*(a0*r1[0]+a1*r1[1]+a2*r1[2]+a3*r1[3]) +
		b2*(a0*r2[0]+a1*r2[1]+a2*r2[2]+a3*r2[3]) +
		b3*(a0*r3[0]+a1*r3[1]+a2*r3[2]+a3*r3[3])
	return value, weight
}

func catmullRom(t float32) (a, b, c, d float32) {
	t2 := t * t
	t3 := t2 * t
	return (-t3 + 2*t2 - t) / 2, (3*t3 - 5*t2 + 2) / 2, (-3*t3 + 4*t2 + t) / 2, (t3 - t2) / 2
}
