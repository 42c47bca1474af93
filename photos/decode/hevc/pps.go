package hevc

// pps is what a picture parameter set (7.3.2.3, 7.4.3.3) says that matters to
// intra pictures.
type pps struct {
	sps                               int
	dependentSlices, outputFlag       bool
	extraBits                         int
	signHiding                        bool
	initQP                            int // without the offset of the depth
	transformSkip                     bool
	qpDelta                           bool
	qpDepth                           int    // diff_cu_qp_delta_depth
	offsets                           [3]int // of the QP of Cb and Cr, at 1 and 2
	sliceOffsets                      bool
	bypass                            bool // transquant_bypass_enabled_flag
	tiles, wavefront                  bool
	columns, rows                     []int // boundaries of tiles in CTBs, nil for evenly spaced
	columnCount, rowCount             int
	loopAcrossTiles, loopAcrossSlices bool
	deblockOverride, deblockOff       bool
	beta, tc                          int      // offsets, not halved
	scaling                           *scaling // nil for the sequence's
	sliceExtension                    bool
}

// readPPS keeps a picture parameter set.
func (d *Decoder) readPPS(unit []byte) error {
	r := &bitReader{data: payload(unit)}
	p := &pps{loopAcrossTiles: true}
	id := r.within(63)
	p.sps = r.within(15)
	p.dependentSlices, p.outputFlag = r.flag(), r.flag()
	p.extraBits = r.u(3)
	p.signHiding = r.flag()
	r.skip(1) // cabac_init_present_flag
	r.within(14)
	r.within(14)
	p.initQP = 26 + r.signedWithin(-62, 25)
	r.skip(1) // constrained_intra_pred_flag: all is intra
	p.transformSkip = r.flag()
	if p.qpDelta = r.flag(); p.qpDelta {
		p.qpDepth = r.within(3)
	}
	p.offsets[1], p.offsets[2] = r.signedWithin(-12, 12), r.signedWithin(-12, 12)
	p.sliceOffsets = r.flag()
	r.skip(2) // weighted prediction
	p.bypass, p.tiles, p.wavefront = r.flag(), r.flag(), r.flag()
	if p.tiles {
		p.readTiles(r)
	}
	p.loopAcrossSlices = r.flag()
	if r.flag() {
		p.deblockOverride, p.deblockOff = r.flag(), r.flag()
		if !p.deblockOff {
			p.beta, p.tc = 2*r.signedWithin(-6, 6), 2*r.signedWithin(-6, 6)
		}
	}
	if r.flag() {
		p.scaling = readScaling(r)
	}
	r.skip(1) // lists_modification_present_flag
	r.ue()    // log2_parallel_merge_level_minus2
	p.sliceExtension = r.flag()
	if r.flag() && r.u(8)>>3 != 0 {
		return unsupported("picture extensions")
	}
	if r.short {
		return damaged("picture parameters")
	}
	d.ppss[id] = p
	return nil
}

// readTiles reads how the picture is parted into tiles.
func (p *pps) readTiles(r *bitReader) {
	p.columnCount, p.rowCount = r.within(19)+1, r.within(21)+1
	if !r.flag() { // uniform_spacing_flag
		for range p.columnCount - 1 {
			p.columns = append(p.columns, r.within(maxSide)+1)
		}
		for range p.rowCount - 1 {
			p.rows = append(p.rows, r.within(maxSide)+1)
		}
	}
	p.loopAcrossTiles = r.flag()
}
