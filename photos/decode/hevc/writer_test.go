package hevc

import (
	"bytes"
	"math/rand/v2"
)

// written is a stream of parts that x265 never writes: tiles, PCM blocks and
// dependent slice segments. Its CTBs of 32 are one coding unit each, PCM or
// predicted without a residual, with random offsets.
type written struct {
	columns, rows         int   // in CTBs
	tileColumns, tileRows []int // widths and heights of all but the last
	wavefront             bool
	starts                map[int]bool // places in tile scan at which a segment starts: whether it depends on the one before
	acrossTiles           bool
	acrossSlices          bool
	pcmUnfiltered         bool
	seed                  uint64
}

const writtenQP = 40

// parameters are the parameter sets.
func (s *written) parameters() (units [][]byte) {
	var w bitWriter
	w.u(8, 1)
	w.u(8, 1) // Main
	w.u(32, 1<<30)
	w.u(32, 0)
	w.u(16, 0)
	w.u(8, 93)
	w.ue(0, 1, 32*s.columns, 32*s.rows)
	w.flag(false)
	w.ue(0, 0, 0)
	w.flag(true)
	w.ue(0, 0, 0)
	w.ue(2, 0, 0, 3, 0, 0) // coding blocks of 32, transforms of 4 to 32
	w.flag(false)
	w.flag(false)
	w.flag(true) // SAO
	w.flag(true)
	w.u(4, 6) // PCM of 7 bits
	w.u(4, 4) // and 5
	w.ue(2, 0)
	w.flag(s.pcmUnfiltered)
	w.ue(0)
	w.u(5, 0b00100) // strong smoothing
	w.end()
	sps := w.unit(unitSPS)

	w = bitWriter{}
	w.ue(0, 0)
	w.flag(true) // dependent slice segments
	w.u(6, 0)
	w.ue(0, 0, 0)
	w.u(3, 0)
	w.ue(0, 0)
	w.u(4, 0)
	tiles := s.tileColumns != nil || s.tileRows != nil
	w.flag(tiles)
	w.flag(s.wavefront)
	if tiles {
		w.ue(len(s.tileColumns), len(s.tileRows))
		w.flag(false)
		for _, n := range append(append([]int{}, s.tileColumns...), s.tileRows...) {
			w.ue(n - 1)
		}
		w.flag(s.acrossTiles)
	}
	w.flag(s.acrossSlices)
	w.u(3, 0)
	w.ue(0)
	w.u(2, 0)
	w.end()

	var v bitWriter // the video parameter set, which nothing here needs
	v.u(32, 0x0c01ffff)
	v.u(16, 0x0160)
	v.u(32, 0)
	v.u(32, 0)
	v.u(8, 0)
	v.u(8, 93)
	v.flag(true)
	v.ue(0, 0, 0)
	v.u(6, 0)
	v.ue(0)
	v.u(2, 0)
	v.end()
	return [][]byte{v.unit(32), sps, w.unit(unitPPS)}
}

// units are the NAL units of the stream.
func (s *written) units() [][]byte {
	units := s.parameters()
	ps := &pps{columnCount: len(s.tileColumns) + 1, rowCount: len(s.tileRows) + 1, columns: s.tileColumns, rows: s.tileRows}
	tiles, _ := ps.tiling(&sps{widthCTB: s.columns, heightCTB: s.rows})
	random := rand.New(rand.NewPCG(s.seed, 0))
	c, begun := &coder{}, 0 // where the segment at hand begins
	var ends, above [contextCount]uint8
	var parts []int // sizes of substreams
	slices := make([]int, len(tiles.address))
	slice := 0
	mark := 0
	for place, at := range tiles.address {
		at := int(at)
		depends, starts := s.starts[place]
		newTile := place > 0 && tiles.tile[at] != tiles.tile[tiles.address[place-1]]
		newRow := s.wavefront && at%s.columns == 0
		switch {
		case place == 0 || starts:
			begun, mark, parts = place, 0, nil
			c.data, c.free = nil, 0
			c.start()
			if depends {
				c.states = ends
			} else {
				slice++
				c.reset(writtenQP)
			}
		case newTile || newRow:
			c.terminate(true)
			parts, mark = append(parts, len(c.data)-mark), len(c.data)
			c.start()
		}
		slices[at] = slice
		if newTile {
			c.reset(writtenQP)
		} else if newRow && place > 0 {
			if up := at - s.columns + 1; s.columns > 1 && slices[up] == slice {
				c.states = above
			} else {
				c.reset(writtenQP)
			}
		}
		joins := func(other int) int {
			if slices[other] == slice && tiles.tile[other] == tiles.tile[at] {
				return 1
			}
			return 0
		}
		left := at%s.columns > 0 && joins(at-1) > 0
		up := at >= s.columns && joins(at-s.columns) > 0
		c.ctu(random, left, up)
		if s.wavefront && at%s.columns == 1 {
			above = c.states
		}
		_, next := s.starts[place+1]
		last := place == len(tiles.address)-1 || next
		c.terminate(last)
		if last {
			ends = c.states
			units = append(units, s.segment(tiles.address[begun], s.starts[begun], parts, c.data))
		}
	}
	return units
}

