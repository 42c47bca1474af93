package hevc

import "math/bits"

// border is the samples beside a block that it is predicted from, in one line:
// from the lowest on the left up to the corner, at middle, and then to the
// right. A block of n has 2n on either side.
type border [2*middle + 1]uint16

const middle = 64

// predict makes the samples of a block from those around it (8.4.4.2).
func (s *slicer) predict(c, x, y, log2 int, mode uint8) {
	pl := &s.p.planes[c]
	n := 1 << log2
	px, py := x>>pl.shiftX, y>>pl.shiftY
	b := &s.border
	s.gather(pl, px, py, x, y, n)
	if filtered := c == 0 || s.p.sps.chroma == Chroma444; filtered && smooths(mode, log2) {
		b.smooth(n, c == 0 && n == 32 && s.p.sps.strongSmoothing, pl.depth)
	}
	at := py*pl.stride + px
	out := pl.samples[at : at+(n-1)*pl.stride+n]
	most := int32(1)<<pl.depth - 1
	switch {
	case mode == intraPlanar:
		b.planar(out, pl.stride, log2)
	case mode == intraDC:
		b.dc(out, pl.stride, log2, c == 0 && n < 32)
	case mode == intraHorizontal:
		b.horizontal(out, pl.stride, n, c == 0 && n < 32, most)
	case mode == intraVertical:
		b.vertical(out, pl.stride, n, c == 0 && n < 32, most)
	case mode < 18:
		b.angularAcross(out, pl.stride, n, mode)
	default:
		b.angularDown(out, pl.stride, n, mode)
	}
}

// gather collects the samples around a block, of which those that are not
// there take the value of the one before (8.4.4.2.2).
func (s *slicer) gather(pl *plane, px, py, x, y, n int) {
	b := &s.border
	column, row := (x-s.x0)>>2, (y-s.y0)>>2
	w, h := 2-pl.shiftX, 2-pl.shiftY // binary logarithms of a unit in samples
	across, down := uint64(1)<<(2*n>>w)-1, uint64(1)<<(2*n>>h)-1
	up := s.reach.rows[row] >> (column + 1) & across
	left := s.reach.columns[column] >> (row + 1) & down
	corner := s.reach.rows[row]>>column&1 != 0

	// Those on the left are there from the top to some row.
	have := bits.TrailingZeros64(^left) << h
	at := py*pl.stride + px
	if have > 0 {
		i := at - 1
		for j := middle - 1; j >= middle-have; j-- {
			b[j] = pl.samples[i]
			i += pl.stride
		}
		fill(b[middle-2*n:middle-have], b[middle-have])
	}
	switch {
	case corner:
		b[middle] = pl.samples[at-pl.stride-1]
	case have > 0:
		b[middle] = b[middle-1]
	case up != 0:
		b[middle] = pl.samples[at-pl.stride+bits.TrailingZeros64(up)<<w]
	default:
		b[middle] = 1 << (pl.depth - 1)
	}
	if have == 0 {
		fill(b[middle-2*n:middle], b[middle])
	}
	top := b[middle+1:][:2*n]
	if up == across {
		copy(top, pl.samples[at-pl.stride:])
		return
	}
	// Above, other slices can make gaps anywhere.
	last := b[middle]
	for i := 0; i < 2*n; i += 1 << w {
		if up&1 != 0 {
			copy(top[i:i+1<<w], pl.samples[at-pl.stride+i:])
			last = top[i+1<<w-1]
		} else {
			fill(top[i:i+1<<w], last)
		}
		up >>= 1
	}
}

func fill(s []uint16, v uint16) {
	for i := range s {
		s[i] = v
	}
}

// smooths is whether the border of a block is filtered (filterFlag of
// 8.4.4.2.3): not for angles near the axes, the less the larger the block.
func smooths(mode uint8, log2 int) bool {
	if mode == intraDC || log2 == 2 {
		return false
	}
	if mode == intraPlanar {
		return true
	}
	off := min(distance(mode, intraVertical), distance(mode, intraHorizontal))
	return off > [6]int{3: 7, 4: 1, 5: 0}[log2]
}

