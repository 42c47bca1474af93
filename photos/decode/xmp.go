package decode

import (
	"bytes"

	"skinline/photos"
)

// xmpMarker begins the APP1 segment of a JPEG that holds XMP.
const xmpMarker = "http://ns.adobe.com/xap/1.0/\x00"

// xmpTaken is the capture time in an XMP packet (ISO 16684-1), nil when there
// is none. Only the two properties that mean the moment of capture are looked
// for, under the prefixes every writer uses: as an attribute or an element.
func xmpTaken(packet []byte) *photos.Taken {
	for _, name := range []string{"exif:DateTimeOriginal", "photoshop:DateCreated"} {
		_, rest, ok := bytes.Cut(packet, []byte(name))
		if !ok || len(rest) < 2 || !(rest[0] == '>' || rest[0] == '=' && (rest[1] == '"' || rest[1] == '\'')) {
			continue
		}
		text := bytes.TrimLeft(rest[:min(len(rest), 64)], `=>"'`)
		if end := bytes.IndexAny(text, `<"'`); end >= 0 {
			if t := isoTaken(string(text[:end])); t != nil {
				return t
			}
		}
	}
	return nil
}

// isoTaken reads "2026-04-14T09:05:07.05+02:00"; the fraction and the offset
// may be missing.
func isoTaken(text string) *photos.Taken {
	const seconds = 19
	if len(text) < seconds {
		return nil
	}
	rest, digits := text[seconds:], ""
	if len(rest) > 0 && rest[0] == '.' {
		n := 1
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		digits, rest = rest[1:n], rest[n:]
	}
	return taken(text, digits, rest)
}
