package photos

import (
	"encoding/binary"
	"image"
	"math"

	"skinline/photos/warp"
)

// warp samples the source once for each result pixel, wherever the grid says.
func (g grid) warp(dst *image.RGBA, src *raster) {
	kernels := g.kernels()
	inside, straight := g.interior(src, kernels)
	bands(g.h, func(from, to int) {
		rows := make([]warp.Row, to-from)
		if straight {
			inside.fill(dst, src, from, rows)
		}
		for y := from; y < to; y++ {
			done := rows[y-from]
			line := dst.Pix[y*dst.Stride:][:4*g.w]
			g.warpRow(line, src, kernels, float64(y), 0, int(done.From))
			g.warpRow(line, src, kernels, float64(y), int(done.To), g.w)
		}
	})
}

// warpRow makes the pixels from..to of row y.
func (g grid) warpRow(line []uint8, src *raster, kernels ladder, y float64, from, to int) {
	if from >= to {
		return
	}
	sx, sy := g.steps(0, y)
	across, down := kernels.of(sx, sy)
	affine := g.affine()
	for x := from; x < to; x++ {
		var u, v float64
		if affine {
			u = g.at[0][0]*float64(x) + g.at[0][1]*y + g.at[0][2]
			v = g.at[1][0]*float64(x) + g.at[1][1]*y + g.at[1][2]
		} else {
			if g.depth(float64(x), y) <= 0 {
				continue
			}
			p := g.at.Apply(Point{float64(x), y})
			u, v = p.X, p.Y
			sx, sy = g.steps(float64(x), y)
			across, down = kernels.of(sx, sy)
		}
		cover := g.cover(u, v, sx, sy)
		if cover == 0 {
			continue
		}
		rb, ga := src.sample(u, v, across, down)
		put(line[4*x:4*x+4:4*x+4], rb, ga, cover)
	}
}

// sample is the weighed sum of source pixels around u, v, in units of 1<<22.
func (s *raster) sample(u, v float64, across, down kernel) (rb, ga pair) {
	x, wx := across.at(u)
	y, wy := down.at(v)
	if x < 0 || y < 0 || x+len(wx) > s.w || y+len(wy) > s.h {
		return s.sampleEdge(across.within(u, s.w), down.within(v, s.h))
	}
	at := y*s.stride + 4*x
	if len(wx) == 4 && len(wy) == 4 {
		return s.sample4(at, [4]int32(wx), [4]int32(wy))
	}
	for _, w := range wy {
		rb1, ga1 := sumRow(s.pix[at:at+4*len(wx)], wx)
		rb, ga = rb+rb1*pair(w), ga+ga1*pair(w)
		at += s.stride
	}
	return rb, ga
}

// sample4 is the inside of sample for four by four pixels, which is what every
// enlargement takes: written out, it is half as fast again.
func (s *raster) sample4(at int, wx, wy [4]int32) (rb, ga pair) {
	w0, w1, w2, w3 := pair(wx[0]), pair(wx[1]), pair(wx[2]), pair(wx[3])
	for _, w := range wy {
		row := s.pix[at : at+16 : at+16]
		p, q := binary.LittleEndian.Uint64(row), binary.LittleEndian.Uint64(row[8:])
		rb += (redBlue(p)*w0 + redBlue(p>>32)*w1 + redBlue(q)*w2 + redBlue(q>>32)*w3) * pair(w)
		ga += (greenAlpha(p)*w0 + greenAlpha(p>>32)*w1 + greenAlpha(q)*w2 + greenAlpha(q>>32)*w3) * pair(w)
		at += s.stride
	}
	return rb, ga
}

func (s *raster) sampleEdge(across, down taps) (rb, ga pair) {
	for i, w := range down.weights {
		rb1, ga1 := sumRow(s.pix[(down.first+i)*s.stride+4*across.first:], across.weights)
		rb, ga = rb+rb1*pair(w), ga+ga1*pair(w)
	}
	return rb, ga
}

// ladder holds the kernels of a grid: one for each axis of an affine grid,
// else one for each half step of widening, up to where a picture that runs to
// its horizon is a blur anyway.
type ladder []kernel

const rungs = 24

func (g grid) kernels() ladder {
	if g.affine() {
		sx, sy := g.steps(0, 0)
		across := newKernel(g.shape, sx)
		if math.Abs(sx-sy) < 1e-9 {
			return ladder{across, across}
		}
		return ladder{across, newKernel(g.shape, sy)}
	}
	l := make(ladder, rungs)
	for i := range l {
		l[i] = newKernel(g.shape, 1+float64(i)/2)
	}
	return l
}

// of is the kernels along source x and y for the given steps.
func (l ladder) of(sx, sy float64) (across, down kernel) {
	if len(l) == 2 {
		return l[0], l[1]
	}
	rung := func(step float64) kernel { return l[int(clamp(math.Ceil(2*(step-1)), 0, rungs-1))] }
	return rung(sx), rung(sy)
}
