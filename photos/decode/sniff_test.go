package decode_test

import (
	"errors"
	"strings"
	"testing"

	"skinline/photos/decode"
)

func TestOtherTypesAreNamed(t *testing.T) {
	ftyp := func(brands string) string { return "\x00\x00\x00\x18ftyp" + brands + "\x00\x00\x00\x00" }
	for content, says := range map[string]string{
		ftyp("qt  \x00\x00\x00\x00qt  qt  "): "a video, not a photo",
		ftyp("crx \x00\x00\x00\x01crx isom"): "a Canon raw file",
		"RIFF\x10\x00\x00\x00AVI LIST":       "a video",
		"MM\x00+\x00\x08\x00\x00":            "a BigTIFF picture",
		"IIRO\x08\x00\x00\x00":               "an Olympus raw file",
		"%PDF-1.7":                           "a PDF, not a photo",
		"PK\x03\x04":                         "a ZIP archive, not a photo",
		" <!DOCTYPE html><p>":                "a web page, not a photo",
		"<?xml version='1.0'?><svg/>":        "an SVG, not a photo",
		"just words":                         "not a photo of any kind known here",
		"\x00":                               "not a photo of any kind known here",
	} {
		for _, data := range [][]byte{[]byte(content), []byte(content + strings.Repeat("\x00", 100))} {
			_, err := decode.Probe(data)
			if !errors.Is(err, decode.ErrUnsupported) || !strings.Contains(err.Error(), says) {
				t.Errorf("%q: %v", content, err)
			}
			if _, err := decode.Decode(data, 0); !errors.Is(err, decode.ErrUnsupported) {
				t.Errorf("%q decoded: %v", content, err)
			}
		}
	}
}