func distance(a, b uint8) int {
	if a > b {
		return int(a - b)
	}
	return int(b - a)
}

// smooth filters the border (8.4.4.2.3); strong allows for a straight line in
// place of a border that is nearly one.
func (b *border) smooth(n int, strong bool, depth int) {
	low, corner, high := int32(b[middle-2*n]), int32(b[middle]), int32(b[middle+2*n])
	if strong {
		flat := int32(1) << (depth - 5)
		if abs(corner+high-2*int32(b[middle+n])) < flat && abs(corner+low-2*int32(b[middle-n])) < flat {
			for i := int32(1); i < 64; i++ {
				b[middle-i] = uint16(((64-i)*corner + i*low + 32) >> 6)
				b[middle+i] = uint16(((64-i)*corner + i*high + 32) >> 6)
			}
			return
		}
	}
	line := b[middle-2*n : middle+2*n+1]
	last, this := uint32(line[0]), uint32(line[1])
	for i := 1; i < len(line)-1; i++ {
		next := uint32(line[i+1])
		line[i] = uint16((last + 2*this + next + 2) >> 2)
		last, this = this, next
	}
}

func abs(v int32) int32 { return max(v, -v) }

// planar predicts by two gradients (8.4.4.2.4).
func (b *border) planar(out []uint16, stride, log2 int) {
	n := 1 << log2
	top := b[middle+1:][:n]
	right, low := int32(b[middle+1+n]), int32(b[middle-1-n])
	var down [32]int32 // (n-1-y) * top + (y+1) * low + n
	for x, v := range top {
		down[x] = int32(n-1)*int32(v) + low + int32(n)
	}
	for y := range n {
		left := int32(b[middle-1-y])
		across := int32(n-1)*left + right
		step := right - left
		row := out[y*stride:][:n]
		for x := range row {
			row[x] = uint16((across + down[x&31]) >> (log2 + 1))
			across += step
			down[x&31] += low - int32(top[x])
		}
	}
}

// dc predicts by the mean, with softened edges (8.4.4.2.5).
func (b *border) dc(out []uint16, stride, log2 int, soften bool) {
	n := 1 << log2
	sum := uint32(n)
	for i := 1; i <= n; i++ {
		sum += uint32(b[middle+i]) + uint32(b[middle-i])
	}
	mean := sum >> (log2 + 1)
	for y := range n {
		fill(out[y*stride:][:n], uint16(mean))
	}
	if !soften {
		return
	}
	out[0] = uint16((uint32(b[middle-1]) + 2*mean + uint32(b[middle+1]) + 2) >> 2)
	for i := 1; i < n; i++ {
		out[i] = uint16((uint32(b[middle+1+i]) + 3*mean + 2) >> 2)
		out[i*stride] = uint16((uint32(b[middle-1-i]) + 3*mean + 2) >> 2)
	}
}

// vertical continues the samples above; soften lets the left column follow
// those on the left (8.4.4.2.6).
func (b *border) vertical(out []uint16, stride, n int, soften bool, most int32) {
	top := b[middle+1:][:n]
	for y := range n {
		copy(out[y*stride:][:n], top)
	}
	if !soften {
		return
	}
	for y := range n {
		out[y*stride] = uint16(clip(int32(top[0])+(int32(b[middle-1-y])-int32(b[middle]))>>1, most))
	}
}

// horizontal continues the samples on the left; soften lets the top row
// follow those above (8.4.4.2.6).
func (b *border) horizontal(out []uint16, stride, n int, soften bool, most int32) {
	for y := range n {
		fill(out[y*stride:][:n], b[middle-1-y])
	}
	if !soften {
		return
	}
	left := int32(b[middle-1])
	for x := range n {
		out[x] = uint16(clip(left+(int32(b[middle+1+x])-int32(b[middle]))>>1, most))
	}
}

// clip takes v to 0..most.
func clip(v, most int32) int32 { return min(max(v, 0), most) }
