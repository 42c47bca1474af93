package hevc

// transformTree is what the transform blocks of a coding unit share.
type transformTree struct {
	nxn          bool // in four prediction blocks
	maxDepth     int  // MaxTrafoDepth
	luma, chroma [4]uint8
}

// transformTree decodes transform_tree (7.3.8.8). cbf are the coded block
// flags of Cb and Cr above it: bit 0 of the first block, bit 1 of the second,
// which only 4:2:2 has. part is the prediction block it is in.
func (s *slicer) transformTree(t *transformTree, x, y, xBase, yBase, log2, depth, part int, cbf [2]uint8) {
	ss := s.p.sps
	var split bool
	switch {
	case log2 <= ss.maxTB && log2 > ss.minTB && depth < t.maxDepth && !(t.nxn && depth == 0):
		split = s.bin(ctxSplitTransform+5-log2) != 0
	default:
		split = log2 > ss.maxTB || t.nxn && depth == 0
	}
	if log2 > 2 && ss.chroma != Chroma400 || ss.chroma == Chroma444 {
		for c := range cbf {
			if cbf[c] == 0 {
				continue
			}
			cbf[c] = uint8(s.bin(ctxCBFChroma + depth))
			if ss.chroma == Chroma422 && (!split || log2 == 3) {
				cbf[c] |= uint8(s.bin(ctxCBFChroma+depth)) << 1
			}
		}
	} else if ss.chroma == Chroma400 {
		cbf = [2]uint8{}
	}
	if !split {
		s.transformUnit(t, x, y, xBase, yBase, log2, depth, part, cbf)
		return
	}
	half := 1 << (log2 - 1)
	for n := range 4 {
		if depth == 0 && t.nxn {
			part = n
		}
		s.transformTree(t, x+n&1*half, y+n>>1*half, x, y, log2-1, depth+1, part, cbf)
	}
}

// transformUnit decodes transform_unit (7.3.8.10) and makes its samples.
func (s *slicer) transformUnit(t *transformTree, x, y, xBase, yBase, log2, depth, part int, cbf [2]uint8) {
	ss := s.p.sps
	top := 0
	if depth == 0 {
		top = 1
	}
	luma := s.bin(ctxCBFLuma+top) != 0
	if (luma || cbf[0]|cbf[1] != 0) && s.p.pps.qpDelta && !s.qpDeltaCoded {
		s.readQPDelta()
	}
	s.edges(x, y, log2)
	s.block(0, x, y, log2, t.luma[part], luma)
	s.reach.mark((x-s.x0)>>2, (y-s.y0)>>2, 1<<(log2-2))
	switch {
	case ss.chroma == Chroma400:
		return
	case ss.chroma == Chroma444:
		s.block(1, x, y, log2, t.chroma[part], cbf[0] != 0)
		s.block(2, x, y, log2, t.chroma[part], cbf[1] != 0)
		return
	case log2 == 2:
		// Four blocks of luma share those of chroma, which come with the last.
		if x == xBase || y == yBase {
			return
		}
		x, y, log2 = xBase, yBase, 3
	}
	down := 1 << (log2 - 1)
	for c := range cbf {
		s.block(c+1, x, y, log2-1, t.chroma[0], cbf[c]&1 != 0)
		if ss.chroma == Chroma422 {
			s.block(c+1, x, y+down, log2-1, t.chroma[0], cbf[c]&2 != 0)
		}
	}
}

// block predicts a transform block of a component and adds its residual,
// when it has one. x and y are of luma, log2 is of the block.
func (s *slicer) block(c, x, y, log2 int, mode uint8, coded bool) {
	s.predict(c, x, y, log2, mode)
	if coded {
		s.residual(c, x, y, log2, mode)
	}
}

// edges notes where the deblocking filter has to look at the left and top
// edges of a transform block (8.7.2.3).
func (s *slicer) edges(x, y, log2 int) {
	p := s.p
	if s.slice.deblockOff {
		return
	}
	at, n := y>>2*p.unitWidth+x>>2, 1<<(log2-2)
	if x&7 == 0 && (x > s.x0 || s.filterAcross(x-1, y)) {
		for i := range n {
			p.left[at+i*p.unitWidth] = 1
		}
	}
	if y&7 == 0 && (y > s.y0 || s.filterAcross(x, y-1)) {
		top := p.top[at:][:n]
		for i := range top {
			top[i] = 1
		}
	}
}

// filterAcross is whether the edge to the CTB in which x, y is, which is decoded
// earlier, may be filtered.
func (s *slicer) filterAcross(x, y int) bool {
	if x < 0 || y < 0 {
		return false
	}
	p := s.p
	o := &p.ctbs[y>>p.sps.ctb*p.sps.widthCTB+x>>p.sps.ctb]
	return (o.slice == s.slice || s.slice.loopAcross) && (o.tile == s.tile || p.pps.loopAcrossTiles)
}
