package hevc

// deblock filters the edges of transform blocks (8.7.2): all that stand, then
// all that lie. All blocks being intra, the boundary strength is 2 at every
// edge noted.
func (p *picture) deblock() {
	any := false
	for _, s := range p.slices {
		any = any || !s.deblockOff
	}
	if !any {
		return
	}
	for row := range p.unitHeight {
		p.deblockRow(row, p.left, true)
	}
	for row := 0; row < p.unitHeight; row += 2 {
		p.deblockRow(row, p.top, false)
	}
}

// deblockRow filters the edges of one direction at a row of units.
func (p *picture) deblockRow(row int, edges []uint8, stands bool) {
	line := edges[row*p.unitWidth:][:p.unitWidth]
	step, back := 1, p.unitWidth // to the unit on the other side of an edge
	if stands {
		step, back = 2, 1
	}
	for column := 0; column < len(line); column += step {
		if line[column] == 0 {
			continue
		}
		at := row*p.unitWidth + column
		e := edge{p: p, x: column << 2, y: row << 2, stands: stands, slice: p.sliceAt(column<<2, row<<2)}
		e.qp = (int(p.qp[at]) + int(p.qp[at-back]) + 1) >> 1
		if p.anyRaw {
			e.rawP, e.rawQ = p.rawAt(column-back%p.unitWidth, row-back/p.unitWidth), p.rawAt(column, row)
		}
		e.luma()
		if p.sps.chroma != Chroma400 {
			e.chroma()
		}
	}
}

func (p *picture) sliceAt(x, y int) *slice {
	if len(p.slices) == 1 {
		return p.slices[0]
	}
	return p.ctbs[y>>p.sps.ctb*p.sps.widthCTB+x>>p.sps.ctb].slice
}

// rawAt is whether filters leave a unit alone.
func (p *picture) rawAt(column, row int) bool { return p.raw[row>>1*p.cellWidth+column>>1] }

// edge is four luma samples of an edge between the units P (before) and Q.
type edge struct {
	p          *picture
	x, y       int // of Q
	stands     bool
	slice      *slice // of Q
	qp         int    // the mean of both sides'
	rawP, rawQ bool
}

// betas and tcs are β' and tC' by Q (table 8-12).
var (
	betas = [52]uint8{
		16: 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 26, 28,
		30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 60, 62, 64,
	}
	tcs = [54]uint8{
		18: 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4,
		5, 5, 6, 6, 7, 8, 9, 10, 11, 13, 14, 16, 18, 20, 22, 24,
	}
)

// tc is tC for a QP.
func (e *edge) tc(qp, depth int) int32 {
	return int32(tcs[min(max(qp+2+e.slice.tc, 0), 53)]) << (depth - 8)
}

// strides are the distance between samples across the edge and along it.
func (e *edge) strides(pl *plane) (across, along int) {
	if e.stands {
		return 1, pl.stride
	}
	return pl.stride, 1
}

// luma decides on and filters luma samples (8.7.2.5.3, 8.7.2.5.6, 8.7.2.5.7).
func (e *edge) luma() {
	pl := &e.p.planes[0]
	beta := int32(betas[min(max(e.qp+e.slice.beta, 0), 51)]) << (pl.depth - 8)
	tc := e.tc(e.qp, pl.depth)
	across, along := e.strides(pl)
	at := e.y*pl.stride + e.x
	s := pl.samples[at-4*across : at+3*across+3*along+1]

	p0, p3 := samplesP(s, 0, across), samplesP(s, 3*along, across)
	q0, q3 := samplesQ(s, 0, across), samplesQ(s, 3*along, across)
	dp0, dp3 := abs(p0[2]-2*p0[1]+p0[0]), abs(p3[2]-2*p3[1]+p3[0])
	dq0, dq3 := abs(q0[2]-2*q0[1]+q0[0]), abs(q3[2]-2*q3[1]+q3[0])
	if dp0+dq0+dp3+dq3 >= beta {
		return
	}
	if strongly(&p0, &q0, 2*(dp0+dq0), beta, tc) && strongly(&p3, &q3, 2*(dp3+dq3), beta, tc) {
		for k := range 4 {
			e.strong(s[k*along:], across, tc)
		}
		return
	}
	side := (beta + beta>>1) >> 3
	for k := range 4 {
		e.weak(s[k*along:], across, tc, dp0+dp3 < side, dq0+dq3 < side, int32(1)<<pl.depth-1)
	}
}

