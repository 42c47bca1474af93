package hevc

// slicer decodes the CTUs of slice segments: syntax, prediction and residuals.
// Filters come when the picture is whole.
type slicer struct {
	cabac
	p     *picture
	slice *slice

	// The CTU at hand.
	x0, y0       int // its place in luma samples
	tile         uint16
	leftOK, upOK bool // those beside it are of the same slice and tile
	reach        reach
	modes        [2][16]uint8 // IntraPredModeY of the units to the left and above, by row and column in the CTU
	depthLeft    [8]uint8     // CtDepth to the left, by cell row in the CTU
	depthUp      []uint8      // and above, by cell column in the picture
	wavefront    [contextCount]uint8
	ends         [contextCount]uint8 // contexts at the end of the last slice segment

	// The quantization group and coding unit at hand.
	qpDeltaCoded bool
	qpDelta      int
	lastQP       int // qPY_PREV
	predictedQP  int
	qp           int // QpY
	scales       [3]quantizer
	bypassCU     bool

	coefficients [32 * 32]int16 // zeros between blocks
	border       border
	stage        [32 * 32]int16 // between the stages of a transform
}

// decode decodes a slice segment's CTUs.
func (s *slicer) decode(p *picture, data []byte, dependent bool) error {
	s.p, s.slice, s.data = p, p.slices[len(p.slices)-1], data
	ss, ps := p.sps, p.pps
	s.depthUp = sized(s.depthUp, p.cellWidth)
	s.start(0)
	if dependent {
		s.states = s.ends
	} else {
		s.reset(s.slice.qp)
	}
	for first := true; ; first = false {
		if p.next >= len(p.ctbs) {
			return damaged("more blocks than the picture has")
		}
		at := int(p.tiles.address[p.next])
		column, row := at%ss.widthCTB, at/ss.widthCTB
		newTile := p.next > 0 && p.tiles.tile[at] != p.tiles.tile[p.tiles.address[p.next-1]]
		newRow := ps.wavefront && column == int(p.tiles.column[column])
		if !first && (newTile || newRow) {
			if !s.terminate() {
				return damaged("a tile without its end")
			}
			s.start(s.aligned())
		}
		s.tile = p.tiles.tile[at]
		p.ctbs[at].slice, p.ctbs[at].tile = s.slice, s.tile
		s.arrive(at, column, row)
		switch {
		case newTile:
			s.reset(s.slice.qp)
		case newRow && (!first || dependent):
			s.sync(at, column, row)
		}
		if first && !dependent || newTile || newRow {
			s.lastQP = s.slice.qp
		}
		p.next++
		s.decodeCTU(&p.ctbs[at], at)
		if ps.wavefront && column == int(p.tiles.column[column])+1 {
			s.wavefront = s.states
		}
		if s.exhausted() {
			return damaged("a slice ends early")
		}
		if s.terminate() { // end_of_slice_segment_flag
			s.ends = s.states
			return nil
		}
	}
}

// sync takes the contexts of the row above at the start of a row (9.3.1).
func (s *slicer) sync(at, column, row int) {
	above := at - s.p.sps.widthCTB + 1
	if row > 0 && column+1 < s.p.sps.widthCTB && s.with(above) {
		s.states = s.wavefront
	} else {
		s.reset(s.slice.qp)
	}
}

// with is whether the CTB at a raster scan address is decoded and of the slice
// and tile of the one at hand.
func (s *slicer) with(at int) bool {
	o := &s.p.ctbs[at]
	return o.slice == s.slice && o.tile == s.tile
}

// arrive makes the decoder ready for the CTU at an address.
func (s *slicer) arrive(at, column, row int) {
	ss := s.p.sps
	s.x0, s.y0 = column<<ss.ctb, row<<ss.ctb
	s.leftOK = column > 0 && s.with(at-1)
	s.upOK = row > 0 && s.with(at-ss.widthCTB)
	corner := row > 0 && column > 0 && s.with(at-ss.widthCTB-1)
	upRight := row > 0 && column+1 < ss.widthCTB && s.with(at-ss.widthCTB+1)
	s.reach.begin(1<<(ss.ctb-2), min(ss.width-s.x0, 2<<ss.ctb)>>2, min(ss.height-s.y0, 1<<ss.ctb)>>2, s.leftOK, s.upOK, corner, upRight)
	for i := range s.modes[1] {
		s.modes[1][i] = intraDC // of the CTB above, whose modes do not count (8.4.2)
	}
	if !s.leftOK {
		for i := range s.modes[0] {
			s.modes[0][i] = intraDC
		}
	}
}

