package hevc

import "bytes"

// NAL unit types (table 7-1) that matter here; those below 32 are slices.
const (
	unitIDRWithRADL = 19
	unitIDRNoLP     = 20
	unitSPS         = 33
	unitPPS         = 34
)

// unitType reads the header of a NAL unit (7.3.1.2); ok is false for units of
// further layers and for those that are cut off.
func unitType(unit []byte) (kind int, ok bool) {
	if len(unit) < 3 || unit[0]>>7 != 0 || unit[0]&1 != 0 || unit[1]>>3 != 0 {
		return 0, false
	}
	return int(unit[0] >> 1), true
}

// firstSlice is first_slice_segment_in_pic_flag of a slice segment.
func firstSlice(unit []byte) bool { return unit[2]>>7 != 0 }

// payload is the RBSP of a NAL unit: without its header and emulation
// prevention bytes (7.3.1.1). It is the unit's own memory where it can be.
func payload(unit []byte) []byte {
	in := unit[2:]
	prevention := []byte{0, 0, 3}
	at := bytes.Index(in, prevention)
	if at < 0 {
		return in
	}
	out := make([]byte, 0, len(in))
	for at >= 0 {
		out = append(out, in[:at+2]...)
		in = in[at+3:]
		at = bytes.Index(in, prevention)
	}
	return append(out, in...)
}
