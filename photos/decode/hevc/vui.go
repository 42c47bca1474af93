package hevc

// readVUI reads vui_parameters (E.2.1): the colours, and the rest to find the
// end of it.
func readVUI(r *bitReader, s *sps, subLayers int) {
	if r.flag() && r.u(8) == 255 { // aspect_ratio_idc: EXTENDED_SAR
		r.skip(32)
	}
	if r.flag() {
		r.skip(1)
	}
	if r.flag() { // video_signal_type_present_flag
		r.skip(3)
		s.colour.FullRange = r.flag()
		if r.flag() {
			s.colour.Primaries, s.colour.Transfer, s.colour.Matrix = r.u(8), r.u(8), r.u(8)
		}
	}
	if r.flag() { // chroma_loc_info_present_flag
		r.ue()
		r.ue()
	}
	r.skip(3)
	if r.flag() { // default_display_window_flag
		for range 4 {
			r.ue()
		}
	}
	if r.flag() { // vui_timing_info_present_flag
		r.skip(64)
		if r.flag() {
			r.ue()
		}
		if r.flag() {
			readHRD(r, subLayers)
		}
	}
	if r.flag() { // bitstream_restriction_flag
		r.skip(3)
		for range 5 {
			r.ue()
		}
	}
}

// readHRD skips hrd_parameters (E.2.2).
func readHRD(r *bitReader, subLayers int) {
	nal, vcl, subPictures := r.flag(), r.flag(), false
	if nal || vcl {
		if subPictures = r.flag(); subPictures {
			r.skip(19)
		}
		r.skip(8)
		if subPictures {
			r.skip(4)
		}
		r.skip(15)
	}
	for range subLayers + 1 {
		fixed, low, count := r.flag(), false, 0
		if !fixed {
			fixed = r.flag() // within the coded video sequence
		}
		if fixed {
			r.ue()
		} else {
			low = r.flag()
		}
		if !low {
			count = r.within(31)
		}
		for _, present := range []bool{nal, vcl} {
			if !present {
				continue
			}
			for range count + 1 {
				r.ue()
				r.ue()
				if subPictures {
					r.ue()
					r.ue()
				}
				r.skip(1)
			}
		}
	}
}
