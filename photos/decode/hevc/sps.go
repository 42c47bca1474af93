package hevc

import "image"

// sps is what a sequence parameter set (7.3.2.2, 7.4.3.2) says that matters
// to intra pictures.
type sps struct {
	chroma               Chroma
	width, height        int
	window               image.Rectangle // what is shown, in luma samples
	depthY, depthC       int
	pocBits              int
	minCB, ctb           int // binary logarithms of sizes
	minTB, maxTB         int
	maxDepth             int // max_transform_hierarchy_depth_intra
	scaling              *scaling
	sao                  bool
	pcm, pcmUnfiltered   bool
	pcmDepthY, pcmDepthC int
	minPCM, maxPCM       int
	refSets              []int // NumDeltaPocs of each short-term set
	longTerm, temporalMV bool
	longTermRefs         int
	strongSmoothing      bool
	colour               Colour
	widthCTB, heightCTB  int
}

const maxSide = 65535

// readSPS keeps a sequence parameter set.
func (d *Decoder) readSPS(unit []byte) error {
	r := &bitReader{data: payload(unit)}
	s := &sps{colour: Colour{Primaries: 2, Transfer: 2, Matrix: 2}}
	r.skip(4)
	subLayers := r.u(3)
	r.skip(1)
	readProfile(r, subLayers)
	id := r.within(15)
	s.chroma = Chroma(r.within(3))
	if s.chroma == Chroma444 && r.flag() {
		return unsupported("colour planes apart")
	}
	s.width, s.height = r.within(maxSide), r.within(maxSide)
	s.window = image.Rect(0, 0, s.width, s.height)
	if r.flag() {
		s.readWindow(r)
	}
	s.depthY, s.depthC = 8+r.within(8), 8+r.within(8)
	s.pocBits = 4 + r.within(12)
	from := subLayers
	if r.flag() {
		from = 0
	}
	for range subLayers - from + 1 {
		r.ue()
		r.ue()
		r.ue()
	}
	s.minCB = 3 + r.within(3)
	s.ctb = s.minCB + r.within(3)
	s.minTB = 2 + r.within(3)
	s.maxTB = s.minTB + r.within(3)
	r.ue() // max_transform_hierarchy_depth_inter
	s.maxDepth = r.within(4)
	if r.flag() {
		s.scaling = defaultScaling()
		if r.flag() {
			s.scaling = readScaling(r)
		}
	}
	r.skip(1) // amp_enabled_flag
	s.sao = r.flag()
	if s.pcm = r.flag(); s.pcm {
		s.pcmDepthY, s.pcmDepthC = r.u(4)+1, r.u(4)+1
		s.minPCM = 3 + r.within(2)
		s.maxPCM = s.minPCM + r.within(2)
		s.pcmUnfiltered = r.flag()
	}
	for range r.within(64) {
		s.refSets = append(s.refSets, readRefSet(r, false, s.refSets))
	}
	if s.longTerm = r.flag(); s.longTerm {
		s.longTermRefs = r.within(32)
		r.skip(s.longTermRefs * (s.pocBits + 1))
	}
	s.temporalMV, s.strongSmoothing = r.flag(), r.flag()
	if r.flag() {
		readVUI(r, s, subLayers)
	}
	if r.flag() && r.u(8)>>3 != 0 {
		return unsupported("sequence extensions")
	}
	if err := s.check(r); err != nil {
		return err
	}
	d.spss[id] = s
	return nil
}

// readWindow reads the conformance window.
func (s *sps) readWindow(r *bitReader) {
	x, y := s.chroma.shifts()
	left, right, top, bottom := r.within(maxSide), r.within(maxSide), r.within(maxSide), r.within(maxSide)
	s.window = image.Rectangle{image.Pt(left<<x, top<<y), image.Pt(s.width-right<<x, s.height-bottom<<y)}
}

// check says whether a parameter set is whole and holds what 7.4.3.2 demands.
func (s *sps) check(r *bitReader) error {
	s.widthCTB, s.heightCTB = (s.width+1<<s.ctb-1)>>s.ctb, (s.height+1<<s.ctb-1)>>s.ctb
	whole := s.width > 0 && s.height > 0 && s.width&(1<<s.minCB-1) == 0 && s.height&(1<<s.minCB-1) == 0 &&
		s.window.Min.X < s.window.Max.X && s.window.Min.Y < s.window.Max.Y &&
		s.ctb >= 4 && s.ctb <= 6 && s.minTB < s.minCB && s.maxTB <= min(s.ctb, 5) && s.maxDepth <= s.ctb-s.minTB
	if s.pcm {
		whole = whole && s.pcmDepthY <= s.depthY && s.pcmDepthC <= s.depthC && s.minPCM >= s.minCB && s.maxPCM <= min(s.ctb, 5)
	}
	switch {
	case r.short || !whole:
		return damaged("sequence parameters")
	case s.depthY > 12 || s.depthC > 12:
		return unsupported("%d bits", max(s.depthY, s.depthC))
	}
	return nil
}

// readProfile skips profile_tier_level (7.3.3): the tools that a stream uses
// decide, not the profile it names.
func readProfile(r *bitReader, subLayers int) {
	r.skip(96)
	var profile, level [8]bool
	for n := range subLayers {
		profile[n], level[n] = r.flag(), r.flag()
	}
	if subLayers > 0 {
		r.skip(2 * (8 - subLayers))
	}
	for n := range subLayers {
		if profile[n] {
			r.skip(88)
		}
		if level[n] {
			r.skip(8)
		}
	}
}

// readRefSet reads the st_ref_pic_set (7.3.7) that comes after those before it,
// in a slice header or not. Intra pictures need only its NumDeltaPocs (7.4.8),
// to find the end of the next.
func readRefSet(r *bitReader, inSlice bool, before []int) int {
	n := len(before)
	if n == 0 || !r.flag() {
		count := r.within(16) + r.within(16)
		for range count {
			r.ue()
			r.skip(1)
		}
		return min(count, 16)
	}
	from := n - 1
	if inSlice {
		from -= r.within(n - 1)
	}
	r.skip(1)
	r.ue()
	count := 0
	for range before[from] + 1 {
		used := r.flag()      // used_by_curr_pic_flag
		if used || r.flag() { // use_delta_flag
			count++
		}
	}
	return min(count, 16)
}
