package hevc

// plane is the decoded samples of a colour component, whole coding blocks
// beyond which there is nothing.
type plane struct {
	width, height, stride int
	shiftX, shiftY        int // binary logarithms of luma samples per sample
	depth                 int
	samples               []uint16
}

// ctb is what filters have to know of a coding tree block.
type ctb struct {
	slice *slice
	sao   [3]saoParams
	tile  uint16
}

// picture is a picture at work. What is known of parts of it is in maps of
// squares of luma samples: units of 4, cells of 8.
type picture struct {
	sps    *sps
	pps    *pps
	planes [3]plane
	tiles  tiling
	next   int // the number of coded CTBs, which is the next one in tile scan
	ctbs   []ctb
	slices []*slice

	unitWidth, unitHeight int
	cellWidth, cellHeight int
	qp                    []int8   // QpY of units
	raw                   []bool   // of cells: filters leave it alone (PCM or bypass)
	anyRaw                bool     // there is one
	left, top             []uint8  // of units: 1 where a transform block's edge is to be filtered
	rows                  []uint16 // what a row of CTBs was before its offsets
}

// begin makes a picture ready for its parameter sets.
func (p *picture) begin(s *sps, ps *pps, maxPixels int) error {
	if s.width*s.height > maxPixels {
		return damaged("%d x %d pixels are coded", s.width, s.height)
	}
	tiles, err := ps.tiling(s)
	if err != nil {
		return err
	}
	p.sps, p.pps, p.tiles, p.next = s, ps, tiles, 0
	p.slices = p.slices[:0]
	p.ctbs = cleared(p.ctbs, s.widthCTB*s.heightCTB)
	p.cellWidth, p.cellHeight = (s.width+7)/8, (s.height+7)/8
	p.unitWidth, p.unitHeight = 2*p.cellWidth, 2*p.cellHeight
	p.qp = sized(p.qp, p.unitWidth*p.unitHeight)
	p.left, p.top = cleared(p.left, p.unitWidth*p.unitHeight), cleared(p.top, p.unitWidth*p.unitHeight)
	p.raw, p.anyRaw = cleared(p.raw, p.cellWidth*p.cellHeight), false
	for c := range p.planes {
		x, y, depth := 0, 0, s.depthY
		if c > 0 {
			x, y = s.chroma.shifts()
			depth = s.depthC
		}
		to := &p.planes[c]
		*to = plane{shiftX: x, shiftY: y, depth: depth, samples: to.samples}
		if c == 0 || s.chroma != Chroma400 {
			to.width, to.height, to.stride = s.width>>x, s.height>>y, s.width>>x
			to.samples = sized(to.samples, to.stride*to.height)
		}
	}
	return nil
}

// sized is a slice of n elements of any values, in the memory of old if that
// is enough.
func sized[T any](old []T, n int) []T {
	if n <= cap(old) {
		return old[:n]
	}
	return make([]T, n)
}

// cleared is sized with zeros.
func cleared[T any](old []T, n int) []T {
	s := sized(old, n)
	clear(s)
	return s
}
