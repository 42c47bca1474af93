package photos

import "image"

// separate resamples rows and then columns, which is exact for a grid whose
// axes lie along the picture's.
func (g grid) separate(dst *image.RGBA, src *raster) {
	sx, sy := g.steps(0, 0)
	across, down := newKernel(sx), newKernel(sy)
	columns, lines := make([]taps, g.w), make([]taps, g.h)
	longest := 1
	for x := range columns {
		columns[x] = across.within(g.at[0][0]*float64(x)+g.at[0][2], src.w)
	}
	for y := range lines {
		lines[y] = down.within(g.at[1][1]*float64(y)+g.at[1][2], src.h)
		longest = max(longest, len(lines[y].weights))
	}
	bands(g.h, func(from, to int) {
		kept := rowCache{src: src, columns: columns, rows: make([][]int32, longest), of: make([]int, longest)}
		sums := make([]int32, 4*g.w)
		for y := from; y < to; y++ {
			v := g.at[1][1]*float64(y) + g.at[1][2]
			clear(sums)
			for i, weight := range lines[y].weights {
				addRow(sums, kept.row(lines[y].first+i), weight)
			}
			line := dst.Pix[y*dst.Stride:][:4*g.w]
			for x := range g.w {
				cover := g.cover(g.at[0][0]*float64(x)+g.at[0][2], v, sx, sy)
				s := sums[4*x : 4*x+4 : 4*x+4]
				put(line[4*x:4*x+4:4*x+4], s[0], s[1], s[2], s[3], cover)
			}
		}
	})
}

func addRow(sums, row []int32, weight int32) {
	row = row[:len(sums)]
	for i := range sums {
		sums[i] += row[i] * weight
	}
}

// rowCache keeps the source rows last resampled along x: neighbouring result
// rows share most of theirs.
type rowCache struct {
	src     *raster
	columns []taps
	rows    [][]int32
	of      []int // source row held, plus one
}

// row is source row y at the result's columns, in 256ths.
func (c *rowCache) row(y int) []int32 {
	slot := y % len(c.rows)
	if c.of[slot] == y+1 {
		return c.rows[slot]
	}
	if c.rows[slot] == nil {
		c.rows[slot] = make([]int32, 4*len(c.columns))
	}
	c.of[slot] = y + 1
	line, out := c.src.pix[y*c.src.stride:], c.rows[slot]
	for x, t := range c.columns {
		r, g, b, a := sumRow(line[4*t.first:], t.weights, c.src.opaque)
		o := out[4*x : 4*x+4 : 4*x+4]
		o[0], o[1], o[2], o[3] = r, g, b, a
	}
	return out
}
