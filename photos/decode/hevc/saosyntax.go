package hevc

// saoParams is how sample adaptive offset changes a component of a CTB.
type saoParams struct {
	kind    uint8 // SaoTypeIdx
	class   uint8 // sao_eo_class or sao_band_position
	offsets [4]int16
}

// Values of SaoTypeIdx.
const (
	saoBand = 1
	saoEdge = 2
)

// readSAO reads the sao syntax (7.3.8.3) of the CTU at an address.
func (s *slicer) readSAO(c *ctb, at int) {
	if s.leftOK && s.bin(ctxSAOMerge) != 0 {
		c.sao = s.p.ctbs[at-1].sao
		return
	}
	if s.upOK && s.bin(ctxSAOMerge) != 0 {
		c.sao = s.p.ctbs[at-s.p.sps.widthCTB].sao
		return
	}
	for n := range s.p.planes {
		if n == 0 && !s.slice.saoLuma || n > 0 && !s.slice.saoChroma {
			continue
		}
		to := &c.sao[n]
		switch {
		case n == 2:
			to.kind, to.class = c.sao[1].kind, c.sao[1].class
		case s.bin(ctxSAOType) != 0:
			to.kind = uint8(saoBand + s.bypass())
		}
		if to.kind != 0 {
			s.readOffsets(to, n)
		}
	}
}

// readOffsets reads the offsets of a component and where they apply.
func (s *slicer) readOffsets(to *saoParams, n int) {
	most := int16(1)<<(min(s.p.planes[n].depth, 10)-5) - 1
	for i := range to.offsets {
		for to.offsets[i] < most && s.bypass() != 0 {
			to.offsets[i]++
		}
	}
	if to.kind == saoEdge {
		to.offsets[2], to.offsets[3] = -to.offsets[2], -to.offsets[3]
		if n < 2 {
			to.class = uint8(s.bypasses(2))
		}
		return
	}
	for i := range to.offsets {
		if to.offsets[i] != 0 && s.bypass() != 0 {
			to.offsets[i] = -to.offsets[i]
		}
	}
	to.class = uint8(s.bypasses(5))
}
