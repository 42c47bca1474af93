package hevc

import "math/bits"

// extent is how far the coefficients of a block reach: those beyond column x
// and row y are zero.
type extent struct{ x, y int }

// residual decodes residual_coding (7.3.8.11) of a block and adds what it
// stands for to the prediction.
func (s *slicer) residual(c, x, y, log2 int, mode uint8) {
	ps := s.p.pps
	skip := false
	if ps.transformSkip && !s.bypassCU && log2 == 2 {
		skip = s.bin(ctxTransformSkip+min(c, 1)) != 0
	}
	far := s.readCoefficients(c, log2, s.scanOf(c, log2, mode))
	pl := &s.p.planes[c]
	at := y>>pl.shiftY*pl.stride + x>>pl.shiftX
	n := 1 << log2
	out := pl.samples[at : at+(n-1)*pl.stride+n]
	switch {
	case s.bypassCU:
		addBypassed(out, pl.stride, s.coefficients[:n*n], n, pl.depth)
	case skip:
		addSkipped(out, pl.stride, s.coefficients[:n*n], n, pl.depth)
	case c == 0 && log2 == 2:
		s.addDST(out, pl.stride, pl.depth)
	case far.x == 0 && far.y == 0:
		addDC(out, pl.stride, s.coefficients[0], n, pl.depth)
		s.coefficients[0] = 0
		return
	default:
		s.addDCT(out, pl.stride, log2, far, pl.depth)
	}
	for row := range far.y + 1 {
		clear(s.coefficients[row<<log2:][:far.x+1])
	}
}

// scanOf is scanIdx of a block (7.4.9.11): small blocks predicted along an
// axis are scanned across it.
func (s *slicer) scanOf(c, log2 int, mode uint8) int {
	if log2 > 3 || log2 == 3 && c > 0 && s.p.sps.chroma != Chroma444 {
		return scanDiagonal
	}
	switch {
	case mode >= 6 && mode <= 14:
		return scanVertical
	case mode >= 22 && mode <= 30:
		return scanHorizontal
	}
	return scanDiagonal
}

// lastPosition reads where the last coefficient in scan order is (9.3.4.2.3).
func (s *slicer) lastPosition(c, log2 int) (x, y int) {
	offset, shift := 3*(log2-2)+(log2-1)>>2, (log2+1)>>2
	if c > 0 {
		offset, shift = 15, log2-2
	}
	most := log2<<1 - 1
	for x < most && s.bin(ctxLastX+offset+x>>shift) != 0 {
		x++
	}
	for y < most && s.bin(ctxLastY+offset+y>>shift) != 0 {
		y++
	}
	return s.lastSuffix(x), s.lastSuffix(y)
}

func (s *slicer) lastSuffix(prefix int) int {
	if prefix < 4 {
		return prefix
	}
	n := prefix>>1 - 1
	return (2+prefix&1)<<n + int(s.bypasses(n))
}

// readCoefficients reads a block's coefficients, scaled (8.6.4.2).
func (s *slicer) readCoefficients(c, log2, scan int) (far extent) {
	lastX, lastY := s.lastPosition(c, log2)
	if scan == scanVertical {
		lastX, lastY = lastY, lastX
	}
	blocks, inside := &scans[scan][log2-2], &scans[scan][2]
	sub := int(blocks.place[(lastY>>2<<3|lastX>>2)&63])
	n := int(inside.place[lastY&3<<3|lastX&3])
	var q scaler
	q.set(s, c, log2)
	sigBase := ctxSig
	greaterSet := 0
	if c > 0 {
		sigBase += 27
	}
	var coded [9]uint16 // by row: bit x is whether sub-block x has coefficients; one row more below
	clearFirst := false // whether a coefficient greater than 1 was in the last sub-block
	for last := sub; sub >= 0; sub-- {
		at := blocks.at[sub&63]
		bx, by := int(at.x)&7, int(at.y)&7
		neighbours := int(coded[by]>>(bx+1)&1 | coded[by+1]>>bx&1<<1)
		var positions [16]uint8
		count := 0
		inferDC := false
		switch {
		case sub == last:
			positions[0], count = uint8(n), 1
			n--
		case sub > 0:
			if s.bin(ctxCodedSubBlock+min(neighbours, 1)+2*min(c, 1)) == 0 {
				continue
			}
			inferDC = true
			n = 15
		default:
			n = 15
		}
		coded[by] |= 1 << bx
		far.x, far.y = max(far.x, bx<<2+3), max(far.y, by<<2+3)

		table := &sigContexts[scan][neighbours]
		base := sigBase
		switch {
		case log2 == 2:
			table = &sigContexts4[scan]
		case log2 == 3 && c > 0:
			base += 9
		case log2 == 3 && scan == scanDiagonal:
			base += 9
		case log2 == 3:
			base += 15
		case c > 0:
			base += 12
		default:
			base += 21
		}
		if log2 > 2 && c == 0 && sub > 0 {
			base += 3
		}
		for ; n > 0; n-- {
			sig := s.bin(base + int(table[n&15]))
			positions[count&15] = uint8(n)
			count += int(sig)
		}
		if n == 0 {
			switch {
			case inferDC && count == 0:
				positions[0], count = 0, 1
			default:
				context := base + int(table[0])
				if log2 > 2 && sub == 0 {
					context = sigBase
				}
				if s.bin(context) != 0 {
					positions[count&15] = 0
					count++
				}
			}
		}
		if count == 0 {
			continue
		}
		set := greaterSet
		if c == 0 && sub > 0 {
			set = 2
		}
		if clearFirst {
			set++
		}
		clearFirst = s.readLevels(&q, c, set, inside.at[:16], positions[:count], bx<<2, by<<2, log2)
	}
	return far
}

