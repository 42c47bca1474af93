package colour_test

import (
	"bytes"
	"encoding/binary"
	"math"
)

// tagged is a profile of given tags.
func tagged(space, pcs string, tags ...struct {
	name string
	data []byte
},
) []byte {
	out := make([]byte, 128)
	out[8] = 2
	copy(out[12:], "prtr"+space+pcs)
	copy(out[36:], "acsp")
	for i, v := range []uint32{0xf6d6, 0x10000, 0xd32d} {
		binary.BigEndian.PutUint32(out[68+4*i:], v)
	}
	out = binary.BigEndian.AppendUint32(out, uint32(len(tags)))
	at := len(out) + 12*len(tags)
	var body []byte
	for _, tag := range tags {
		out = append(out, tag.name...)
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tag.data)))
		body = append(body, tag.data...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}

type tag = struct {
	name string
	data []byte
}

func greyProfile(pcs string, curve []byte) []byte {
	return tagged("GRAY", pcs, tag{"kTRC", curve})
}

// colourCurve is a curv tag of 4096 points.
func colourCurve(light func(float64) float64) []byte {
	data := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), 4096)
	for i := range 4096 {
		data = binary.BigEndian.AppendUint16(data, uint16(math.Round(65535*light(float64(i)/4095))))
	}
	return data
}

// tableProfile has a lut16Type table of so many nodes a side whose colours are
// all grey: RGB of the lightness of its mean, CMYK of what the inks leave.
func tableProfile(space string, side int) []byte {
	inks := len(bytes.TrimSpace([]byte(space)))
	data := append([]byte("mft2\x00\x00\x00\x00"), byte(inks), 3, byte(side), 0)
	for _, v := range []uint32{1, 0, 0, 0, 1, 0, 0, 0, 1} {
		data = binary.BigEndian.AppendUint32(data, v<<16)
	}
	two := []byte{0, 0, 0xff, 0xff}
	data = append(data, 0, 2, 0, 2)
	data = append(data, bytes.Repeat(two, inks)...)
	nodes := int(math.Pow(float64(side), float64(inks)))
	for n := range nodes {
		var sum, last float64
		for i, rest := 0, n; i < inks; i, rest = i+1, rest/side {
			v := float64(rest%side) / float64(side-1)
			if i == 0 {
				last = v // the fastest: B or K
			}
			sum += v
		}
		l := sum / 3
		if inks == 4 {
			l = (1 - (sum-last)/3) * (1 - last)
		}
		data = binary.BigEndian.AppendUint16(data, uint16(math.Round(l*0xff00)))
		data = append(data, 0x80, 0, 0x80, 0)
	}
	data = append(data, bytes.Repeat(two, 3)...)
	return tagged(space, "Lab ", tag{"A2B0", data})
}

// broken cuts a tag to n bytes.
func broken(profile []byte, name string, n uint32) []byte {
	at := bytes.Index(profile, []byte(name))
	binary.BigEndian.PutUint32(profile[at+8:], n)
	return profile
}

// withNodes lies about the nodes of a table.
func withNodes(profile []byte, side byte) []byte {
	profile[bytes.Index(profile, []byte("mft2"))+10] = side
	return profile
}

// para is a parametric curve tag.
func para(kind uint16, values ...float64) []byte {
	data := binary.BigEndian.AppendUint16([]byte("para\x00\x00\x00\x00"), kind)
	data = append(data, 0, 0)
	for _, v := range values {
		data = binary.BigEndian.AppendUint32(data, uint32(int32(math.Round(v*65536))))
	}
	return data
}

func parametricProfile() []byte {
	return greyProfile("XYZ ", para(3, 2.4, 1/1.055, .055/1.055, 1/12.92, .04045))
}
