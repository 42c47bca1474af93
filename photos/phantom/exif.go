package phantom

import (
	"encoding/binary"
	"fmt"
)

// TIFF field types and the EXIF tags written (EXIF 2.32).
const (
	typeASCII    = 2
	typeShort    = 3
	typeLong     = 4
	typeRational = 5

	tagMake         = 0x010F
	tagModel        = 0x0110
	tagOrientation  = 0x0112
	tagExif         = 0x8769
	tagGPS          = 0x8825
	tagTaken        = 0x9003
	tagOffsetTaken  = 0x9011
	tagLatitudeRef  = 1
	tagLatitude     = 2
	tagLongitudeRef = 3
	tagLongitude    = 4
	entrySize       = 12
	headerSize      = 8
	exifDateTime    = "2006:01:02 15:04:05"
)

// entry is one field of a directory; value is its bytes, big-endian.
type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

func text(tag uint16, s string) entry {
	return entry{tag, typeASCII, uint32(len(s) + 1), append([]byte(s), 0)}
}

func short(tag, v uint16) entry {
	return entry{tag, typeShort, 1, binary.BigEndian.AppendUint16(nil, v)}
}

func long(tag uint16, v int) entry {
	return entry{tag, typeLong, 1, binary.BigEndian.AppendUint32(nil, uint32(v))}
}

// degrees is an angle as degrees, minutes and seconds.
func degrees(tag uint16, d, m, s uint32) entry {
	var b []byte
	for _, v := range []uint32{d, 1, m, 1, s, 1} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return entry{tag, typeRational, 3, b}
}

// exif is the TIFF structure of a shot's metadata, tags in ascending order as
// the standard asks.
func exif(shot Shot) []byte {
	orientation := shot.Orientation
	if orientation < 1 || orientation > 8 {
		orientation = 1
	}
	var main, sub, gps []entry
	if shot.Maker != "" {
		main = append(main, text(tagMake, shot.Maker))
	}
	if shot.Model != "" {
		main = append(main, text(tagModel, shot.Model))
	}
	main = append(main, short(tagOrientation, uint16(orientation)))
	if !shot.Taken.IsZero() {
		sub = append(sub, text(tagTaken, shot.Taken.Format(exifDateTime)))
	}
	if shot.Offset != nil {
		sub = append(sub, text(tagOffsetTaken, offsetText(*shot.Offset)))
	}
	if shot.GPS {
		// A point in the middle of the Atlantic.
		gps = []entry{text(tagLatitudeRef, "N"), degrees(tagLatitude, 30, 0, 0), text(tagLongitudeRef, "W"), degrees(tagLongitude, 40, 0, 0)}
	}
	return layOut(main, sub, gps)
}

// layOut writes the main directory, then the EXIF and GPS ones it points to.
func layOut(main, sub, gps []entry) []byte {
	if len(sub) > 0 {
		main = append(main, long(tagExif, 0))
	}
	if len(gps) > 0 {
		main = append(main, long(tagGPS, 0))
	}
	next := headerSize + directorySize(main)
	for i := range main {
		switch main[i].tag {
		case tagExif:
			main[i] = long(tagExif, next)
			next += directorySize(sub)
		case tagGPS:
			main[i] = long(tagGPS, next)
		}
	}
	out := []byte{'M', 'M', 0, 42, 0, 0, 0, headerSize}
	out = appendDirectory(out, main)
	if len(sub) > 0 {
		out = appendDirectory(out, sub)
	}
	if len(gps) > 0 {
		out = appendDirectory(out, gps)
	}
	return out
}

func directorySize(entries []entry) int {
	n := 2 + entrySize*len(entries) + 4
	for _, e := range entries {
		if len(e.value) > 4 {
			n += len(e.value) + len(e.value)&1
		}
	}
	return n
}

func appendDirectory(out []byte, entries []entry) []byte {
	data := len(out) + 2 + entrySize*len(entries) + 4
	var tail []byte
	out = binary.BigEndian.AppendUint16(out, uint16(len(entries)))
	for _, e := range entries {
		out = binary.BigEndian.AppendUint16(out, e.tag)
		out = binary.BigEndian.AppendUint16(out, e.kind)
		out = binary.BigEndian.AppendUint32(out, e.count)
		if len(e.value) <= 4 {
			out = append(out, append(e.value, 0, 0, 0, 0)[:4]...)
			continue
		}
		out = binary.BigEndian.AppendUint32(out, uint32(data+len(tail)))
		tail = append(tail, e.value...)
		if len(e.value)&1 == 1 {
			tail = append(tail, 0)
		}
	}
	out = append(out, 0, 0, 0, 0) // no further directory
	return append(out, tail...)
}

// offsetText is "+02:00" for 120 minutes.
func offsetText(minutes int) string {
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}
