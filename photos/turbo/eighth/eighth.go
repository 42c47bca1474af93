// Package eighth decodes JPEG photos at one eighth of their size, several
// times faster than a decoder that can do more: of most blocks of 8 x 8 pixels
// only the mean is wanted, and the rest of their bits is passed over many
// coefficients at a time.
//
// It reads what cameras and phones write, 8 bit grey or YCbCr, sequential or
// progressive, and only files without any fault. Everything else is left to a
// full decoder.
package eighth

import (
	"bytes"
	"encoding/binary"
	"image"
)

// Decode returns the stored picture at one eighth, each side rounded up,
// opaque, in the file's own colours and stored orientation. Every pixel is the
// mean of 8 x 8 of the photo's; the colour is as fine as a picture of the
// given width made of it can show. It reports false for a file that is not of
// the common kinds, not without fault or not fine enough, which a full decoder
// must judge.
func Decode(data []byte, width int) (*image.NRGBA, bool) {
	d := decoder{data: data, wanted: width}
	if !d.read() {
		return nil, false
	}
	return d.picture(), true
}

// component is one colour plane of the photo.
type component struct {
	id, h, v     int // h and v: how many blocks a unit has
	quant        *quantizer
	dc, ac       *table
	last         int32 // the previous block's mean
	w, rows      int   // in blocks, without padding
	stride       int   // of means, in blocks
	means        []int16
	details      [][3]int16 // of subsampled planes: coefficients 0 1, 1 0, 1 1
	low          int        // bits of the means still to come; -1 before the first scan
	spanX, spanY int        // pixels of the result that a block covers
}

// quantizer is the steps of the four coefficients that are used: 0 0, 0 1, 1 0
// and 1 1.
type quantizer [4]int32

type decoder struct {
	data           []byte
	at             int
	width, height  int
	unitsX, unitsY int // of all components together
	progressive    bool
	adobe, jfif    bool
	transform      byte // of Adobe
	restart        int
	quants         [4]*quantizer
	dcs, acs       [4]*table
	components     []component
	wanted         int  // the width that matters
	smooth         bool // subsampled colour needs no detail of its own
	bits           bits
}

// read walks the file's markers until the picture is complete.
func (d *decoder) read() bool {
	if !bytes.HasPrefix(d.data, []byte{0xff, 0xd8}) {
		return false
	}
	d.at = 2
	for {
		for d.at+1 < len(d.data) && d.data[d.at] == 0xff && d.data[d.at+1] == 0xff {
			d.at++
		}
		if d.at+2 > len(d.data) || d.data[d.at] != 0xff {
			return false
		}
		marker := d.data[d.at+1]
		if marker == 0xd9 {
			return d.complete()
		}
		if d.at+4 > len(d.data) {
			return false
		}
		n := int(binary.BigEndian.Uint16(d.data[d.at+2:]))
		if n < 2 || d.at+2+n > len(d.data) {
			return false
		}
		body := d.data[d.at+4 : d.at+2+n]
		d.at += 2 + n
		if !d.segment(marker, body) {
			return false
		}
		// What follows the last scan of a sequential photo does not matter.
		if marker == 0xda && !d.progressive && d.complete() {
			return true
		}
	}
}

func (d *decoder) segment(marker byte, body []byte) bool {
	switch marker {
	case 0xc0, 0xc1, 0xc2:
		d.progressive = marker == 0xc2
		return d.frame(body)
	case 0xc4:
		return d.tables(body)
	case 0xdb:
		return d.quantizers(body)
	case 0xdd:
		if len(body) != 2 {
			return false
		}
		d.restart = int(binary.BigEndian.Uint16(body))
		return true
	case 0xda:
		return d.scan(body)
	case 0xe0:
		d.jfif = d.jfif || bytes.HasPrefix(body, []byte("JFIF\x00"))
		return true
	case 0xee:
		if bytes.HasPrefix(body, []byte("Adobe")) && len(body) >= 12 {
			d.adobe, d.transform = true, body[11]
		}
		return true
	}
	// Comments and what programs keep for themselves; all others change how
	// the picture is coded.
	return marker == 0xfe || marker >= 0xe1 && marker <= 0xef
}

