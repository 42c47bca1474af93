package photos

import (
	"image"
	"math"

	"skinline/photos/warp"
)

// interior is the part of an affine grid whose pixels lie inside the photo
// with all their taps, which is nearly all of it, and which package warp makes.
type interior struct {
	g            grid
	across, down warp.Kernel
	step         [2]int64 // of one pixel along a row, in source pixels by warp.One
	low, high    [2]int64 // positions that are inside
}

// maxPosition keeps positions times warp.One inside 64 bits.
const maxPosition = 1 << 28

// interior reports false for a grid that package warp does not know how to
// follow.
func (g grid) interior(src *raster, kernels ladder) (interior, bool) {
	if !warp.Available || !g.affine() {
		return interior{}, false
	}
	reach := float64(g.w + g.h)
	for _, row := range g.at[:2] {
		if math.Abs(row[0])*reach+math.Abs(row[1])*reach+math.Abs(row[2]) > maxPosition {
			return interior{}, false
		}
	}
	across, okAcross := warp.NewKernel(kernels[0].n, kernels[0].weights, unit)
	down, okDown := warp.NewKernel(kernels[1].n, kernels[1].weights, unit)
	if !okAcross || !okDown {
		return interior{}, false
	}
	in := interior{g: g, across: across, down: down, step: [2]int64{fixed(g.at[0][0]), fixed(g.at[1][0])}}
	sx, sy := g.steps(0, 0)
	in.low[0], in.high[0] = across.Reach(src.w)
	in.low[1], in.high[1] = down.Reach(src.h)
	for axis, step := range [2]float64{sx, sy} {
		in.low[axis] = max(in.low[axis], fixed(g.edge[axis]+step/2)+1)
		in.high[axis] = min(in.high[axis], fixed(g.edge[axis+2]-step/2)-1)
	}
	return in, true
}

func fixed(v float64) int64 { return int64(math.Round(v * warp.One)) }

// fill makes the interior of the rows of dst from row from on and says in rows
// which pixels that was.
func (in interior) fill(dst *image.RGBA, src *raster, from int, rows []warp.Row) {
	for i := range rows {
		y := float64(from + i)
		at := [2]int64{fixed(in.g.at[0][1]*y + in.g.at[0][2]), fixed(in.g.at[1][1]*y + in.g.at[1][2])}
		first, end := 0, in.g.w
		for axis := range 2 {
			low, high := stretch(at[axis], in.step[axis], in.low[axis], in.high[axis], in.g.w)
			first, end = max(first, low), min(end, high)
		}
		rows[i] = warp.Row{U: at[0], V: at[1], From: int32(min(first, end)), To: int32(end)}
		if first >= end {
			rows[i].From, rows[i].To = 0, 0
		}
	}
	warp.Rows(dst.Pix[from*dst.Stride:], dst.Stride, src.pix, src.stride, in.step, in.across, in.down, rows)
}

// stretch is the n pixels, first to end, whose position at + i*step lies from
// low to high.
func stretch(at, step, low, high int64, n int) (first, end int) {
	if low > high {
		return 0, 0
	}
	if step == 0 {
		if at < low || at > high {
			return 0, 0
		}
		return 0, n
	}
	from, to := low-at, high-at
	if step < 0 {
		from, to, step = -to, -from, -step
	}
	last := floorDiv(to, step)
	return int(clamp(-floorDiv(-from, step), 0, int64(n))), int(clamp(last+1, 0, int64(n)))
}

// floorDiv is a/b rounded down, for b above 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
