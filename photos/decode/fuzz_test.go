package decode_test

import (
	"errors"
	"testing"

	"skinline/photos/decode"
)

func seeds(f *testing.F) {
	exif := exifOf(entry{0x0112, 3, uint16(6)}, entry{0x010f, 2, "Maker of cameras"},
		entry{0x8769, 4, []entry{{0x9003, 2, "2026:04:14 09:05:07\x00"}}}, entry{0x8825, 4, []entry{{0x0002, 4, uint32(7)}}})
	profile := profileOf(newDescription("Display P3"))
	f.Add(withSegment(profileParts(encodeJPEG(f, blocks(32, 16)), profile, 2), 0xe1, exifSegment(exif)))
	f.Add(withChunk(withChunk(encodePNG(f, blocks(32, 16)), "eXIf", exif), "iCCP", packed(profile)))
	f.Add(frameHeader(0xc2, 8, 300, 200))
}

// Whatever the bytes, Probe ends with an error of a kind or a sane answer.
func FuzzProbe(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := decode.Probe(data)
		if err != nil {
			mustBeOfAKind(t, err)
			return
		}
		if info.Width < 1 || info.Height < 1 || info.Width*info.Height > 150_000_000 || info.Orientation < 1 || info.Orientation > 8 {
			t.Errorf("%+v", info)
		}
	})
}

// Whatever the bytes, Decode ends with an error of a kind or the picture that
// Probe promised.
func FuzzDecode(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, probed := decode.Probe(data)
		if probed == nil && info.Width*info.Height > 4_000_000 {
			return // honest work, but slow to fuzz
		}
		pic, err := decode.Decode(data, 0)
		if err != nil {
			mustBeOfAKind(t, err)
			return
		}
		if probed != nil || pic.Rect.Dx() != info.Width || pic.Rect.Dy() != info.Height || pic.Rect.Min.X != 0 || pic.Rect.Min.Y != 0 || !pic.Opaque() {
			t.Errorf("picture %v, probed %+v, %v", pic.Rect, info, probed)
		}
	})
}

func mustBeOfAKind(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, decode.ErrUnsupported) && !errors.Is(err, decode.ErrTooLarge) && !errors.Is(err, decode.ErrDamaged) {
		t.Errorf("an error of no kind: %v", err)
	}
}
