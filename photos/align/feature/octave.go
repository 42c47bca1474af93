package feature

import (
	"math"
	"sync"

	"skinline/photos/align/plane"
)

const (
	// levels are the scales looked at in an octave (Lowe's s).
	levels = 3
	// firstBlur is the Gaussian of an octave's first plane.
	firstBlur = 1.6
	// faint is the least difference of Gaussians of a feature, in local
	// standard deviations.
	faint = .02
	// edge is the greatest ratio of the principal curvatures: what is longer
	// than that slides along itself.
	edge = 10
	// margin is how far an extremum stays away from the borders, in pixels.
	margin = 3
)

// octave is a picture under Gaussians from firstBlur to 2*firstBlur and a
// little beyond.
type octave struct {
	step   float64 // pixels of the picture for one of the octave's
	offset float64 // where the octave's 0, 0 lies in the picture
	blurs  [levels + 3]*plane.Plane
}

// blurOf is the standard deviation of an octave's level in its own pixels.
func blurOf(level float64) float64 { return firstBlur * math.Exp2(level/levels) }

// newOctaves takes p, of which a pixel is step pixels of the picture and which
// is blurred already, down to the size where nothing is left to find.
func newOctaves(p *plane.Plane, step, blurred float64) []octave {
	var all []octave
	base := plane.New(p.W, p.H)
	plane.BlurInto(base, p, math.Sqrt(firstBlur*firstBlur-blurred*blurred))
	offset := (step - 1) / 2
	for min(base.W, base.H) >= 16 {
		o := octave{step: step, offset: offset}
		o.blurs[0] = base
		for i := 1; i < len(o.blurs); i++ {
			was, is := blurOf(float64(i-1)), blurOf(float64(i))
			o.blurs[i] = plane.New(base.W, base.H)
			plane.BlurInto(o.blurs[i], o.blurs[i-1], math.Sqrt(is*is-was*was))
		}
		all = append(all, o)
		base, step = everySecond(o.blurs[levels]), 2*step
	}
	return all
}

func everySecond(p *plane.Plane) *plane.Plane {
	half := plane.New((p.W+1)/2, (p.H+1)/2)
	for y := range half.H {
		for x := range half.W {
			half.Pix[y*half.W+x] = p.Pix[2*y*p.W+2*x]
		}
	}
	return half
}

// extremum is a place where a difference of Gaussians is highest or lowest of
// its surroundings in place and scale, to a part of a pixel.
type extremum struct {
	octave      int
	x, y, level float64 // in the octave
	strength    float64
}

// place is where e is in the picture.
func (o *octave) place(e extremum) (x, y float64) {
	return e.x*o.step + o.offset, e.y*o.step + o.offset
}

// next moves rows down to the one about y.
func (r *rows) next(o *octave, y int) {
	w := o.blurs[0].W
	for l := range r {
		r[l][0], r[l][1], r[l][2] = r[l][1], r[l][2], r[l][0]
		if r[l][2] == nil {
			r[l][2] = make([]float32, w)
		}
		plane.Subtract(r[l][2], o.blurs[l+1].Pix[(y+1)*w:], o.blurs[l].Pix[(y+1)*w:])
	}
}

// extrema are o's, row by row. It uses two goroutines.
func (o *octave) extrema() []extremum {
	h := o.blurs[0].H
	middle := max(h/2, margin)
	var low []extremum
	var other sync.WaitGroup
	other.Go(func() { low = o.extremaIn(middle, h-margin) })
	high := o.extremaIn(margin, min(middle, h-margin))
	other.Wait()
	return append(high, low...)
}

// extremaIn are those of the rows from..to.
func (o *octave) extremaIn(from, to int) []extremum {
	var all []extremum
	var found []int
	var r rows
	w := o.blurs[0].W
	for y := from - 2; y < to; y++ {
		r.next(o, y)
		if y < from {
			continue
		}
		for level := 1; level <= levels; level++ {
			found = r.extremes(found[:0], level, margin, w-margin, .8*faint)
			for _, x := range found {
				all = o.sharpen(all, x, y, level)
			}
		}
	}
	return all
}

// sharpen fits a quadratic about an extremum and appends it to all if it is
// strong enough and not an edge.
func (o *octave) sharpen(all []extremum, x, y, level int) []extremum {
	w, h := o.blurs[0].W, o.blurs[0].H
	for range 5 {
		c := o.curve(x, y, level)
		dx, dy, ds, ok := c.peak()
		if !ok {
			return all
		}
		if math.Abs(dx) < .6 && math.Abs(dy) < .6 && math.Abs(ds) < .6 {
			strength := math.Abs(c.value + (c.gx*dx+c.gy*dy+c.gs*ds)/2)
			trace, det := c.xx+c.yy, c.xx*c.yy-c.xy*c.xy
			if strength < faint || det <= 0 || trace*trace*edge >= (edge+1)*(edge+1)*det {
				return all
			}
			return append(all, extremum{x: float64(x) + dx, y: float64(y) + dy, level: float64(level) + ds, strength: strength})
		}
		x, y, level = x+int(math.Round(dx)), y+int(math.Round(dy)), level+int(math.Round(ds))
		if x < margin || y < margin || x >= w-margin || y >= h-margin || level < 1 || level > levels {
			return all
		}
	}
	return all
}

// curve is a difference of Gaussians about a pixel to the second order.
type curve struct {
	value                  float64
	gx, gy, gs             float64
	xx, yy, ss, xy, xs, ys float64
}

func (o *octave) curve(x, y, level int) curve {
	w := o.blurs[0].W
	i := y*w + x
	at := func(level, i int) float64 { return float64(o.blurs[level+1].Pix[i] - o.blurs[level].Pix[i]) }
	v := at(level, i)
	return curve{
		value: v,
		gx:    (at(level, i+1) - at(level, i-1)) / 2,
		gy:    (at(level, i+w) - at(level, i-w)) / 2,
		gs:    (at(level+1, i) - at(level-1, i)) / 2,
		xx:    at(level, i+1) + at(level, i-1) - 2*v,
		yy:    at(level, i+w) + at(level, i-w) - 2*v,
		ss:    at(level+1, i) + at(level-1, i) - 2*v,
		xy:    (at(level, i+w+1) - at(level, i+w-1) - at(level, i-w+1) + at(level, i-w-1)) / 4,
		xs:    (at(level+1, i+1) - at(level+1, i-1) - at(level-1, i+1) + at(level-1, i-1)) / 4,
		ys:    (at(level+1, i+w) - at(level+1, i-w) - at(level-1, i+w) + at(level-1, i-w)) / 4,
	}
}

// peak is where c's gradient vanishes.
func (c curve) peak() (dx, dy, ds float64, ok bool) {
	a, b, d := c.yy*c.ss-c.ys*c.ys, c.xs*c.ys-c.xy*c.ss, c.xy*c.ys-c.xs*c.yy
	det := c.xx*a + c.xy*b + c.xs*d
	if math.Abs(det) < 1e-12 {
		return 0, 0, 0, false
	}
	e, f, g := c.xx*c.ss-c.xs*c.xs, c.xy*c.xs-c.xx*c.ys, c.xx*c.yy-c.xy*c.xy
	dx = -(a*c.gx + b*c.gy + d*c.gs) / det
	dy = -(b*c.gx + e*c.gy + f*c.gs) / det
	ds = -(d*c.gx + f*c.gy + g*c.gs) / det
	const far = 1e6 // also refuses what is not a number
	return dx, dy, ds, math.Abs(dx) < far && math.Abs(dy) < far && math.Abs(ds) < far
}