// readLevels reads the levels of a sub-block's coefficients, at places in scan
// order, and reports whether one of the first was greater than 1.
func (s *slicer) readLevels(q *scaler, c, set int, order []position, positions []uint8, x, y, log2 int) bool {
	var levels [16]int32
	count := len(positions)
	base, context := ctxGreater1+4*set, 1
	if c > 0 {
		base += 16
	}
	first := -1 // of those greater than 1
	tests := min(count, 8)
	for i := range tests {
		greater := s.bin(base + context)
		levels[i&15] = 1 + int32(greater)
		if greater != 0 {
			if first < 0 {
				first = i
			}
			context = 0
		} else if context > 0 && context < 3 {
			context++
		}
	}
	if first >= 0 {
		context := ctxGreater2 + set
		if c > 0 {
			context += 4
		}
		levels[first&15] += int32(s.bin(context))
	}
	hidden := s.p.pps.signHiding && !s.bypassCU && int(positions[0])-int(positions[count-1]) > 3
	signCount := count
	if hidden {
		signCount--
	}
	signs := s.bypasses(signCount) << (32 - signCount)

	rice, sum := 0, int32(0)
	for i := range count {
		level := levels[i&15]
		threshold := int32(2) // from which there is more
		if i >= tests {
			level, threshold = 1, 1
		} else if i == first {
			threshold = 3
		}
		if level == threshold {
			level += s.readRemaining(rice)
			if level > 3<<rice && rice < 4 {
				rice++
			}
		}
		sum += level
		if signs>>31 != 0 {
			level = -level
		}
		signs <<= 1
		if hidden && i == count-1 && sum&1 != 0 {
			level = -level
		}
		p := order[positions[i]&15]
		at := (y+int(p.y))<<log2 + x + int(p.x)
		s.coefficients[at&1023] = q.scale(level, at)
	}
	return first >= 0
}

// readRemaining reads coeff_abs_level_remaining (9.3.3.11).
func (s *slicer) readRemaining(rice int) int32 {
	bins := s.peek()
	prefix := bits.LeadingZeros32(^(bins << 8))
	if prefix < 4 {
		n := prefix + 1 + rice
		s.take(bins, n)
		return int32(prefix<<rice) + int32(bins>>(uint(24-n)&31)&(1<<rice-1))
	}
	if n := 2*prefix - 2 + rice; n <= 24 {
		s.take(bins, n)
		return int32((1<<(prefix-3)+2)<<rice) + int32(bins>>(uint(24-n)&31)&(1<<(prefix-3+rice)-1))
	}
	prefix = 0
	for prefix < 32 && s.bypass() != 0 {
		prefix++
	}
	n := prefix - 3 + rice
	if n > 20 { // more than a coefficient can be
		n = 20
	}
	return int32((1<<min(prefix-3, 20)+2)<<rice) + int32(s.bypasses(n))
}

// sigContexts4 are the contexts of sig_coeff_flag in blocks of 4 (9.3.4.2.5),
// by scanIdx and place in scan order; sigContexts those of sub-blocks of larger
// blocks, by scanIdx and which neighbours have coefficients too.
var sigContexts4, sigContexts = func() (small [3][16]uint8, large [3][4][16]uint8) {
	raster := [16]uint8{0, 1, 4, 5, 2, 3, 4, 5, 6, 6, 8, 8, 7, 7, 8, 8}
	for scan := range 3 {
		for n, at := range scans[scan][2].at[:16] {
			x, y := int(at.x), int(at.y)
			small[scan][n] = raster[y<<2|x]
			large[scan][0][n] = [7]uint8{2, 1, 1}[x+y]
			large[scan][1][n] = uint8(max(0, 2-y))
			large[scan][2][n] = uint8(max(0, 2-x))
			large[scan][3][n] = 2
		}
	}
	return small, large
}()
