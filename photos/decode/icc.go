package decode

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
)

// jpegProfile collects an ICC profile from APP2 segments (ICC.1:2022 annex B.4).
type jpegProfile struct {
	parts  map[byte][]byte
	count  byte
	size   int
	broken bool
}

func (p *jpegProfile) add(body []byte) {
	body, ok := bytes.CutPrefix(body, []byte("ICC_PROFILE\x00"))
	if !ok || len(body) < 2 || p.broken {
		return
	}
	number, count := body[0], body[1]
	if p.parts == nil {
		p.parts, p.count = map[byte][]byte{}, count
	}
	p.size += len(body) - 2
	if _, twice := p.parts[number]; twice || number == 0 || number > count || count != p.count || p.size > maxProfile {
		p.broken = true
		return
	}
	p.parts[number] = body[2:]
}

// bytes is the whole profile, nil when there is none or a part is missing.
func (p *jpegProfile) bytes() []byte {
	if p.broken || p.count == 0 || len(p.parts) != int(p.count) {
		return nil
	}
	var whole []byte
	for i := 1; i <= int(p.count); i++ {
		whole = append(whole, p.parts[byte(i)]...)
	}
	return whole
}

// profileName is the description in an ICC profile (ICC.1:2022 section 7.3 and
// the desc type of ICC.1:2001-04), "" when there is none.
func profileName(profile []byte) string {
	const tagTable, maxTags = 128, 100
	if len(profile) < tagTable+4 || string(profile[36:40]) != "acsp" {
		return ""
	}
	count := binary.BigEndian.Uint32(profile[tagTable:])
	for i := range min(int(count), maxTags) {
		entry := tagTable + 4 + 12*i
		if entry+12 > len(profile) {
			return ""
		}
		if string(profile[entry:entry+4]) != "desc" {
			continue
		}
		at, n := uint64(binary.BigEndian.Uint32(profile[entry+4:])), uint64(binary.BigEndian.Uint32(profile[entry+8:]))
		if at+n > uint64(len(profile)) {
			return ""
		}
		return description(profile[at : at+n])
	}
	return ""
}

func description(tag []byte) string {
	if len(tag) < 12 {
		return ""
	}
	switch string(tag[:4]) {
	case "desc":
		n := uint64(binary.BigEndian.Uint32(tag[8:]))
		return tidy(string(tag[12:min(12+n, uint64(len(tag)))]))
	case "mluc":
		if len(tag) < 28 {
			return ""
		}
		n, at := uint64(binary.BigEndian.Uint32(tag[20:])), uint64(binary.BigEndian.Uint32(tag[24:]))
		if at+n > uint64(len(tag)) {
			return ""
		}
		var units []uint16
		for text := tag[at : at+min(n, 256)]; len(text) >= 2; text = text[2:] {
			units = append(units, binary.BigEndian.Uint16(text))
		}
		return tidy(string(utf16.Decode(units)))
	}
	return ""
}

// tidy makes text from a file fit to show: valid, printable, one line, at most
// 64 characters, without what follows a zero.
func tidy(s string) string {
	s, _, _ = strings.Cut(s, "\x00")
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if r == unicode.ReplacementChar || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	runes := []rune(strings.Join(strings.Fields(s), " "))
	return strings.TrimSpace(string(runes[:min(len(runes), 64)]))
}
