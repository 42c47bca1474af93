package photos

import "image"

// separate resamples rows and then columns, which is exact for a grid whose
// axes lie along the picture's.
func (g grid) separate(dst *image.RGBA, src *raster) {
	sx, sy := g.steps(0, 0)
	across, down := newKernel(g.shape, sx), newKernel(g.shape, sy)
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
		kept := rowCache{src: src, columns: columns, rows: make([][]pair, longest), of: make([]int, longest)}
		sums := make([]pair, 2*g.w)
		for y := from; y < to; y++ {
			v := g.at[1][1]*float64(y) + g.at[1][2]
			clear(sums)
			for i, weight := range lines[y].weights {
				addRow(sums, kept.row(lines[y].first+i), pair(weight))
			}
			line := dst.Pix[y*dst.Stride:][:4*g.w]
			for x := range g.w {
				cover := g.cover(g.at[0][0]*float64(x)+g.at[0][2], v, sx, sy)
				put(line[4*x:4*x+4:4*x+4], sums[2*x], sums[2*x+1], cover)
			}
		}
	})
}

func addRow(sums, row []pair, weight pair) {
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
	rows    [][]pair
	of      []int // source row held, plus one
}

// row is source row y at the result's columns.
func (c *rowCache) row(y int) []pair {
	slot := y % len(c.rows)
	if c.of[slot] == y+1 {
		return c.rows[slot]
	}
	if c.rows[slot] == nil {
		c.rows[slot] = make([]pair, 2*len(c.columns))
	}
	c.of[slot] = y + 1
	line, out := c.src.pix[y*c.src.stride:], c.rows[slot]
	for x, t := range c.columns {
		out[2*x], out[2*x+1] = sumRow(line[4*t.first:], t.weights)
	}
	return out
}
