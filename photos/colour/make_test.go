package colour_test

import (
	"encoding/binary"
	"math"
	"testing"

	"skinline/photos/colour"
)

func TestProfileIsWholeAndItsPrimariesAddUpToWhite(t *testing.T) {
	profile := colour.SRGB()
	if got := binary.BigEndian.Uint32(profile); int(got) != len(profile) {
		t.Fatalf("says %d bytes, has %d", got, len(profile))
	}
	tags := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint32(profile[128:])) {
		entry := profile[132+12*i:]
		at, n := binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:])
		if at%4 != 0 || int(at+n) > len(profile) {
			t.Fatalf("tag %q at %d, %d bytes", entry[:4], at, n)
		}
		tags[string(entry[:4])] = profile[at : at+n]
	}
	for axis := range 3 {
		value := func(tag string) float64 {
			return float64(int32(binary.BigEndian.Uint32(tags[tag][8+4*axis:]))) / 65536
		}
		if sum := value("rXYZ") + value("gXYZ") + value("bXYZ"); math.Abs(sum-value("wtpt")) > 2e-4 {
			t.Errorf("axis %d: primaries add up to %f, white is %f", axis, sum, value("wtpt"))
		}
	}
	// sRGB 0.5 is 21.404 % of the light.
	if mid := binary.BigEndian.Uint16(tags["gTRC"][12+2*511:]); math.Abs(float64(mid)/65535-.2136) > 1e-3 {
		t.Errorf("middle of the curve is %f", float64(mid)/65535)
	}
}
