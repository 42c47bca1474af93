package photos

import (
	"image"
	"math"
)

// warp samples the source once for each result pixel, wherever the grid says.
func (g grid) warp(dst *image.RGBA, src *raster) {
	kernels := g.kernels()
	bands(g.h, func(from, to int) {
		for y := from; y < to; y++ {
			g.warpRow(dst.Pix[y*dst.Stride:][:4*g.w], src, kernels, float64(y))
		}
	})
}

func (g grid) warpRow(line []uint8, src *raster, kernels ladder, y float64) {
	sx, sy := g.steps(0, y)
	across, down := kernels.of(sx, sy)
	affine := g.affine()
	for x := range g.w {
		if !affine {
			if g.depth(float64(x), y) <= 0 {
				continue
			}
			sx, sy = g.steps(float64(x), y)
			across, down = kernels.of(sx, sy)
		}
		p := g.at.Apply(Point{float64(x), y})
		cover := g.cover(p.X, p.Y, sx, sy)
		if cover == 0 {
			continue
		}
		r, gr, b, a := src.sample(p.X, p.Y, across, down)
		put(line[4*x:4*x+4:4*x+4], r, gr, b, a, cover)
	}
}

// sample is the weighed sum of source pixels around u, v, in units of 1<<22.
func (s *raster) sample(u, v float64, across, down kernel) (r, g, b, a int32) {
	x, wx := across.at(u)
	y, wy := down.at(v)
	if x < 0 || y < 0 || x+len(wx) > s.w || y+len(wy) > s.h {
		return s.sampleEdge(across.within(u, s.w), down.within(v, s.h))
	}
	at := y*s.stride + 4*x
	for _, w := range wy {
		r1, g1, b1, a1 := sumRow(s.pix[at:], wx, s.opaque)
		r, g, b, a = r+r1*w, g+g1*w, b+b1*w, a+a1*w
		at += s.stride
	}
	return r, g, b, a
}

func (s *raster) sampleEdge(across, down taps) (r, g, b, a int32) {
	for i, w := range down.weights {
		r1, g1, b1, a1 := sumRow(s.pix[(down.first+i)*s.stride+4*across.first:], across.weights, s.opaque)
		r, g, b, a = r+r1*w, g+g1*w, b+b1*w, a+a1*w
	}
	return r, g, b, a
}

// sumRow is the weighed sum of the pixels at the start of row, in 256ths.
func sumRow(row []uint8, weights []int32, opaque bool) (r, g, b, a int32) {
	row = row[:4*len(weights)]
	for _, w := range weights {
		r += int32(row[0]) * w
		g += int32(row[1]) * w
		b += int32(row[2]) * w
		if !opaque {
			a += int32(row[3]) * w
		}
		row = row[4:]
	}
	if opaque {
		a = 255 * unit
	}
	return r >> 6, g >> 6, b >> 6, a >> 6
}

// put stores sums in units of 1<<22, covering the pixel by cover of 255.
func put(pixel []uint8, r, g, b, a int32, cover int) {
	const half = 1 << 21
	alpha := clamp(int(a+half)>>22, 0, 255)
	channel := func(v int32) int { return clamp(int(v+half)>>22, 0, alpha) }
	if cover == 255 {
		pixel[0], pixel[1], pixel[2], pixel[3] = uint8(channel(r)), uint8(channel(g)), uint8(channel(b)), uint8(alpha)
		return
	}
	covered := func(v int) uint8 { return uint8((v*cover + 127) / 255) }
	pixel[0], pixel[1], pixel[2], pixel[3] = covered(channel(r)), covered(channel(g)), covered(channel(b)), covered(alpha)
}

// ladder holds the kernels of a grid: one for each axis of an affine grid,
// else one for each half step of widening, up to where a picture that runs to
// its horizon is a blur anyway.
type ladder []kernel

const rungs = 24

func (g grid) kernels() ladder {
	if g.affine() {
		sx, sy := g.steps(0, 0)
		return ladder{newKernel(sx), newKernel(sy)}
	}
	l := make(ladder, rungs)
	for i := range l {
		l[i] = newKernel(1 + float64(i)/2)
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
