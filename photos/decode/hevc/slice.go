package hevc

// slice is what the header of an independent slice segment says (7.3.6.1)
// for itself and the dependent ones after it.
type slice struct {
	number             int // in the picture
	address            int // SliceAddrRs
	saoLuma, saoChroma bool
	qp                 int    // SliceQpY
	offsets            [3]int // of the QP of Cb and Cr, with the picture's
	deblockOff         bool
	beta, tc           int
	loopAcross         bool
}

// decodeSlice decodes a slice segment, the first of its picture or not.
func (d *Decoder) decodeSlice(unit []byte, first bool, maxPixels int) error {
	kind, _ := unitType(unit)
	r := &bitReader{data: payload(unit)}
	if r.flag() != first {
		return damaged("the first slice is missing")
	}
	if kind >= 16 && kind <= 23 {
		r.skip(1) // no_output_of_prior_pics_flag
	}
	ps := d.ppss[r.within(63)]
	if ps == nil || d.spss[ps.sps] == nil || r.short {
		return damaged("a slice without parameters")
	}
	p := &d.pic
	if first {
		if err := p.begin(d.spss[ps.sps], ps, maxPixels); err != nil {
			return err
		}
	}
	if p.pps != ps {
		return unsupported("slices with different parameters")
	}
	dependent, address := false, 0
	if !first {
		dependent = ps.dependentSlices && r.flag()
		address = r.u(ceilLog2(len(p.ctbs)))
	}
	// Segments follow each other without a gap.
	if p.next >= len(p.ctbs) || address != int(p.tiles.address[p.next]) || dependent && len(p.slices) == 0 {
		return damaged("slices in disorder")
	}
	if !dependent {
		s, err := p.readSlice(r, kind)
		if err != nil {
			return err
		}
		s.number, s.address = len(p.slices), address
		p.slices = append(p.slices, s)
	}
	if ps.tiles || ps.wavefront {
		if err := skipEntryPoints(r); err != nil {
			return err
		}
	}
	if ps.sliceExtension {
		r.skip(8 * r.within(256))
	}
	if !r.flag() || r.short { // byte_alignment
		return damaged("a slice header")
	}
	return d.s.decode(p, r.data[(r.at+7)/8:], dependent)
}

// readSlice reads what dependent slice segments share with the one before.
func (p *picture) readSlice(r *bitReader, kind int) (*slice, error) {
	ps, ss := p.pps, p.sps
	r.skip(ps.extraBits)
	if r.ue() != 2 {
		return nil, unsupported("not an intra slice")
	}
	if ps.outputFlag {
		r.skip(1)
	}
	if kind != unitIDRWithRADL && kind != unitIDRNoLP {
		skipReferences(r, ss)
	}
	s := &slice{deblockOff: ps.deblockOff, beta: ps.beta, tc: ps.tc, loopAcross: ps.loopAcrossSlices, offsets: ps.offsets}
	if ss.sao {
		s.saoLuma = r.flag()
		s.saoChroma = ss.chroma != Chroma400 && r.flag()
	}
	s.qp = ps.initQP + r.se()
	if s.qp < -6*(ss.depthY-8) || s.qp > 51 {
		return nil, damaged("QP %d", s.qp)
	}
	if ps.sliceOffsets {
		for c := 1; c <= 2; c++ {
			s.offsets[c] += r.signedWithin(-12, 12)
			if s.offsets[c] < -12 || s.offsets[c] > 12 {
				return nil, damaged("chroma QP")
			}
		}
	}
	if ps.deblockOverride && r.flag() {
		if s.deblockOff = r.flag(); !s.deblockOff {
			s.beta, s.tc = 2*r.signedWithin(-6, 6), 2*r.signedWithin(-6, 6)
		}
	}
	if ps.loopAcrossSlices && (s.saoLuma || s.saoChroma || !s.deblockOff) {
		s.loopAcross = r.flag()
	}
	if r.short {
		return nil, damaged("a slice header")
	}
	return s, nil
}

// skipReferences skips what pictures other than IDR say of others.
func skipReferences(r *bitReader, s *sps) {
	r.skip(s.pocBits)
	if !r.flag() { // short_term_ref_pic_set_sps_flag
		readRefSet(r, true, s.refSets)
	} else if len(s.refSets) > 1 {
		r.skip(ceilLog2(len(s.refSets)))
	}
	if s.longTerm {
		known := 0
		if s.longTermRefs > 0 {
			known = r.within(s.longTermRefs)
		}
		for n := range known + r.within(32) {
			if n < known {
				if s.longTermRefs > 1 {
					r.skip(ceilLog2(s.longTermRefs))
				}
			} else {
				r.skip(s.pocBits + 1)
			}
			if r.flag() { // delta_poc_msb_present_flag
				r.ue()
			}
		}
	}
	if s.temporalMV {
		r.skip(1)
	}
}

// skipEntryPoints skips where tiles or rows begin: each begins where the one
// before it ends.
func skipEntryPoints(r *bitReader) error {
	count := r.ue()
	if count == 0 {
		return nil
	}
	width := r.within(31) + 1
	if count > len(r.data) {
		return damaged("entry points")
	}
	r.skip(count * width)
	return nil
}
