package compose_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"image"
	"image/color"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"skinline/photos/compose"
	"skinline/photos/decode"
)

// exports are pictures of every kind that is written, by name.
func exports(t *testing.T) map[string][]byte {
	t.Helper()
	half := image.NewNRGBA(image.Rect(0, 0, 33, 17))
	half.SetNRGBA(3, 3, color.NRGBA{200, 100, 50, 128})
	out := map[string][]byte{}
	for name, pic := range map[string]image.Image{"photo": photo(64, 48, 90), "see-through": half, "part": photo(64, 48, 90).SubImage(image.Rect(8, 8, 41, 30))} {
		for _, ext := range []string{".png", ".jpg"} {
			data, err := compose.Encode(pic, name+ext)
			if err != nil {
				t.Fatal(err)
			}
			out[name+ext] = data
		}
	}
	return out
}

func TestExportsHoldPixelsAndAProfileOnly(t *testing.T) {
	for name, data := range exports(t) {
		parts, rest := pngParts(data), []string{"IHDR", "iCCP", "IDAT", "IEND"}
		if strings.HasSuffix(name, ".jpg") {
			parts, rest = jpegParts(data), []string{"SOI", "ICC", "DQT", "SOF0", "DHT", "SOS", "EOI"}
		}
		if len(parts) > 1 && parts[1] == "JFIF" {
			parts = slices.Delete(parts, 1, 2)
		}
		if got := slices.Compact(parts); !slices.Equal(got, rest) {
			t.Errorf("%s holds %v, may hold %v", name, got, rest)
		}
	}
}

// jpegParts names what a JPEG holds, in order; what it may not hold is named
// by its marker.
func jpegParts(data []byte) []string {
	known := map[byte]string{0xdb: "DQT", 0xc0: "SOF0", 0xc4: "DHT", 0xda: "SOS"}
	parts := []string{"SOI"}
	for at := 2; at+4 <= len(data); {
		n := int(binary.BigEndian.Uint16(data[at+2:]))
		body := data[at+4 : at+2+n]
		name := known[data[at+1]]
		switch {
		case name != "":
		case data[at+1] == 0xe0 && string(body[:5]) == "JFIF\x00" && n == 16 && body[12] == 0 && body[13] == 0:
			name = "JFIF" // and no thumbnail
		case data[at+1] == 0xe2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00\x01\x01")):
			name = "ICC"
		default:
			name = string([]byte{"0123456789abcdef"[data[at+1]>>4], "0123456789abcdef"[data[at+1]&15]})
		}
		parts = append(parts, name)
		at += 2 + n
		if name == "SOS" {
			end := bytes.Index(data[at:], []byte{0xff, 0xd9})
			if end < 0 {
				return parts
			}
			parts = append(parts, "EOI")
			if at += end + 2; at != len(data) {
				parts = append(parts, "trailing bytes")
			}
		}
	}
	return parts
}

func pngParts(data []byte) []string {
	var parts []string
	for at := 8; at+12 <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		parts = append(parts, string(data[at+4:at+8]))
		at += 12 + n
	}
	return parts
}

func TestExportsAreCleanToExiftool(t *testing.T) {
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not installed")
	}
	for name, data := range exports(t) {
		cmd := exec.Command(tool, "-json", "-G0", "-a", "-u", "-ee3", "-")
		cmd.Stdin = bytes.NewReader(data)
		text, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var tags []map[string]any
		if err := json.Unmarshal(text, &tags); err != nil || len(tags) != 1 {
			t.Fatalf("%s: %v, %d files", name, err, len(tags))
		}
		for tag, value := range tags[0] {
			group, _, _ := strings.Cut(tag, ":")
			if !slices.Contains([]string{"SourceFile", "ExifTool", "File", "JFIF", "PNG", "ICC_Profile", "Composite"}, group) || strings.Contains(tag, "Warning") {
				t.Errorf("%s carries %s: %v", name, tag, value)
			}
		}
		if tags[0]["ICC_Profile:ProfileDescription"] != "sRGB" {
			t.Errorf("%s: profile %v", name, tags[0]["ICC_Profile:ProfileDescription"])
		}
	}
}

// What a camera says must be done to its picture is done, and said no more.
func TestExportsAreUprightWithoutSayingSo(t *testing.T) {
	upright := image.NewRGBA(image.Rect(0, 0, 48, 32))
	for y := range 32 {
		for x := range 48 {
			upright.SetRGBA(x, y, color.RGBA{uint8(x / 16 * 100), uint8(y / 16 * 200), 60, 255})
		}
	}
	lying := image.NewRGBA(image.Rect(0, 0, 32, 48))
	for y := range 32 {
		for x := range 48 {
			lying.SetRGBA(y, 47-x, upright.RGBAAt(x, y)) // as orientation 6 stores it
		}
	}
	data, err := compose.Encode(lying, "a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	exif := append([]byte("\xff\xe1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"), data[2:]...)
	taken := append([]byte("\xff\xd8"), exif...)
	info, err := decode.Probe(taken)
	if err != nil || info.Orientation != 6 {
		t.Fatalf("%+v, %v", info, err)
	}
	pic, err := decode.Decode(taken, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"b.jpg", "b.png"} {
		written, err := compose.Encode(pic, name)
		if err != nil {
			t.Fatal(err)
		}
		info, err := decode.Probe(written)
		if err != nil || info.Orientation != 1 || info.Width != 48 || info.Height != 32 {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
		again, err := decode.Decode(written, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []image.Point{{8, 8}, {40, 8}, {8, 24}, {40, 24}} {
			got, want := again.NRGBAAt(at.X, at.Y), upright.RGBAAt(at.X, at.Y)
			if apart(got.R, want.R) > 6 || apart(got.G, want.G) > 6 {
				t.Errorf("%s at %v: %v, want %v", name, at, got, want)
			}
		}
	}
}
