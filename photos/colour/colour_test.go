package colour_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"testing"

	"skinline/photos/colour"
)

func xy(x, y float64) [2]float64 { return [2]float64{x, y} }

var (
	p3       = colour.Primaries{Red: xy(.68, .32), Green: xy(.265, .69), Blue: xy(.15, .06), White: xy(.3127, .329)}
	adobe    = colour.Primaries{Red: xy(.64, .33), Green: xy(.21, .71), Blue: xy(.15, .06), White: xy(.3127, .329)}
	prophoto = colour.Primaries{Red: xy(.7347, .2653), Green: xy(.1596, .8404), Blue: xy(.0366, .0001), White: xy(.3457, .3585)}
)

func power(gamma float64) func(float64) float64 {
	return func(v float64) float64 { return math.Pow(v, gamma) }
}

func light(v float64) float64 {
	if v <= .04045 {
		return v / 12.92
	}
	return math.Pow((v+.055)/1.055, 2.4)
}

func read(t testing.TB, profile []byte) *colour.Transform {
	t.Helper()
	tr, err := colour.Read(profile)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// The primaries of sRGB as other spaces write them, from the spaces'
// published definitions.
func TestKnownColoursBecomeThePrimariesOfSRGB(t *testing.T) {
	for name, c := range map[string]struct {
		profile []byte
		pix     []uint8
	}{
		"Display P3":   {colour.Make("", p3, 1024, light), []uint8{234, 51, 35, 255, 117, 251, 76, 255, 0, 0, 245, 255, 255, 255, 255, 255}},
		"Adobe RGB":    {colour.Make("", adobe, 1024, power(2.19921875)), []uint8{219, 0, 0, 255, 144, 255, 60, 255, 0, 0, 250, 255, 255, 255, 255, 255}},
		"own AdobeRGB": {colour.AdobeRGB(), []uint8{219, 0, 0, 255, 144, 255, 60, 255, 0, 0, 250, 255, 255, 255, 255, 255}},
		"ProPhoto":     {colour.Make("", prophoto, 1024, power(1.8)), []uint8{179, 70, 26, 255, 138, 237, 78, 255, 86, 35, 235, 255, 255, 255, 255, 255}},
	} {
		tr := read(t, c.profile)
		if tr.Identity() || tr.Space() != colour.RGB {
			t.Errorf("%s: identity %v, space %v", name, tr.Identity(), tr.Space())
		}
		tr.Apply(c.pix)
		want := []uint8{255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255}
		for i := range want {
			// A dark level is worth a tenth of one of a bright channel.
			if d := int(c.pix[i]) - int(want[i]); d < -2 || d > 20 || want[i] == 255 && d != 0 && d < -1 {
				t.Errorf("%s: %v", name, c.pix)
				break
			}
		}
	}
}

func TestGreysStayGreyAndKeepTheirLight(t *testing.T) {
	for gamma, p := range map[float64]colour.Primaries{1.8: prophoto, 2.2: adobe, 1: p3} {
		tr := read(t, colour.Make("", p, 4096, power(gamma)))
		for v := range 256 {
			pix := []uint8{uint8(v), uint8(v), uint8(v), 7}
			tr.Apply(pix)
			got, want := float64(pix[0])/255, math.Pow(float64(v)/255, gamma)
			if max(pix[0], pix[1], pix[2])-min(pix[0], pix[1], pix[2]) > 1 || pix[3] != 7 {
				t.Fatalf("gamma %v: %d becomes %v", gamma, v, pix)
			}
			if light(got+1/255.) < want || light(max(got-1/255., 0)) > want {
				t.Errorf("gamma %v: %d becomes %v", gamma, v, pix)
			}
		}
	}
}

func TestColoursBeyondSRGBAreClippedChannelByChannel(t *testing.T) {
	pix := []uint8{255, 0, 0, 255, 0, 255, 0, 255}
	read(t, colour.Make("", p3, 1024, light)).Apply(pix)
	if !bytes.Equal(pix, []uint8{255, 0, 0, 255, 0, 255, 0, 255}) {
		t.Errorf("%v", pix)
	}
}

func TestSRGBIsLeftAlone(t *testing.T) {
	for name, profile := range map[string][]byte{
		"own": colour.SRGB(), "grey of sRGB": greyProfile("XYZ ", colourCurve(light)),
	} {
		tr := read(t, profile)
		pix := []uint8{1, 2, 3, 4, 250, 251, 252, 253}
		tr.Apply(pix)
		if !tr.Identity() || !bytes.Equal(pix, []uint8{1, 2, 3, 4, 250, 251, 252, 253}) {
			t.Errorf("%s: identity %v, %v", name, tr.Identity(), pix)
		}
	}
}

func TestNarrowRoundsAfterTheTransform(t *testing.T) {
	for name, profile := range map[string][]byte{
		"matrix": colour.Make("", prophoto, 4096, power(1.8)), "grey": greyProfile("XYZ ", colourCurve(power(1.8))),
		"table": tableProfile("RGB ", 2), "sRGB": colour.SRGB(),
	} {
		tr := read(t, profile)
		seen := map[uint8]bool{}
		for v := range 256 * 16 {
			x := min(float32(v)/16, 255)
			out := make([]uint8, 4)
			tr.Narrow(out, []float32{x, x, x})
			seen[out[1]] = true
			if v%16 != 0 {
				continue
			}
			pix := []uint8{uint8(v / 16), uint8(v / 16), uint8(v / 16), 255}
			if tr.Apply(pix); !bytes.Equal(pix, out) {
				t.Errorf("%s: %d becomes %v, fine %v", name, v/16, pix, out)
			}
		}
		// A table of 2 nodes is followed level by level as well.
		if len(seen) < 250 {
			t.Errorf("%s: only %d levels of grey", name, len(seen))
		}
	}
}

func TestGreyProfilesFollowTheirCurve(t *testing.T) {
	for name, c := range map[string]struct {
		profile []byte
		want    uint8
	}{
		// Half the light is sRGB 188; a lightness of 50 is sRGB 119.
		"light":     {greyProfile("XYZ ", colourCurve(power(1))), 188},
		"lightness": {greyProfile("Lab ", colourCurve(power(1))), 119},
	} {
		pix := []uint8{128, 128, 128, 255}
		tr := read(t, c.profile)
		if tr.Apply(pix); pix[0] != pix[1] || pix[1] != pix[2] || pix[0] < c.want-1 || pix[0] > c.want+1 || tr.Space() != colour.Grey {
			t.Errorf("%s: %v, want %d", name, pix, c.want)
		}
	}
}

func TestTablesAreFollowed(t *testing.T) {
	inks := read(t, tableProfile("CMYK", 2))
	if inks.Space() != colour.CMYK {
		t.Fatalf("space %v", inks.Space())
	}
	for k := range 256 {
		// The table says: lightness is what the inks leave.
		pix := []uint8{0, 0, 0, uint8(k)}
		inks.Apply(pix)
		want := levelOfLightness(100 * (1 - float64(k)/255))
		if math.Abs(float64(pix[0])-want) > 2 || max(pix[0], pix[1], pix[2])-min(pix[0], pix[1], pix[2]) > 1 || pix[3] != 255 {
			t.Errorf("black %d: %v, want %.1f", k, pix, want)
		}
	}
	rgb := read(t, tableProfile("RGB ", 5))
	pix := []uint8{51, 51, 51, 9, 255, 255, 255, 9}
	if rgb.Apply(pix); math.Abs(float64(pix[0])-levelOfLightness(20)) > 2 || pix[3] != 9 || pix[4] != 255 {
		t.Errorf("%v", pix)
	}
}

func levelOfLightness(l float64) float64 {
	y := l * 27 / 24389
	if l > 8 {
		y = math.Pow((l+16)/116, 3)
	}
	if y <= .0031308 {
		return 255 * 12.92 * y
	}
	return 255 * (1.055*math.Pow(y, 1/2.4) - .055)
}

func TestBrokenProfilesAreErrorsOfAKind(t *testing.T) {
	good := colour.Make("P3", p3, 16, light)
	changed := func(at int, to string) []byte {
		p := bytes.Clone(good)
		copy(p[at:], to)
		return p
	}
	tag := func(name string) int { return bytes.Index(good, []byte(name)) }
	body := func(name string) int { return int(binary.BigEndian.Uint32(good[tag(name)+4:])) }
	for name, p := range map[string][]byte{
		"empty": nil, "signature": changed(36, "xxxx"), "link": changed(12, "link"), "named": changed(12, "nmcl"),
		"Lab pixels": changed(16, "Lab "), "inks without table": changed(16, "CMYK"), "grey without curve": changed(16, "GRAY"),
		"odd connection": changed(20, "Luv "), "primaries of Lab": changed(20, "Lab "),
		"many tags": changed(128, "\xff\xff\xff\xff"), "101 tags": append(changed(128, "\x00\x00\x00\x65"), make([]byte, 5000)...),
		"tag beyond": changed(tag("rXYZ")+4, "\x7f\xff\xff\xff"), "tag wraps": changed(tag("rXYZ")+4, "\xff\xff\xff\xff\xff\xff\xff\xff"),
		"tag in the table": changed(tag("rXYZ")+4, "\x00\x00\x00\x8c"), "short tag": changed(tag("rXYZ")+8, "\x00\x00\x00\x08"), "no red": changed(tag("rXYZ"), "xxxx"),
		"odd curve": changed(body("rTRC"), "xxxx"), "long curve": changed(body("rTRC")+8, "\xff\xff\xff\xff"),
		"power 0": changed(body("rTRC")+8, "\x00\x00\x00\x01\x00\x00"), "no colour": changed(body("gXYZ")+8, string(make([]byte, 12))),
		"giant": append(bytes.Clone(good), make([]byte, 4<<20)...), "wild primaries": changed(body("rXYZ")+8, "\x7f\xff\xff\xff\x80\x00\x00\x00"),
		"table of nothing": broken(tableProfile("CMYK", 2), "A2B0", 200), "giant table": withNodes(tableProfile("CMYK", 2), 255), "table of one node": withNodes(tableProfile("CMYK", 2), 1),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := colour.Read(p)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, colour.ErrProfile) {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
			t.Errorf("%s: allocates %d MB", name, used>>20)
		}
	}
	for n := range good {
		if _, err := colour.Read(good[:n]); err == nil && n < len(good)-8 {
			t.Errorf("%d of %d bytes: no error", n, len(good))
		}
	}
}