// decodeCTU decodes coding_tree_unit (7.3.8.2).
func (s *slicer) decodeCTU(c *ctb, at int) {
	if s.slice.saoLuma || s.slice.saoChroma {
		s.readSAO(c, at)
	}
	s.codingQuadtree(s.x0, s.y0, s.p.sps.ctb, 0)
}

// codingQuadtree decodes coding_quadtree (7.3.8.4).
func (s *slicer) codingQuadtree(x, y, log2, depth int) {
	ss := s.p.sps
	size := 1 << log2
	split := log2 > ss.minCB
	if split && x+size <= ss.width && y+size <= ss.height {
		split = s.bin(ctxSplitCU+s.splitContext(x, y, depth)) != 0
	}
	if s.p.pps.qpDelta && log2 >= ss.ctb-s.p.pps.qpDepth || depth == 0 {
		s.beginGroup(x, y)
	}
	if !split {
		s.codingUnit(x, y, log2, depth)
		return
	}
	half := size >> 1
	for n := range 4 {
		if xn, yn := x+n&1*half, y+n>>1*half; xn < ss.width && yn < ss.height {
			s.codingQuadtree(xn, yn, log2-1, depth+1)
		}
	}
}

// splitContext is how many of the blocks to the left and above are split
// further (9.3.4.2.2).
func (s *slicer) splitContext(x, y, depth int) (deeper int) {
	if (x > s.x0 || s.leftOK) && int(s.depthLeft[(y-s.y0)>>3]) > depth {
		deeper++
	}
	if (y > s.y0 || s.upOK) && int(s.depthUp[x>>3]) > depth {
		deeper++
	}
	return deeper
}

// codingUnit decodes coding_unit (7.3.8.5).
func (s *slicer) codingUnit(x, y, log2, depth int) {
	ss, ps := s.p.sps, s.p.pps
	size := 1 << log2
	s.bypassCU = ps.bypass && s.bin(ctxBypass) != 0
	nxn := log2 == ss.minCB && s.bin(ctxPartMode) == 0
	s.mark(x, y, size, depth)
	if s.bypassCU {
		s.leaveRaw(x, y, size)
	}
	if ss.pcm && !nxn && log2 >= ss.minPCM && log2 <= ss.maxPCM && s.terminate() {
		s.pcm(x, y, log2)
	} else {
		tree := transformTree{nxn: nxn, maxDepth: ss.maxDepth}
		if nxn {
			tree.maxDepth++
		}
		s.readModes(&tree, x, y, log2)
		s.transformTree(&tree, x, y, x, y, log2, 0, 0, [2]uint8{1, 1})
	}
	s.endUnit(x, y, size)
}

// mark notes the depth of a coding unit for those to come.
func (s *slicer) mark(x, y, size, depth int) {
	for i := range size >> 3 {
		s.depthLeft[(y-s.y0)>>3+i] = uint8(depth)
	}
	for i := x >> 3; i < min((x+size)>>3, len(s.depthUp)); i++ {
		s.depthUp[i] = uint8(depth)
	}
}

// leaveRaw keeps filters from a coding unit.
func (s *slicer) leaveRaw(x, y, size int) {
	p := s.p
	p.anyRaw = true
	for cy := y >> 3; cy < (y+size)>>3; cy++ {
		for cx := x >> 3; cx < (x+size)>>3; cx++ {
			p.raw[cy*p.cellWidth+cx] = true
		}
	}
}

// pcm reads pcm_sample (7.3.8.7).
func (s *slicer) pcm(x, y, log2 int) {
	p, ss := s.p, s.p.sps
	r := bitReader{data: s.data, at: 8 * s.aligned()}
	for c := range p.planes {
		to := &p.planes[c]
		if to.width == 0 {
			break
		}
		depth := ss.pcmDepthY
		if c > 0 {
			depth = ss.pcmDepthC
		}
		for row := y >> to.shiftY; row < (y+1<<log2)>>to.shiftY; row++ {
			out := to.samples[row*to.stride+x>>to.shiftX:][:1<<log2>>to.shiftX]
			for i := range out {
				out[i] = uint16(r.u(depth) << (to.depth - depth))
			}
		}
	}
	s.start((r.at + 7) / 8)
	if ss.pcmUnfiltered {
		s.leaveRaw(x, y, 1<<log2)
	}
	for i := range 1 << (log2 - 2) {
		s.modes[0][(y-s.y0)>>2+i], s.modes[1][(x-s.x0)>>2+i] = intraDC, intraDC
	}
	s.edges(x, y, log2)
	s.reach.mark((x-s.x0)>>2, (y-s.y0)>>2, 1<<(log2-2))
}
