package decode_test

import (
	"image"
	"math"
	"testing"

	"skinline/photos/colour"
	"skinline/photos/decode"
)

// wide is a profile far from sRGB.
func wide() []byte {
	return colour.Make("Wide", colour.Primaries{Red: [2]float64{.7347, .2653}, Green: [2]float64{.1596, .8404}, Blue: [2]float64{.0366, .0001}, White: [2]float64{.3457, .3585}}, 4096,
		func(v float64) float64 { return math.Pow(v, 1.8) })
}

// through is the picture of a file without a profile, transformed by one.
func through(t *testing.T, profile, data []byte, long int) *image.NRGBA {
	t.Helper()
	pic, err := decode.Decode(data, long)
	if err != nil {
		t.Fatal(err)
	}
	srgb, err := colour.Read(profile)
	if err != nil {
		t.Fatal(err)
	}
	srgb.Apply(pic.Pix)
	return pic
}

func TestProfilesAreApplied(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 64, 48))
	for y := range 48 {
		for x := range 64 {
			deep.Set(x, y, blocks(64, 48).At(x, y))
		}
	}
	jpg, png8, png16 := encodeJPEG(t, blocks(64, 48)), encodePNG(t, blocks(64, 48)), encodePNG(t, deep)
	for name, c := range map[string]struct{ plain, data []byte }{
		"JPEG":   {jpg, profileParts(jpg, wide(), 2)},
		"PNG":    {png8, withChunk(png8, "iCCP", packed(wide()))},
		"16 bit": {png16, withChunk(png16, "iCCP", packed(wide()))},
	} {
		for _, long := range []int{0, 20} {
			want := through(t, wide(), c.plain, long)
			// Asked for twice, it is still applied once.
			_, made, err := decode.Pictures(c.data, long, long)
			if err != nil {
				t.Fatal(err)
			}
			// A level before the transform is worth some after it.
			for _, got := range made {
				if d := furthest(got, want); d > 3 {
					t.Errorf("%s at %d: %d levels off", name, long, d)
				}
			}
			if d := furthest(made[0], through(t, colour.SRGB(), c.plain, long)); d < 20 {
				t.Errorf("%s at %d: only %d levels from the picture without profile", name, long, d)
			}
		}
	}
}

// A ramp so fine that eight bits cannot hold it must not come out in steps.
func TestDeepPicturesAreRoundedAfterTheirProfile(t *testing.T) {
	ramp := image.NewGray16(image.Rect(0, 0, 1024, 1))
	for x := range 1024 {
		v := uint16(x * 4)
		ramp.Pix[2*x], ramp.Pix[2*x+1] = uint8(v>>8), uint8(v)
	}
	pic, err := decode.Decode(withChunk(encodePNG(t, ramp), "iCCP", packed(colour.Make("", colour.Primaries{Red: [2]float64{.64, .33}, Green: [2]float64{.3, .6}, Blue: [2]float64{.15, .06}, White: [2]float64{.3127, .329}}, 4096, func(v float64) float64 { return v }))), 0)
	if err != nil {
		t.Fatal(err)
	}
	for x := 1; x < 1024; x++ {
		if d := int(pic.NRGBAAt(x, 0).G) - int(pic.NRGBAAt(x-1, 0).G); d < 0 || d > 3 {
			t.Fatalf("a step of %d levels at %d", d, x)
		}
	}
	if top := pic.NRGBAAt(1023, 0).G; top < 65 || top > 75 {
		t.Errorf("a sixteenth of the light is %d", top)
	}
}

func TestPNGChunksHaveTheirOrderOfPrecedence(t *testing.T) {
	plain := encodePNG(t, blocks(64, 48))
	chrm := []byte{0, 0, 0x7a, 0x26, 0, 0, 0x80, 0x84, 0, 0, 0xfa, 0, 0, 0, 0x80, 0xe8, 0, 0, 0x52, 0x08, 0, 1, 0x15, 0x58, 0, 0, 0x3a, 0x98, 0, 0, 0x17, 0x70}
	gama := []byte{0, 0, 0xb1, 0x9f} // 256/563
	codes := []byte{12, 13, 0, 1}
	srgb := []byte{0}
	with := func(chunks ...any) []byte {
		data := plain
		for i := 0; i < len(chunks); i += 2 {
			data = withChunk(data, chunks[i].(string), chunks[i+1].([]byte))
		}
		return data
	}
	p3 := colour.FromCodes(12, 13)
	for name, c := range map[string]struct{ data, profile []byte }{
		"primaries and gamma":  {with("cHRM", chrm, "gAMA", gama), colour.AdobeRGB()},
		"sRGB before those":    {with("cHRM", chrm, "gAMA", gama, "sRGB", srgb), colour.SRGB()},
		"profile before sRGB":  {with("sRGB", srgb, "iCCP", packed(wide())), wide()},
		"codes before profile": {with("cICP", codes, "iCCP", packed(wide())), p3},
		"gamma alone":          {with("gAMA", []byte{0, 1, 0x86, 0xa0}), colour.SRGB()},
		"broken profile":       {with("iCCP", []byte("name\x00\x00garbage")), colour.SRGB()},
		"short chunks":         {with("cHRM", chrm[:31], "gAMA", gama, "cICP", codes[:3]), colour.SRGB()},
		"primaries of nothing": {with("cHRM", make([]byte, 32), "gAMA", gama), colour.SRGB()},
	} {
		got, err := decode.Decode(c.data, 0)
		if err != nil {
			t.Fatal(err)
		}
		if d := furthest(got, through(t, c.profile, plain, 0)); d > 2 {
			t.Errorf("%s: %d levels off", name, d)
		}
	}
}

func TestCamerasNameAdobeRGBInTheirEXIF(t *testing.T) {
	plain := encodeJPEG(t, blocks(64, 48))
	for index, profile := range map[string][]byte{"R03": colour.AdobeRGB(), "R98": colour.SRGB(), "R0": colour.SRGB()} {
		exif := exifOf(entry{0x8769, 4, []entry{{0xa005, 4, []entry{{0x0001, 2, index + "\x00"}}}}})
		data := withSegment(plain, 0xe1, exifSegment(exif))
		got, err := decode.Decode(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		if d := furthest(got, through(t, profile, plain, 0)); d > 0 {
			t.Errorf("%s: %d levels off", index, d)
		}
		// A profile says more.
		if got, err = decode.Decode(profileParts(data, wide(), 1), 0); err != nil || furthest(got, through(t, wide(), plain, 0)) > 0 {
			t.Errorf("%s: the profile is not applied, %v", index, err)
		}
	}
}

func TestPictureOfABrokenProfileIsShownAsItIs(t *testing.T) {
	plain := encodeJPEG(t, blocks(64, 48))
	want, err := decode.Decode(plain, 0)
	if err != nil {
		t.Fatal(err)
	}
	inks := wide()
	copy(inks[16:], "CMYK")
	for name, profile := range map[string][]byte{"cut": wide()[:400], "of inks": inks, "only named": profileOf(oldDescription("Wide"))} {
		got, err := decode.Decode(profileParts(plain, profile, 1), 0)
		if err != nil || furthest(got, want) > 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
