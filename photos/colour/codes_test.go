package colour_test

import (
	"bytes"
	"math"
	"testing"

	"skinline/photos/colour"
)

func TestCodePointsAreTheProfilesTheyName(t *testing.T) {
	same := func(a, b []byte) bool {
		one, other := []uint8{200, 100, 50, 255, 90, 160, 40, 255}, []uint8{200, 100, 50, 255, 90, 160, 40, 255}
		read(t, a).Apply(one)
		read(t, b).Apply(other)
		return bytes.Equal(one, other)
	}
	if got := colour.FromCodes(12, 13); !same(got, colour.Make("", p3, 4096, light)) {
		t.Error("12, 13 is not Display P3")
	}
	for _, codes := range [][2]int{{1, 13}, {1, 1}, {2, 2}, {0, 0}, {1, 6}, {255, 255}} {
		if got := colour.FromCodes(codes[0], codes[1]); got != nil {
			t.Errorf("%v should be sRGB", codes)
		}
	}
	// The reference white of high dynamic range is white: 58 % of PQ, 75 % of HLG.
	for transfer, signal := range map[int]float64{16: .58, 18: .75} {
		pix := []uint8{uint8(math.Round(255 * signal)), 148, 191, 255}
		pix[1], pix[2] = pix[0], pix[0]
		if read(t, colour.FromCodes(9, transfer)).Apply(pix); pix[0] < 253 {
			t.Errorf("transfer %d: reference white becomes %v", transfer, pix)
		}
	}
}

func TestLonePNGGammaIsNotBelieved(t *testing.T) {
	srgb := colour.Primaries{Red: xy(.64, .33), Green: xy(.3, .6), Blue: xy(.15, .06), White: xy(.3127, .329)}
	if colour.FromChunks(srgb, 1) != nil {
		t.Error("a gamma with the primaries of sRGB is applied")
	}
	if colour.FromChunks(colour.Primaries{}, .45455) != nil || colour.FromChunks(colour.Primaries{Red: xy(.3, .3), Green: xy(.3, .3), Blue: xy(.3, .3), White: xy(.3, .3)}, .45455) != nil {
		t.Error("primaries of no area are applied")
	}
	one, other := []uint8{200, 100, 50, 255}, []uint8{200, 100, 50, 255}
	read(t, colour.FromChunks(adobe, 256./563)).Apply(one)
	read(t, colour.AdobeRGB()).Apply(other)
	for c := range 3 {
		if d := int(one[c]) - int(other[c]); d < -1 || d > 1 {
			t.Errorf("Adobe RGB by its primaries: %v, by its profile %v", one, other)
		}
	}
}
