package decode_test

import (
	"strconv"
	"testing"

	"skinline/photos/decode"
)

func TestXMPDatesAPhotoThatEXIFDoesNot(t *testing.T) {
	const none = "none"
	for name, c := range map[string]struct{ xmp, want string }{
		"attribute":    {`<x exif:DateTimeOriginal="2026-04-14T09:05:07"/>`, "2026-04-14T09:05:07 floating"},
		"element":      {`<exif:DateTimeOriginal>2026-04-14T09:05:07.05+02:00</exif:DateTimeOriginal>`, "2026-04-14T09:05:07.05 120"},
		"Photoshop":    {`<x photoshop:DateCreated='2026-04-14T09:05:07Z'/>`, "2026-04-14T09:05:07 0"},
		"day only":     {`<x photoshop:DateCreated="2026-04-14"/>`, none},
		"no end":       {`<x exif:DateTimeOriginal="2026-04-14T09:05:07`, none},
		"nothing more": {`<x exif:DateTimeOriginal`, none},
		"modified":     {`<x xmp:ModifyDate="2026-04-14T09:05:07"/>`, none},
		"no such day":  {`<x exif:DateTimeOriginal="2026-02-30T09:05:07" photoshop:DateCreated="2026-03-02T09:05:07"/>`, "2026-03-02T09:05:07 floating"},
	} {
		data := withSegment(encodeJPEG(t, blocks(16, 16)), 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00"+c.xmp))
		if got := takenText(t, data); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		dated := withSegment(data, 0xe1, exifSegment(dated("2020:01:02 03:04:05\x00", "", "")))
		if got := takenText(t, dated); got != "2020-01-02T03:04:05 floating" {
			t.Errorf("%s: EXIF does not come first: %s", name, got)
		}
	}
}

func takenText(t *testing.T, data []byte) string {
	t.Helper()
	info, err := decode.Probe(data)
	switch {
	case err != nil:
		t.Fatal(err)
	case info.Taken == nil:
		return "none"
	}
	text := info.Taken.Local.Format("2006-01-02T15:04:05.999")
	if info.Taken.Offset == nil {
		return text + " floating"
	}
	return text + " " + strconv.Itoa(*info.Taken.Offset)
}
