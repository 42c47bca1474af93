package compose

import (
	"encoding/binary"
	"math"
)

// profileSRGB makes the ICC profile of sRGB, version 2 for the sake of old
// viewers: primaries adapted to D50 as the ICC publishes them and the curve of
// IEC 61966-2-1 at 1024 points.
func profileSRGB() []byte {
	xyz := func(x, y, z uint32) []byte {
		tag := append([]byte("XYZ "), 0, 0, 0, 0)
		for _, v := range []uint32{x, y, z} {
			tag = binary.BigEndian.AppendUint32(tag, v)
		}
		return tag
	}
	curve := curveSRGB()
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", describe("sRGB")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright\x00"...)},
		{"wtpt", xyz(0xf6d6, 0x10000, 0xd32d)},
		{"rXYZ", xyz(0x6fa2, 0x38f5, 0x0390)},
		{"gXYZ", xyz(0x6299, 0xb785, 0x18da)},
		{"bXYZ", xyz(0x24a0, 0x0f84, 0xb6cf)},
		{"rTRC", curve},
		{"gTRC", nil}, // the same curve
		{"bTRC", nil},
	}
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	var at, size uint32
	for _, tag := range tags {
		if tag.data != nil {
			at, size = uint32(128+4+12*len(tags)+len(body)), uint32(len(tag.data))
			body = append(body, tag.data...)
			body = append(body, make([]byte, -len(body)&3)...)
		}
		table = append(table, tag.name...)
		table = binary.BigEndian.AppendUint32(table, at)
		table = binary.BigEndian.AppendUint32(table, size)
	}
	header := make([]byte, 128)
	binary.BigEndian.PutUint32(header, uint32(128+len(table)+len(body)))
	header[8], header[9] = 2, 0x10
	copy(header[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1} {
		binary.BigEndian.PutUint16(header[24+2*i:], v)
	}
	copy(header[36:], "acsp")
	for i, v := range []uint32{0xf6d6, 0x10000, 0xd32d} {
		binary.BigEndian.PutUint32(header[68+4*i:], v)
	}
	return append(append(header, table...), body...)
}

func curveSRGB() []byte {
	const points = 1024
	curve := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= .04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+.055)/1.055, 2.4)
		}
		curve = binary.BigEndian.AppendUint16(curve, uint16(math.Round(v*65535)))
	}
	return curve
}

// describe is a description tag of ICC version 2.
func describe(name string) []byte {
	tag := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)+1))
	tag = append(append(tag, name...), 0)
	return append(tag, make([]byte, 4+4+2+1+67)...) // no Unicode, no Macintosh text
}
