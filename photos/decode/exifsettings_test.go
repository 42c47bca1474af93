package decode_test

import (
	"encoding/json"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/decode"
)

func TestSettingsOfTheCameraAreRead(t *testing.T) {
	yes, no := true, false
	for name, c := range map[string]struct {
		exif []entry
		want photos.Settings
	}{
		"all": {
			[]entry{
				{0x829a, 5, [2]uint32{1, 125}},
				{0x829d, 5, [2]uint32{28, 10}},
				{0x8827, 3, uint16(200)},
				{0x9209, 3, uint16(0x19)},
				{0x920a, 5, [2]uint32{500, 10}},
				{0xa403, 3, uint16(1)},
				{0xa405, 3, uint16(75)},
				{0xa434, 2, "50mm f/1.8 macro\x00"},
				{0xa435, 2, "LENSSERIAL\x00"},
			},
			photos.Settings{Lens: "50mm f/1.8 macro", Exposure: 1 / 125., Aperture: 2.8, ISO: 200, Flash: &yes, WhiteBalance: "manual", FocalLength: 50, FocalLength35: 75},
		},
		"no flash, automatic": {[]entry{{0x9209, 3, uint16(0x10)}, {0xa403, 3, uint16(0)}}, photos.Settings{Flash: &no, WhiteBalance: "auto"}},
		"long exposure":       {[]entry{{0x829a, 5, [2]uint32{5, 2}}}, photos.Settings{Exposure: 2.5}},
		"high ISO":            {[]entry{{0x8827, 3, uint16(65535)}, {0x8832, 4, uint32(102400)}}, photos.Settings{ISO: 102400}},
		"no fraction":         {[]entry{{0x829a, 5, [2]uint32{1, 0}}, {0x829d, 5, [2]uint32{0, 0}}, {0x920a, 5, [2]uint32{0, 1}}}, photos.Settings{}},
		"beyond belief":       {[]entry{{0x829a, 5, [2]uint32{1 << 31, 1}}, {0x829d, 5, [2]uint32{5000, 1}}, {0xa403, 3, uint16(9)}}, photos.Settings{}},
		"wrong kinds":         {[]entry{{0x829a, 4, uint32(3)}, {0x8827, 2, "200\x00"}, {0xa434, 4, uint32(7)}}, photos.Settings{}},
	} {
		data := withSegment(encodeJPEG(t, blocks(16, 16)), 0xe1, exifSegment(exifOf(entry{0x8769, 4, c.exif})))
		info, err := decode.Probe(data)
		if err != nil {
			t.Fatal(err)
		}
		got, want := asJSON(t, info.Settings), asJSON(t, c.want)
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if whole := asJSON(t, info); strings.Contains(whole, "SERIAL") || len(got) > 2 && !strings.Contains(whole, got[1:len(got)-1]) {
			t.Errorf("%s: %s", name, whole)
		}
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
