package decode_test

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"

	"skinline/photos/decode"
)

// entry is one value of a directory: uint16, uint32, a fraction, string or
// []entry.
type entry struct {
	tag, kind uint16
	value     any
}

// exifOf writes a little-endian TIFF structure.
func exifOf(entries ...entry) []byte { return exifIn(binary.LittleEndian, entries...) }

func exifIn(order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}, entries ...entry,
) []byte {
	out := []byte("II*\x00")
	if order.Uint16([]byte{0, 1}) == 1 {
		out = []byte("MM\x00*")
	}
	out = order.AppendUint32(out, 8)
	var directory func(at int, entries []entry) []byte
	directory = func(at int, entries []entry) []byte {
		table := order.AppendUint16(nil, uint16(len(entries)))
		var after []byte
		end := at + 2 + 12*len(entries) + 4
		for _, e := range entries {
			table = order.AppendUint16(order.AppendUint16(table, e.tag), e.kind)
			switch v := e.value.(type) {
			case uint16:
				table = order.AppendUint16(order.AppendUint32(table, 1), v)
				table = append(table, 0, 0)
			case uint32:
				table = order.AppendUint32(order.AppendUint32(table, 1), v)
			case string:
				table = order.AppendUint32(table, uint32(len(v)))
				if len(v) <= 4 {
					table = append(append(table, v...), make([]byte, 4-len(v))...)
					continue
				}
				table = order.AppendUint32(table, uint32(end+len(after)))
				after = append(after, v...)
			case [2]uint32:
				table = order.AppendUint32(order.AppendUint32(table, 1), uint32(end+len(after)))
				after = order.AppendUint32(order.AppendUint32(after, v[0]), v[1])
			case []entry:
				table = order.AppendUint32(order.AppendUint32(table, 1), uint32(end+len(after)))
				after = append(after, directory(end+len(after), v)...)
			}
		}
		return append(append(table, 0, 0, 0, 0), after...)
	}
	return append(out, directory(8, entries)...)
}

func dated(date, subsec, offset string) []byte {
	return exifOf(entry{0x8769, 4, []entry{{0x9003, 2, date}, {0x9291, 2, subsec}, {0x9011, 2, offset}}})
}

func TestCaptureTimeIsReadAsStated(t *testing.T) {
	at := func(nanos int) *time.Time {
		v := time.Date(2026, 4, 14, 9, 5, 7, nanos, time.UTC)
		return &v
	}
	minutes := func(v int) *int { return &v }
	for name, c := range map[string]struct {
		exif   []byte
		local  *time.Time
		offset *int
	}{
		"no offset":         {dated("2026:04:14 09:05:07\x00", "", ""), at(0), nil},
		"offset":            {dated("2026:04:14 09:05:07\x00", "", "+02:00\x00"), at(0), minutes(120)},
		"offset behind":     {dated("2026:04:14 09:05:07\x00", "", "-03:30"), at(0), minutes(-210)},
		"offset Z":          {dated("2026:04:14 09:05:07\x00", "", "Z\x00"), at(0), minutes(0)},
		"blank offset":      {dated("2026:04:14 09:05:07\x00", "", "   :  \x00"), at(0), nil},
		"mad offset":        {dated("2026:04:14 09:05:07\x00", "", "+99:00\x00"), at(0), nil},
		"signed hour":       {dated("2026:04:14 09:05:07\x00", "", "++1:00\x00"), at(0), nil},
		"subsecond":         {dated("2026:04:14 09:05:07\x00", "05\x00", "+00:00\x00"), at(50_000_000), minutes(0)},
		"long subsecond":    {dated("2026:04:14 09:05:07\x00", "123456789012\x00", ""), at(123456789), nil},
		"no subsecond":      {dated("2026:04:14 09:05:07\x00", "ab\x00", ""), at(0), nil},
		"dashes":            {dated("2026-04-14 09:05:07\x00", "", ""), at(0), nil},
		"zero":              {dated("0000:00:00 00:00:00\x00", "", "+02:00\x00"), nil, nil},
		"blank":             {dated("    :  :     :  :  \x00", "", ""), nil, nil},
		"no such day":       {dated("2026:02:30 09:05:07\x00", "", ""), nil, nil},
		"short":             {dated("2026:04:14\x00", "", ""), nil, nil},
		"not text":          {exifOf(entry{0x8769, 4, []entry{{0x9003, 4, uint32(7)}}}), nil, nil},
		"digitized only":    {exifOf(entry{0x8769, 4, []entry{{0x9004, 2, "2026:04:14 09:05:07\x00"}, {0x9012, 2, "+01:00\x00"}}}), at(0), minutes(60)},
		"modified only":     {exifOf(entry{0x0132, 2, "2026:04:14 09:05:07\x00"}), nil, nil},
		"big-endian":        {exifIn(binary.BigEndian, entry{0x8769, 4, []entry{{0x9003, 2, "2026:04:14 09:05:07\x00"}}}), at(0), nil},
		"directory is long": {exifOf(entry{0x8769, 13, []entry{{0x9003, 2, "2026:04:14 09:05:07\x00"}}}), at(0), nil},
	} {
		info, err := decode.Probe(withSegment(encodeJPEG(t, blocks(16, 16)), 0xe1, exifSegment(c.exif)))
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.local == nil:
			if info.Taken != nil {
				t.Errorf("%s: %v, should be unknown", name, info.Taken.Local)
			}
		case info.Taken == nil:
			t.Errorf("%s: unknown", name)
		case !info.Taken.Local.Equal(*c.local) || info.Taken.Local.Location() != time.UTC:
			t.Errorf("%s: %v", name, info.Taken.Local)
		case (info.Taken.Offset == nil) != (c.offset == nil), c.offset != nil && *info.Taken.Offset != *c.offset:
			t.Errorf("%s: offset %v", name, info.Taken.Offset)
		}
	}
}

