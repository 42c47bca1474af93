package hevc

// Values of IntraPredModeY and IntraPredModeC; those from 2 to 34 are angles.
const (
	intraPlanar     = 0
	intraDC         = 1
	intraHorizontal = 10
	intraVertical   = 26
	intraLast       = 34
)

// readModes reads the prediction modes of a coding unit (7.3.8.5, 8.4.2).
func (s *slicer) readModes(t *transformTree, x, y, log2 int) {
	parts, size := 1, 1<<log2
	if t.nxn {
		parts, size = 4, size>>1
	}
	var isMPM [4]bool
	for n := range parts {
		isMPM[n] = s.bin(ctxPrevIntraLuma) != 0
	}
	for n := range parts {
		column, row := (x-s.x0+n&1*size)>>2, (y-s.y0+n>>1*size)>>2
		mode := s.readMode(isMPM[n], s.modes[0][row], s.modes[1][column])
		t.luma[n] = mode
		for i := range size >> 2 {
			s.modes[0][row+i], s.modes[1][column+i] = mode, mode
		}
	}
	if s.p.sps.chroma == Chroma400 {
		return
	}
	if s.p.sps.chroma != Chroma444 {
		parts = 1
	}
	for n := range parts {
		t.chroma[n] = s.readChromaMode(t.luma[n])
	}
	for n := parts; n < 4; n++ {
		t.chroma[n] = t.chroma[0]
	}
}

// readMode reads the mode of a luma block between two others.
func (s *slicer) readMode(isMPM bool, left, up uint8) uint8 {
	var likely [3]uint8 // candModeList
	switch {
	case left != up:
		likely = [3]uint8{left, up, intraVertical}
		if left != intraPlanar && up != intraPlanar {
			likely[2] = intraPlanar
		} else if left != intraDC && up != intraDC {
			likely[2] = intraDC
		}
	case left < 2:
		likely = [3]uint8{intraPlanar, intraDC, intraVertical}
	default:
		likely = [3]uint8{left, 2 + (left+29)&31, 2 + (left-2+1)&31}
	}
	if isMPM {
		n := 0
		for n < 2 && s.bypass() != 0 {
			n++
		}
		return likely[n]
	}
	if likely[0] > likely[1] {
		likely[0], likely[1] = likely[1], likely[0]
	}
	if likely[0] > likely[2] {
		likely[0], likely[2] = likely[2], likely[0]
	}
	if likely[1] > likely[2] {
		likely[1], likely[2] = likely[2], likely[1]
	}
	mode := uint8(s.bypasses(5))
	for _, m := range likely {
		if mode >= m {
			mode++
		}
	}
	return mode
}

// readChromaMode reads the mode of chroma blocks over luma of a mode (8.4.3).
func (s *slicer) readChromaMode(luma uint8) uint8 {
	mode := luma
	if s.bin(ctxIntraChroma) != 0 {
		mode = [4]uint8{intraPlanar, intraVertical, intraHorizontal, intraDC}[s.bypasses(2)]
		if mode == luma {
			mode = intraLast
		}
	}
	if s.p.sps.chroma == Chroma422 {
		mode = narrowed[mode]
	}
	return mode
}

// narrowed are the modes of 4:2:2 chroma, whose samples are half as dense
// across as down (table 8-3).
var narrowed = [35]uint8{
	0, 1, 2, 2, 2, 2, 3, 5, 7, 8, 10, 12, 13, 15, 17, 18, 19, 20,
	21, 22, 23, 23, 24, 24, 25, 25, 26, 27, 27, 28, 28, 29, 29, 30, 31,
}
