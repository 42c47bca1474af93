package compose_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"testing"

	"skinline/photos/compose"
	"skinline/photos/decode"
)

func TestEncodeCarriesAnSRGBProfileAndNothingElse(t *testing.T) {
	for name, kind := range map[string]string{"a.png": "PNG", "a.JPG": "JPEG", "b.jpeg": "JPEG"} {
		data, err := compose.Encode(flat(40, 30, color.RGBA{180, 120, 90, 255}), name)
		if err != nil {
			t.Fatal(err)
		}
		info, err := decode.Probe(data)
		if err != nil {
			t.Fatal(err)
		}
		if info.Type != kind || info.Width != 40 || info.Height != 30 || info.Profile != "sRGB" {
			t.Errorf("%s: %+v", name, info)
		}
		if info.Taken != nil || info.Camera != "" || info.GPS || bytes.Contains(data, []byte("Exif")) {
			t.Errorf("%s carries metadata", name)
		}
		pic, err := decode.Decode(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		if c := pic.NRGBAAt(20, 15); apart(c.R, 180) > 2 || apart(c.G, 120) > 2 || apart(c.B, 90) > 2 {
			t.Errorf("%s: colour %v", name, c)
		}
	}
}

func TestEncodeShowsTheStageWhereAJPEGCannotBeTransparent(t *testing.T) {
	data, err := compose.Encode(image.NewRGBA(image.Rect(0, 0, 16, 16)), "a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	pic, err := decode.Decode(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	if c := pic.NRGBAAt(8, 8); apart(c.R, 0x46) > 1 || apart(c.G, 0x46) > 1 || apart(c.B, 0x46) > 1 {
		t.Errorf("transparent became %v", c)
	}
}

func TestEncodeRefusesOtherNames(t *testing.T) {
	for _, name := range []string{"a.gif", "a", "png"} {
		if _, err := compose.Encode(image.NewRGBA(image.Rect(0, 0, 1, 1)), name); !errors.Is(err, compose.ErrExtension) {
			t.Errorf("%q: %v", name, err)
		}
	}
}