// Whatever the bytes, Read ends with an error of its kind or a transform that
// takes any pixel.
func FuzzRead(f *testing.F) {
	f.Add(colour.SRGB())
	f.Add(colour.Make("P3", p3, 3, light))
	f.Add(greyProfile("Lab ", colourCurve(power(2))))
	f.Add(tableProfile("CMYK", 2))
	f.Add(tableProfile("RGB ", 2))
	f.Add(parametricProfile())
	f.Fuzz(func(t *testing.T, data []byte) {
		tr, err := colour.Read(data)
		if err != nil {
			if !errors.Is(err, colour.ErrProfile) {
				t.Errorf("%v", err)
			}
			return
		}
		var pix []uint8
		for v := range 1024 {
			pix = append(pix, uint8(v), uint8(v*7), uint8(v*31), uint8(v*101))
		}
		tr.Apply(pix)
		if tr.Space() != colour.CMYK {
			tr.Narrow(make([]uint8, 12), []float32{-5, 0, 300, 1, 100.03, 254.99, 255, 255.01, float32(math.NaN())})
		}
	})
}

func BenchmarkMatrix2048(b *testing.B) {
	tr := read(b, colour.Make("", p3, 1024, light))
	pix := make([]uint8, 4*2048*1536)
	for i := range pix {
		pix[i] = uint8(uint32(i) * 2654435761 >> 24)
	}
	b.SetBytes(int64(len(pix)))
	for b.Loop() {
		tr.Apply(pix)
	}
}