// samplesP are p0 to p3 of a line across an edge, samplesQ q0 to q3.
func samplesP(s []uint16, at, across int) [4]int32 {
	return [4]int32{int32(s[at+3*across]), int32(s[at+2*across]), int32(s[at+across]), int32(s[at])}
}

func samplesQ(s []uint16, at, across int) [4]int32 {
	return [4]int32{int32(s[at+4*across]), int32(s[at+5*across]), int32(s[at+6*across]), int32(s[at+7*across])}
}

// strongly is the decision for the strong filter (8.7.2.5.6).
func strongly(p, q *[4]int32, d, beta, tc int32) bool {
	return d < beta>>2 && abs(p[3]-p[0])+abs(q[0]-q[3]) < beta>>3 && abs(p[0]-q[0]) < (5*tc+1)>>1
}

// strong filters three samples on either side.
func (e *edge) strong(s []uint16, across int, tc int32) {
	p, q := samplesP(s, 0, across), samplesQ(s, 0, across)
	near := func(v, to int32) uint16 { return uint16(min(max(v, to-2*tc), to+2*tc)) }
	if !e.rawP {
		s[3*across] = near((p[2]+2*p[1]+2*p[0]+2*q[0]+q[1]+4)>>3, p[0])
		s[2*across] = near((p[2]+p[1]+p[0]+q[0]+2)>>2, p[1])
		s[across] = near((2*p[3]+3*p[2]+p[1]+p[0]+q[0]+4)>>3, p[2])
	}
	if !e.rawQ {
		s[4*across] = near((p[1]+2*p[0]+2*q[0]+2*q[1]+q[2]+4)>>3, q[0])
		s[5*across] = near((p[0]+q[0]+q[1]+q[2]+2)>>2, q[1])
		s[6*across] = near((p[0]+q[0]+q[1]+3*q[2]+2*q[3]+4)>>3, q[2])
	}
}

// weak filters one sample on either side, or two on the smooth ones.
func (e *edge) weak(s []uint16, across int, tc int32, smoothP, smoothQ bool, most int32) {
	p, q := samplesP(s, 0, across), samplesQ(s, 0, across)
	delta := (9*(q[0]-p[0]) - 3*(q[1]-p[1]) + 8) >> 4
	if abs(delta) >= 10*tc {
		return
	}
	delta = min(max(delta, -tc), tc)
	half := tc >> 1
	if !e.rawP {
		s[3*across] = uint16(clip(p[0]+delta, most))
		if smoothP {
			s[2*across] = uint16(clip(p[1]+min(max(((p[2]+p[0]+1)>>1-p[1]+delta)>>1, -half), half), most))
		}
	}
	if !e.rawQ {
		s[4*across] = uint16(clip(q[0]-delta, most))
		if smoothQ {
			s[5*across] = uint16(clip(q[1]+min(max(((q[2]+q[0]+1)>>1-q[1]-delta)>>1, -half), half), most))
		}
	}
}

// chroma filters the samples of chroma at the edge, on its grid of 8 samples
// (8.7.2.5.5, 8.7.2.5.8).
func (e *edge) chroma() {
	for c := 1; c <= 2; c++ {
		pl := &e.p.planes[c]
		x, y, lines := e.x>>pl.shiftX, e.y>>pl.shiftY, 4>>pl.shiftX
		if e.stands {
			lines = 4 >> pl.shiftY
			if x&7 != 0 {
				return
			}
		} else if y&7 != 0 {
			return
		}
		tc := e.tc(chromaQPOf(e.p.sps.chroma, e.qp+e.p.pps.offsets[c]), pl.depth)
		if tc == 0 {
			continue
		}
		across, along := e.strides(pl)
		most := int32(1)<<pl.depth - 1
		at := y*pl.stride + x - 2*across
		for range lines {
			s := pl.samples[at : at+3*across+1]
			p1, p0, q0, q1 := int32(s[0]), int32(s[across]), int32(s[2*across]), int32(s[3*across])
			delta := min(max((((q0-p0)<<2)+p1-q1+4)>>3, -tc), tc)
			if !e.rawP {
				s[across] = uint16(clip(p0+delta, most))
			}
			if !e.rawQ {
				s[2*across] = uint16(clip(q0-delta, most))
			}
			at += along
		}
	}
}
