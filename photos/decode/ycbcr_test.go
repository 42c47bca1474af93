package decode

import (
	"image/color"
	"testing"

	"skinline/photos/decode/hevc"
)

// one is a picture of a pixel.
func one(chroma hevc.Chroma, depth int, y, cb, cr uint16) *hevc.Picture {
	pic := &hevc.Picture{Width: 1, Height: 1, Chroma: chroma}
	for n, v := range []uint16{y, cb, cr} {
		if n == 0 || chroma != hevc.Chroma400 {
			pic.Planes[n] = hevc.Plane{Width: 1, Height: 1, Stride: 1, Depth: depth, Samples: []uint16{v}}
		}
	}
	return pic
}

// Colours by the formulas of ITU-T H.273, section 8.3, worked out by hand.
func TestYCbCrIsConvertedAsItIsCoded(t *testing.T) {
	for _, c := range []struct {
		name   string
		pic    *hevc.Picture
		matrix int
		full   bool
		want   [3]uint8
	}{
		{"BT.601 as in JPEG", one(hevc.Chroma420, 8, 100, 140, 90), 6, true, [3]uint8{47, 123, 121}},
		{"none said", one(hevc.Chroma420, 8, 100, 140, 90), 2, true, [3]uint8{47, 123, 121}},
		{"BT.709", one(hevc.Chroma420, 8, 100, 140, 90), 1, true, [3]uint8{40, 116, 122}},
		{"BT.2020", one(hevc.Chroma444, 8, 100, 140, 90), 9, true, [3]uint8{44, 120, 123}},
		{"limited white", one(hevc.Chroma422, 8, 235, 128, 128), 1, false, [3]uint8{255, 255, 255}},
		{"limited black", one(hevc.Chroma422, 8, 16, 128, 128), 1, false, [3]uint8{0, 0, 0}},
		{"below black", one(hevc.Chroma420, 8, 4, 128, 128), 1, false, [3]uint8{0, 0, 0}},
		{"beyond white", one(hevc.Chroma420, 8, 250, 200, 128), 1, false, [3]uint8{255, 255, 255}},
		{"10 bits", one(hevc.Chroma420, 10, 512, 512, 512), 6, true, [3]uint8{128, 128, 128}},
		{"10 bits limited", one(hevc.Chroma420, 10, 940, 512, 512), 6, false, [3]uint8{255, 255, 255}},
		{"12 bits", one(hevc.Chroma444, 12, 4095, 2048, 2048), 6, true, [3]uint8{255, 255, 255}},
		{"grey", one(hevc.Chroma400, 8, 77, 0, 0), 6, true, [3]uint8{77, 77, 77}},
		{"GBR", one(hevc.Chroma444, 8, 10, 20, 30), 0, true, [3]uint8{30, 10, 20}},
		{"YCgCo", one(hevc.Chroma444, 8, 100, 138, 108), 8, true, [3]uint8{70, 110, 110}},
	} {
		var got [4]uint8
		newYCbCr(c.pic, hevc.Colour{Matrix: c.matrix, FullRange: c.full}).row(got[:], 0)
		if got != [4]uint8{c.want[0], c.want[1], c.want[2], 255} {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// With as many levels as JPEG, the conversion is Go's for JPEG to a level.
func TestYCbCrIsJPEGs(t *testing.T) {
	for v := range 1 << 15 {
		y, cb, cr := uint8(v>>10*8), uint8(v>>5*8), uint8(v*8)
		r, g, b := color.YCbCrToRGB(y, cb, cr)
		var got [4]uint8
		newYCbCr(one(hevc.Chroma420, 8, uint16(y), uint16(cb), uint16(cr)), hevc.Colour{Matrix: 6, FullRange: true}).row(got[:], 0)
		for n, want := range []uint8{r, g, b} {
			if d := int(got[n]) - int(want); d < -1 || d > 1 {
				t.Fatalf("%d %d %d: %v, want %d %d %d", y, cb, cr, got, r, g, b)
			}
		}
	}
}