func TestCameraNamesTheMakerOnceAndNoSerial(t *testing.T) {
	for _, c := range []struct{ maker, model, want string }{
		{"Canon\x00", "Canon EOS 40D\x00", "Canon EOS 40D"},
		{"NIKON CORPORATION", "NIKON D70s", "NIKON D70s"},
		{"Apple", "iPhone 13 Pro Max", "Apple iPhone 13 Pro Max"},
		{"  samsung ", "SM-G935L   ", "samsung SM-G935L"},
		{"", "Model", "Model"},
		{"Maker", "", "Maker"},
		{"M\x01a\xffker\n", "X\tY", "Maker X Y"},
	} {
		exif := exifOf(entry{0x010f, 2, c.maker + "     "}, entry{0x0110, 2, c.model + "     "}, entry{0x8769, 4, []entry{{0xa431, 2, "SERIAL-123456"}}})
		info, err := decode.Probe(withSegment(encodeJPEG(t, blocks(16, 16)), 0xe1, exifSegment(exif)))
		if err != nil || info.Camera != c.want {
			t.Errorf("%q, %q: %q, %v", c.maker, c.model, info.Camera, err)
		}
	}
}

func TestLocationIsOnlyReportedAsThere(t *testing.T) {
	for want, exif := range map[bool][]byte{
		true:  exifOf(entry{0x8825, 4, []entry{{0x0002, 4, uint32(7)}}}),
		false: exifOf(entry{0x8825, 4, []entry{{0x001d, 2, "2026:04:14\x00"}}}),
	} {
		info, err := decode.Probe(withSegment(encodeJPEG(t, blocks(16, 16)), 0xe1, exifSegment(exif)))
		if err != nil || info.GPS != want {
			t.Errorf("GPS %v, want %v, %v", info.GPS, want, err)
		}
	}
}

func TestBrokenExifNeverLosesThePicture(t *testing.T) {
	whole := exifOf(entry{0x0112, 3, uint16(6)}, entry{0x010f, 2, "Maker of cameras"}, entry{0x8769, 4, []entry{{0x9003, 2, "2026:04:14 09:05:07\x00"}}})
	broken := map[string][]byte{
		"empty":           {},
		"garbage":         bytes.Repeat([]byte{0xa5}, 500),
		"offset past end": []byte("II*\x00\xff\xff\xff\xff"),
		"loop":            exifOf(entry{0x8769, 4, uint32(8)}, entry{0x8825, 4, uint32(8)}),
		"count 4G":        exifOf(entry{0x0112, 3, uint16(9)}, entry{0x010f, 2, "x"})[:20],
		"orientation 9":   exifOf(entry{0x0112, 3, uint16(9)}),
		"orientation 0":   exifOf(entry{0x0112, 3, uint16(0)}),
	}
	for n := range whole {
		broken["cut"] = whole[:n]
		for name, exif := range broken {
			data := withSegment(encodeJPEG(t, blocks(32, 16)), 0xe1, exifSegment(exif))
			info, err := decode.Probe(data)
			if err != nil || info.Width*info.Height != 32*16 {
				t.Fatalf("%s, %d bytes: %+v, %v", name, n, info, err)
			}
			if _, err := decode.Decode(data, 0); err != nil {
				t.Fatalf("%s, %d bytes: %v", name, n, err)
			}
		}
		clear(broken)
	}
	// What stands before the damage is still read.
	info, err := decode.Probe(withSegment(encodeJPEG(t, blocks(32, 16)), 0xe1, exifSegment(whole[:30])))
	if err != nil || info.Orientation != 6 {
		t.Errorf("orientation %d, %v", info.Orientation, err)
	}
}
