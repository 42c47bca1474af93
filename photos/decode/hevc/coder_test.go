package hevc

// bitWriter writes the descriptors of 7.2.
type bitWriter struct {
	data []byte
	free int // bits of the last byte
}

func (w *bitWriter) u(n, v int) {
	for n--; n >= 0; n-- {
		if w.free == 0 {
			w.data, w.free = append(w.data, 0), 8
		}
		w.free--
		w.data[len(w.data)-1] |= byte(v>>n&1) << w.free
	}
}

func (w *bitWriter) flag(b bool) {
	if b {
		w.u(1, 1)
	} else {
		w.u(1, 0)
	}
}

func (w *bitWriter) ue(v ...int) {
	for _, v := range v {
		n := ceilLog2(v + 2) // bits of v+1
		w.u(n-1, 0)
		w.u(n, v+1)
	}
}

func (w *bitWriter) end() { w.u(1, 1); w.free = 0 }

// unit is a NAL unit with emulation prevention.
func (w *bitWriter) unit(kind byte) []byte {
	out := []byte{kind << 1, 1}
	zeros := 0
	for _, b := range w.data {
		if zeros >= 2 && b <= 3 {
			out, zeros = append(out, 3), 0
		}
		if out = append(out, b); b == 0 {
			zeros++
		} else {
			zeros = 0
		}
	}
	return out
}

// coder is the arithmetic encoder of 9.3.5 (informative).
type coder struct {
	bitWriter
	low, width, outstanding int
	first                   bool
	states                  [contextCount]uint8
}

func (c *coder) start() { c.low, c.width, c.outstanding, c.first = 0, 510, 0, true }

func (c *coder) put(bit int) {
	if c.first {
		c.first = false
	} else {
		c.u(1, bit)
	}
	for ; c.outstanding > 0; c.outstanding-- {
		c.u(1, 1-bit)
	}
}

func (c *coder) renorm() {
	for c.width < 256 {
		switch {
		case c.low < 256:
			c.put(0)
		case c.low >= 512:
			c.low -= 512
			c.put(1)
		default:
			c.low -= 256
			c.outstanding++
		}
		c.width, c.low = c.width<<1, c.low<<1
	}
}

func (c *coder) bin(context, bin int) {
	s := c.states[context]
	lps := int(rangeLPS[int(s>>1)<<2|c.width>>6&3])
	c.width -= lps
	if bin != int(s&1) {
		c.low, c.width = c.low+c.width, lps
		s |= 0x80
	}
	c.states[context] = nextState[s]
	c.renorm()
}

func (c *coder) bypass(n, v int) {
	for n--; n >= 0; n-- {
		c.low <<= 1
		if v>>n&1 != 0 {
			c.low += c.width
		}
		switch {
		case c.low >= 1024:
			c.put(1)
			c.low -= 1024
		case c.low < 512:
			c.put(0)
		default:
			c.low -= 512
			c.outstanding++
		}
	}
}

// terminate codes a bin before the end of something, and the end.
func (c *coder) terminate(end bool) {
	c.width -= 2
	if !end {
		c.renorm()
		return
	}
	c.low += c.width
	c.width = 2
	c.renorm()
	c.put(c.low >> 9 & 1)
	c.u(2, c.low>>7&3|1)
	c.free = 0
}

func (c *coder) reset(qp int) {
	var like cabac
	like.reset(qp)
	c.states = like.states
}
