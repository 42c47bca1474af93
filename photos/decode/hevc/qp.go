package hevc

// quantizer is what scales coefficients of a colour component (8.6.4.2).
type quantizer struct {
	scale int64 // levelScale << (qP / 6)
}

var levelScale = [6]int64{40, 45, 51, 57, 64, 72}

// chromaQP is QpC by qPi of 30 and more for 4:2:0 (table 8-10).
var chromaQP = [14]int8{29, 30, 31, 32, 33, 33, 34, 34, 35, 35, 36, 36, 37, 37}

// chromaQPOf is QpC by qPi.
func chromaQPOf(c Chroma, qpi int) int {
	switch {
	case c != Chroma420:
		return min(qpi, 51)
	case qpi < 30:
		return qpi
	case qpi >= 43:
		return qpi - 6
	}
	return int(chromaQP[qpi-30])
}

// beginGroup begins a quantization group, and predicts its QP from those
// beside it in the same CTB and the one coded last (8.6.1).
func (s *slicer) beginGroup(x, y int) {
	s.qpDeltaCoded, s.qpDelta = false, 0
	p := s.p
	left, up := s.lastQP, s.lastQP
	if x > s.x0 {
		left = int(p.qp[y>>2*p.unitWidth+x>>2-1])
	}
	if y > s.y0 {
		up = int(p.qp[(y>>2-1)*p.unitWidth+x>>2])
	}
	s.predictedQP = (left + up + 1) >> 1
	s.setQP()
}

// setQP derives the QPs of all components (8.6.1).
func (s *slicer) setQP() {
	ss := s.p.sps
	offset := 6 * (ss.depthY - 8)
	s.qp = (s.predictedQP+s.qpDelta+52+2*offset)%(52+offset) - offset
	s.scales[0] = quantizerOf(s.qp + offset)
	offset = 6 * (ss.depthC - 8)
	for c := 1; c <= 2; c++ {
		qpi := min(max(s.qp+s.slice.offsets[c], -offset), 57)
		s.scales[c] = quantizerOf(chromaQPOf(ss.chroma, qpi) + offset)
	}
}

func quantizerOf(qp int) quantizer { return quantizer{scale: levelScale[qp%6] << (qp / 6)} }

// readQPDelta reads cu_qp_delta_abs and its sign (7.3.8.14, 9.3.3.10).
func (s *slicer) readQPDelta() {
	s.qpDeltaCoded = true
	v := 0
	for v < 5 && s.bin(ctxQPDelta+min(v, 1)) != 0 {
		v++
	}
	if v == 5 {
		k := 0
		for k < 7 && s.bypass() != 0 {
			v += 1 << k
			k++
		}
		v += int(s.bypasses(k))
	}
	if v > 0 && s.bypass() != 0 {
		v = -v
	}
	half := 26 + 3*(s.p.sps.depthY-8)
	s.qpDelta = min(max(v, -half), half-1)
	s.setQP()
}

// endUnit notes the QP of a coding unit.
func (s *slicer) endUnit(x, y, size int) {
	p := s.p
	s.lastQP = s.qp
	n := size >> 2
	for row := y >> 2; row < y>>2+n; row++ {
		at := p.qp[row*p.unitWidth+x>>2:][:n]
		for i := range at {
			at[i] = int8(s.qp)
		}
	}
}

// scaler scales the coefficients of a block.
type scaler struct {
	matrix []uint8 // nil where all factors are 16
	level  int64
	shift  uint
	bypass bool
}

func (q *scaler) set(s *slicer, c, log2 int) {
	q.bypass = s.bypassCU
	q.level = s.scales[c].scale
	q.shift = uint(s.p.planes[c].depth + log2 - 5)
	q.matrix = nil
	if ss := s.p.sps; ss.scaling != nil {
		lists := ss.scaling
		if s.p.pps.scaling != nil {
			lists = s.p.pps.scaling
		}
		q.matrix = lists[log2-2][c]
	}
}

// scale is the scaled coefficient at a place in its block (8.6.4.2).
func (q *scaler) scale(level int32, at int) int16 {
	if q.bypass {
		return int16(level)
	}
	m := int64(16)
	if q.matrix != nil {
		m = int64(q.matrix[at])
	}
	v := (int64(level)*m*q.level + 1<<(q.shift-1)) >> q.shift
	return int16(min(max(v, -32768), 32767))
}