func (d *decoder) complete() bool {
	for _, c := range d.components {
		if c.low != 0 {
			return false
		}
	}
	return len(d.components) > 0
}

func (d *decoder) quantizers(body []byte) bool {
	for len(body) > 0 {
		wide, id := body[0]>>4, body[0]&15
		size := 64 << wide
		if wide > 1 || id > 3 || len(body) < 1+size {
			return false
		}
		q := new(quantizer)
		for i, at := range [4]int{0, 1, 2, 4} { // in zigzag order
			if wide == 1 {
				q[i] = int32(binary.BigEndian.Uint16(body[1+2*at:]))
			} else {
				q[i] = int32(body[1+at])
			}
		}
		d.quants[id] = q
		body = body[1+size:]
	}
	return true
}

func (d *decoder) tables(body []byte) bool {
	for len(body) > 0 {
		class, id := body[0]>>4, body[0]&15
		if class > 1 || id > 3 {
			return false
		}
		t, rest := newTable(body[1:])
		if t == nil {
			return false
		}
		if class == 0 {
			d.dcs[id] = t
		} else {
			d.acs[id] = t
		}
		body = rest
	}
	return true
}

func (d *decoder) frame(body []byte) bool {
	if len(d.components) > 0 || len(body) < 6 || body[0] != 8 {
		return false
	}
	d.height, d.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	count := int(body[5])
	if d.width == 0 || d.height == 0 || count != 1 && count != 3 || len(body) != 6+3*count {
		return false
	}
	// A block takes at least one bit.
	if d.width*d.height/512 > len(d.data) {
		return false
	}
	most := [2]int{1, 1}
	for i := range count {
		p := body[6+3*i:]
		c := component{id: int(p[0]), h: int(p[1] >> 4), v: int(p[1] & 15), low: -1}
		if c.h < 1 || c.v < 1 || c.h > 2 || c.v > 2 || p[2] > 3 || d.quants[p[2]] == nil {
			return false
		}
		c.quant = d.quants[p[2]]
		most = [2]int{max(most[0], c.h), max(most[1], c.v)}
		d.components = append(d.components, c)
	}
	if count == 1 { // a single plane has no units of several blocks
		d.components[0].h, d.components[0].v, most = 1, 1, [2]int{1, 1}
	}
	d.unitsX, d.unitsY = above(d.width, 8*most[0]), above(d.height, 8*most[1])
	for i := range d.components {
		c := &d.components[i]
		c.spanX, c.spanY = most[0]/c.h, most[1]/c.v
		c.w, c.rows = above(above(d.width*c.h, most[0]), 8), above(above(d.height*c.v, most[1]), 8)
		c.stride = d.unitsX * c.h
		c.means = make([]int16, c.stride*d.unitsY*c.v)
		if c.spanX*c.spanY > 1 {
			c.details = make([][3]int16, len(c.means))
		}
	}
	d.smooth = 2*d.wanted <= above(d.width, 8)
	if d.progressive && d.subsampled() {
		// The detail of its colour comes late and is guessed instead.
		d.smooth = true
		if 10*d.wanted > 7*above(d.width, 8) {
			return false
		}
	}
	return d.components[0].spanX*d.components[0].spanY == 1 && d.yCbCr()
}

// yCbCr reports whether the colours are what nearly all photos have, by the
// rules of libjpeg.
func (d *decoder) yCbCr() bool {
	if len(d.components) == 1 || d.jfif {
		return true
	}
	if d.adobe {
		return d.transform == 1
	}
	return d.components[0].id == 1 && d.components[1].id == 2 && d.components[2].id == 3
}

func (d *decoder) subsampled() bool {
	for _, c := range d.components {
		if c.details != nil {
			return true
		}
	}
	return false
}

// above is n/by rounded up.
func above(n, by int) int { return (n + by - 1) / by }