// ctu codes an offset for luma and a coding unit.
func (c *coder) ctu(random *rand.Rand, left, up bool) {
	merges := false
	for _, there := range []bool{left, up} {
		if there && !merges {
			merges = random.IntN(3) == 0
			c.bin(ctxSAOMerge, map[bool]int{true: 1}[merges])
		}
	}
	for plane := 0; plane < 2 && !merges; plane++ {
		kind := random.IntN(3)
		c.bin(ctxSAOType, min(kind, 1))
		if kind > 0 {
			c.bypass(1, kind-1)
		}
		for n := range 2 {
			if kind == 0 || plane == 0 && n > 0 {
				continue
			}
			var offsets [4]int
			for i := range offsets {
				offsets[i] = random.IntN(8)
				c.bypass(offsets[i], 1<<offsets[i]-1)
				if offsets[i] < 7 {
					c.bypass(1, 0)
				}
			}
			for i := 0; i < 4 && kind == saoBand; i++ {
				if offsets[i] > 0 {
					c.bypass(1, random.IntN(2))
				}
			}
			if kind == saoBand {
				c.bypass(5, random.IntN(32))
			} else if n == 0 {
				c.bypass(2, random.IntN(4))
			}
		}
	}
	c.bin(ctxPartMode, 1)
	pcm := random.IntN(3) == 0
	c.terminate(pcm)
	if pcm {
		base := random.IntN(100)
		for i := range 1024 + 512 {
			if i < 1024 {
				c.u(7, base+random.IntN(28))
			} else {
				c.u(5, 8+random.IntN(16))
			}
		}
		c.start()
		return
	}
	c.bin(ctxPrevIntraLuma, 1)
	n := random.IntN(3)
	c.bypass(min(n+1, 2), [3]int{0, 2, 3}[n])
	c.bin(ctxIntraChroma, 0)
	c.bin(ctxCBFChroma, 0)
	c.bin(ctxCBFChroma, 0)
	c.bin(ctxCBFLuma+1, 0)
}

// segment is a slice segment (7.3.6.1) with its substreams.
func (s *written) segment(address int32, depends bool, parts []int, data []byte) []byte {
	var w bitWriter
	w.flag(address == 0)
	w.u(1, 0)
	w.ue(0)
	if address > 0 {
		w.flag(depends)
		w.u(ceilLog2(s.columns*s.rows), int(address))
	}
	if !depends {
		w.ue(2)
		w.u(2, 3) // offsets of luma and chroma
		w.ue(2*(writtenQP-26) - 1)
		if s.acrossSlices {
			w.flag(true)
		}
	}
	if s.wavefront || s.tileColumns != nil || s.tileRows != nil {
		w.ue(len(parts))
		if len(parts) > 0 {
			w.ue(31)
		}
		for _, n := range parts {
			w.u(32, n-1)
		}
	}
	w.end()
	w.data = append(w.data, data...)
	return w.unit(unitIDRWithRADL)
}

// stream is the units as a byte stream.
func (s *written) stream() []byte {
	return append([]byte{0, 0, 0, 1}, bytes.Join(s.units(), []byte{0, 0, 0, 1})...)
}
