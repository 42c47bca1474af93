package colour

import (
	"encoding/binary"
	"math"
)

// Primaries are CIE xy chromaticities.
type Primaries struct{ Red, Green, Blue, White [2]float64 }

var (
	d65 = [2]float64{.3127, .329}

	primariesSRGB  = Primaries{[2]float64{.64, .33}, [2]float64{.3, .6}, [2]float64{.15, .06}, d65}
	primariesAdobe = Primaries{[2]float64{.64, .33}, [2]float64{.21, .71}, [2]float64{.15, .06}, d65}
	primariesP3    = Primaries{[2]float64{.68, .32}, [2]float64{.265, .69}, [2]float64{.15, .06}, d65}
	primaries2020  = Primaries{[2]float64{.708, .292}, [2]float64{.17, .797}, [2]float64{.131, .046}, d65}
)

// SRGB is a small profile of sRGB, fit to be embedded in exports. Its version
// is 2 for the sake of old viewers; its curve has 1024 points.
func SRGB() []byte { return Make("sRGB", primariesSRGB, 1024, linear) }

// AdobeRGB is a profile of Adobe RGB (1998), for cameras that say so without
// embedding it (DCF 2.0).
func AdobeRGB() []byte {
	return Make("", primariesAdobe, 4096, func(v float64) float64 { return math.Pow(v, 563./256) })
}

// Make is the ICC profile (version 2) of primaries, adapted to D50, and of one
// curve for all channels at so many points. An empty name describes nothing.
// Primaries must span a triangle.
func Make(name string, p Primaries, points int, light func(v float64) float64) []byte {
	m := p.toXYZ()
	column := func(i int) []byte { return xyzTag(m[0][i], m[1][i], m[2][i]) }
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", describe(name)},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright\x00"...)},
		{"wtpt", xyzTag(d50[0], d50[1], d50[2])},
		{"rXYZ", column(0)},
		{"gXYZ", column(1)},
		{"bXYZ", column(2)},
		{"rTRC", curveTag(points, light)},
		{"gTRC", nil}, // the same curve
		{"bTRC", nil},
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	var at, size uint32
	for _, tag := range tags {
		if tag.data != nil {
			at, size = uint32(table+4+12*len(tags)+len(body)), uint32(len(tag.data))
			body = append(body, tag.data...)
			body = append(body, make([]byte, -len(body)&3)...)
		}
		head = append(head, tag.name...)
		head = binary.BigEndian.AppendUint32(head, at)
		head = binary.BigEndian.AppendUint32(head, size)
	}
	header := make([]byte, table)
	binary.BigEndian.PutUint32(header, uint32(table+len(head)+len(body)))
	header[8], header[9] = 2, 0x10
	copy(header[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1} {
		binary.BigEndian.PutUint16(header[24+2*i:], v)
	}
	copy(header[36:], "acsp")
	copy(header[68:], xyzTag(d50[0], d50[1], d50[2])[8:])
	return append(append(header, head...), body...)
}

func xyzTag(values ...float64) []byte {
	tag := append([]byte("XYZ "), 0, 0, 0, 0)
	for _, v := range values {
		tag = binary.BigEndian.AppendUint32(tag, uint32(int32(math.Round(v*65536))))
	}
	return tag
}

func curveTag(points int, light func(v float64) float64) []byte {
	tag := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), uint32(points))
	for i := range points {
		v := clip(light(float64(i) / float64(points-1)))
		tag = binary.BigEndian.AppendUint16(tag, uint16(math.Round(v*65535)))
	}
	return tag
}

// describe is a description tag of ICC version 2.
func describe(name string) []byte {
	tag := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)+1))
	tag = append(append(tag, name...), 0)
	return append(tag, make([]byte, 4+4+2+1+67)...) // no Unicode, no Macintosh text
}
