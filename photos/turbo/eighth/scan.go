package eighth

import "bytes"

// scan reads one scan, whose header is body and whose bits start at d.at.
func (d *decoder) scan(body []byte) bool {
	if len(body) < 1 || len(body) != 4+2*int(body[0]) {
		return false
	}
	end := body[1+2*int(body[0]):]
	first, last, high, low := end[0], end[1], end[2]>>4, end[2]&15
	var in []*component
	for i := range int(body[0]) {
		c := d.component(int(body[1+2*i]))
		ids := body[2+2*i]
		if c == nil || ids>>4 > 3 || ids&15 > 3 {
			return false
		}
		c.dc, c.ac, c.last = d.dcs[ids>>4], d.acs[ids&15], 0
		in = append(in, c)
	}
	if !d.progressive {
		return first == 0 && last == 63 && high|low == 0 && d.walk(in, sequential, 0) && lowered(in, -1, 0)
	}
	switch {
	case first > 0: // of no interest, but it must be there
		return d.pass()
	case last != 0 || low > 13:
		return false
	case high == 0:
		return d.walk(in, firstBits, low) && lowered(in, -1, int(low))
	}
	return high == low+1 && lowered(in, int(high), int(low)) && d.walk(in, nextBit, low)
}

// What the blocks of a scan hold.
type content int

const (
	sequential content = iota // everything
	firstBits                 // the first bits of the means
	nextBit                   // one more bit of them
)

func (d *decoder) component(id int) *component {
	for i := range d.components {
		if d.components[i].id == id {
			return &d.components[i]
		}
	}
	return nil
}

// lowered notes that the means of the components have all bits from low on,
// when before it was from bit was on.
func lowered(in []*component, was, low int) bool {
	for _, c := range in {
		if c.low != was {
			return false
		}
		c.low = low
	}
	return true
}

// pass goes on to the marker after the scan.
func (d *decoder) pass() bool {
	for {
		i := bytes.IndexByte(d.data[d.at:], 0xff)
		if i < 0 || d.at+i+1 >= len(d.data) {
			return false
		}
		d.at += i
		if m := d.data[d.at+1]; m != 0 && (m < 0xd0 || m > 0xd7) {
			return true
		}
		d.at += 2
	}
}

// walk reads every block of a scan in its order.
func (d *decoder) walk(in []*component, what content, low byte) bool {
	for _, c := range in {
		if what != nextBit && (c.dc == nil || c.low >= 0) || what == sequential && c.ac == nil {
			return false
		}
	}
	b := &d.bits
	b.reset(d.data[d.at:])
	across, down := d.unitsX, d.unitsY
	if len(in) == 1 {
		across, down = in[0].w, in[0].rows
	}
	left, number := d.restart, byte(0)
	for y := range down {
		for x := range across {
			if d.restart > 0 {
				if left == 0 {
					if !d.resume(in, number) {
						return false
					}
					left, number = d.restart, (number+1)&7
				}
				left--
			}
			if !unit(b, in, x, y, what, low, d.smooth) {
				return false
			}
		}
	}
	if b.overran() {
		return false
	}
	d.at = len(d.data) - len(b.src)
	return d.pass() || what == sequential
}

// unit reads the blocks of all components for one place.
func unit(b *bits, in []*component, x, y int, what content, low byte, smooth bool) bool {
	for _, c := range in {
		h, v := c.h, c.v
		if len(in) == 1 {
			h, v = 1, 1
		}
		for row := y * v; row < y*v+v; row++ {
			for at := row*c.stride + x*h; at < row*c.stride+x*h+h; at++ {
				ok := false
				switch {
				case what == nextBit:
					ok = nextMean(b, c, at, low)
				case what == firstBits:
					ok = firstMean(b, c, at, low)
				case c.details == nil || smooth:
					ok = firstMean(b, c, at, 0) && b.skip(c.ac, 1)
				default:
					ok = firstMean(b, c, at, 0) && detailed(b, c, at)
				}
				if !ok {
					return false
				}
			}
		}
	}
	return true
}

// resume goes on after a restart marker of the given number.
func (d *decoder) resume(in []*component, number byte) bool {
	b := &d.bits
	// Less than a byte of filling may be left.
	if b.overran() || !b.closed || b.end*8-(b.pos*8-int(b.n)) > 7 {
		return false
	}
	if len(b.src) < 2 || b.src[1] != 0xd0+number {
		return false
	}
	b.reset(b.src[2:])
	for _, c := range in {
		c.last = 0
	}
	return true
}

func firstMean(b *bits, c *component, at int, low byte) bool {
	if !b.block() {
		return false
	}
	v, ok := b.number(c.dc)
	c.last += v
	c.means[at] = int16(c.last << low)
	return ok && uint32(c.last+1<<14) < 1<<15
}

func nextMean(b *bits, c *component, at int, low byte) bool {
	if !b.block() {
		return false
	}
	b.refill()
	c.means[at] |= int16(b.acc>>63) << low
	b.drop(1)
	return true
}

// detailed reads the rest of a block whose lowest frequencies are wanted.
func detailed(b *bits, c *component, at int) bool {
	var low [65]int16
	k := 1
	for k < 5 {
		value, next, ok := b.one(c.ac, k)
		if !ok {
			return false
		}
		low[next] = int16(value)
		k = next
	}
	c.details[at] = [3]int16{low[2], low[3], low[5]}
	return k == 64 || b.skip(c.ac, k)
}
