package decode

import (
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"skinline/photos"
)

// Tags of Exif 2.32 that are read. Serial numbers are not among them, and of
// the location only its presence.
const (
	tagMake         = 0x010f
	tagModel        = 0x0110
	tagOrientation  = 0x0112
	tagExif         = 0x8769
	tagGPS          = 0x8825
	tagOriginal     = 0x9003
	tagDigitized    = 0x9004
	tagOffset       = 0x9011
	tagOffsetDigit  = 0x9012
	tagSubsec       = 0x9291
	tagSubsecDigit  = 0x9292
	tagInterop      = 0xa005
	tagGPSLatitude  = 0x0002
	tagGPSLongitude = 0x0004
)

// readExif reads what it can of a TIFF structure: the fields of Info that EXIF
// states. Each part is read on its own: whatever is broken stays empty, and the
// orientation is always 1 to 8.
func readExif(data []byte) photos.Info {
	info := photos.Info{Orientation: 1}
	t, ok := newTIFF(data)
	if !ok {
		return info
	}
	main := t.directory(t.order.Uint32(data[4:]))
	if v, ok := main.number(tagOrientation); ok && v >= 1 && v <= 8 {
		info.Orientation = int(v)
	}
	info.Camera = camera(main.text(tagMake), main.text(tagModel))
	if at, ok := main.number(tagExif); ok {
		exif := t.directory(at)
		info.Taken = taken(exif.text(tagOriginal), exif.text(tagSubsec), exif.text(tagOffset))
		if info.Taken == nil {
			info.Taken = taken(exif.text(tagDigitized), exif.text(tagSubsecDigit), exif.text(tagOffsetDigit))
		}
		info.Settings = settings(exif)
	}
	if at, ok := main.number(tagGPS); ok {
		gps := t.directory(at)
		info.GPS = gps.has(tagGPSLatitude) || gps.has(tagGPSLongitude)
	}
	return info
}

// taken reads a capture time, nil when it is unknown: missing, blank, zero or
// no date that exists.
func taken(date, subsec, offset string) *photos.Taken {
	if len(date) < 19 {
		return nil
	}
	stamp := []byte(date[:19])
	if stamp[4] == '-' || stamp[4] == '/' {
		stamp[4], stamp[7] = ':', ':'
	}
	if stamp[10] == 'T' {
		stamp[10] = ' '
	}
	local, err := time.Parse("2006:01:02 15:04:05", string(stamp))
	if err != nil || local.Year() < 1826 {
		return nil
	}
	t := &photos.Taken{Local: local.Add(fraction(subsec))}
	if minutes, ok := offsetMinutes(offset); ok {
		t.Offset = &minutes
	}
	return t
}

// fraction reads the digits after the decimal point of a second.
func fraction(digits string) time.Duration {
	digits = strings.TrimSpace(digits)
	digits = digits[:min(len(digits), 9)]
	v, err := strconv.ParseUint(digits, 10, 32)
	if err != nil {
		return 0
	}
	for range 9 - len(digits) {
		v *= 10
	}
	return time.Duration(v)
}

// offsetMinutes reads "+02:00"; the farthest zones in use are -12 and +14.
func offsetMinutes(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if s == "Z" {
		return 0, true
	}
	if len(s) != 6 || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return 0, false
	}
	hours, err1 := strconv.ParseUint(s[1:3], 10, 8)
	minutes, err2 := strconv.ParseUint(s[4:], 10, 8)
	if err1 != nil || err2 != nil || hours > 14 || minutes > 59 {
		return 0, false
	}
	total := int(60*hours + minutes)
	if s[0] == '-' {
		total = -total
	}
	return total, true
}

// camera is maker and model, the maker once.
func camera(maker, model string) string {
	maker, model = tidy(maker), tidy(model)
	brand, _, _ := strings.Cut(maker, " ")
	if len(model) >= len(brand) && strings.EqualFold(model[:len(brand)], brand) {
		return model
	}
	return strings.TrimSpace(maker + " " + model)
}

// tiff is a TIFF structure (TIFF 6.0 section 2), never trusted: directories
// are asked for one by one and links are not followed, so nothing can loop.
type tiff struct {
	data  []byte
	order binary.ByteOrder
}

func newTIFF(data []byte) (tiff, bool) {
	if len(data) < 8 {
		return tiff{}, false
	}
	switch string(data[:4]) {
	case "II*\x00":
		return tiff{data, binary.LittleEndian}, true
	case "MM\x00*":
		return tiff{data, binary.BigEndian}, true
	}
	return tiff{}, false
}

// entry is one value of a directory, in place.
type entry struct {
	kind  uint16
	value []byte
}

type directory struct {
	order   binary.ByteOrder
	entries map[uint16]entry
}

// directory reads the entries at an offset, as far as they go; the first of a
// tag counts.
func (t tiff) directory(at uint32) directory {
	const maxEntries = 1000
	d := directory{order: t.order, entries: map[uint16]entry{}}
	if int64(at)+2 > int64(len(t.data)) {
		return d
	}
	count := int(t.order.Uint16(t.data[at:]))
	rest := t.data[at+2:]
	for range min(count, maxEntries) {
		if len(rest) < 12 {
			break
		}
		tag := t.order.Uint16(rest)
		if e, ok := t.entry(rest[:12]); ok && !d.has(tag) {
			d.entries[tag] = e
		}
		rest = rest[12:]
	}
	return d
}

func (t tiff) entry(raw []byte) (entry, bool) {
	sizes := []uint64{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4}
	kind := t.order.Uint16(raw[2:])
	if kind == 0 || int(kind) >= len(sizes) {
		return entry{}, false
	}
	n := sizes[kind] * uint64(t.order.Uint32(raw[4:]))
	if n <= 4 {
		return entry{kind, raw[8 : 8+n]}, true
	}
	at := uint64(t.order.Uint32(raw[8:]))
	if at+n > uint64(len(t.data)) {
		return entry{}, false
	}
	return entry{kind, t.data[at : at+n]}, true
}

func (d directory) has(tag uint16) bool {
	_, ok := d.entries[tag]
	return ok
}

// text is an ASCII value up to its zero; some writers call it bytes.
func (d directory) text(tag uint16) string {
	e := d.entries[tag]
	if e.kind != 1 && e.kind != 2 && e.kind != 7 {
		return ""
	}
	s, _, _ := strings.Cut(string(e.value[:min(len(e.value), 256)]), "\x00")
	return s
}

// number is the first of a SHORT, LONG or IFD value.
func (d directory) number(tag uint16) (uint32, bool) {
	switch e := d.entries[tag]; {
	case e.kind == 3 && len(e.value) >= 2:
		return uint32(d.order.Uint16(e.value)), true
	case (e.kind == 4 || e.kind == 13) && len(e.value) >= 4:
		return d.order.Uint32(e.value), true
	}
	return 0, false
}
