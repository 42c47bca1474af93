package hevc

import (
	"encoding/binary"
	"math/bits"
)

// cabac is the arithmetic decoding engine of 9.3.4.3. ivlOffset is the top 9
// bits of window; the bits below are read ahead, at least 24 of them before
// every call, zeros beyond the end of the data. Nothing here branches on the
// value of a bin: a wrong guess costs more than the work.
type cabac struct {
	window uint64
	width  uint32 // ivlCurrRange
	ahead  int    // how many bits are read ahead
	at     int    // of the next byte to be read
	data   []byte
	states [contextCount]uint8 // pStateIdx << 1 | valMps
}

const topBit = 55 // of the window, above which is ivlOffset

// start begins to decode at a byte (9.3.2.5).
func (c *cabac) start(at int) {
	c.at, c.width, c.window, c.ahead = at, 510, 0, -9
	c.refill()
	c.refill()
}

// refill reads four bytes more. ahead must be below 24.
func (c *cabac) refill() {
	var next uint32
	if c.at+4 <= len(c.data) {
		next = binary.BigEndian.Uint32(c.data[c.at:])
	} else {
		for i := range 4 {
			if c.at+i < len(c.data) {
				next |= uint32(c.data[c.at+i]) << (24 - 8*i)
			}
		}
	}
	c.at += 4
	c.window |= uint64(next) << uint(topBit-32-c.ahead)
	c.ahead += 32
}

// aligned is the first byte that is not read, after a terminating bin
// (9.3.2.5): the bits of ivlOffset are read, the last of them a one that ends
// the coded data.
func (c *cabac) aligned() int { return c.at - c.ahead>>3 }

// exhausted is whether more was read than there is.
func (c *cabac) exhausted() bool { return c.aligned() > len(c.data) }

// bin decodes a bin by its context (9.3.4.3.2).
func (c *cabac) bin(context int) uint32 {
	state := &c.states[context]
	s := *state
	lps := uint32(rangeLPS[s<<1&0xfc|uint8(c.width>>6)&3])
	mps := c.width - lps
	scaled := uint64(mps) << topBit
	_, borrow := bits.Sub64(c.window, scaled, 0)
	least := borrow - 1 // all ones for the least probable symbol
	width := mps ^ (mps^lps)&uint32(least)
	shift := uint(bits.LeadingZeros32(width)) - 23
	*state = nextState[s|uint8(least)&0x80]
	c.window = (c.window - scaled&least) << (shift & 63)
	c.width = width << (shift & 31)
	c.ahead -= int(shift)
	if c.ahead < 24 {
		c.refill()
	}
	return uint32(s^uint8(least)) & 1
}

// bypass decodes a bin without a context (9.3.4.3.4).
func (c *cabac) bypass() uint32 {
	half := uint64(c.width) << (topBit - 1)
	_, borrow := bits.Sub64(c.window, half, 0)
	one := borrow - 1
	c.window = (c.window - half&one) << 1
	if c.ahead--; c.ahead < 24 {
		c.refill()
	}
	return uint32(one) & 1
}

// bypasses decodes n <= 24 such bins, the first the highest: together they are
// a quotient.
func (c *cabac) bypasses(n int) uint32 {
	down := uint(topBit-n) & 63
	q := c.window >> down / uint64(c.width)
	c.window = (c.window - q*uint64(c.width)<<down) << (uint(n) & 63)
	if c.ahead -= n; c.ahead < 24 {
		c.refill()
	}
	return uint32(q)
}

// peek is what bypasses(24) would be, without decoding them.
func (c *cabac) peek() uint32 { return uint32(c.window >> (topBit - 24) / uint64(c.width)) }

// take decodes the first n <= 24 of the bins of a peek.
func (c *cabac) take(peeked uint32, n int) {
	down := uint(topBit-n) & 63
	q := uint64(peeked >> (uint(24-n) & 31))
	c.window = (c.window - q*uint64(c.width)<<down) << (uint(n) & 63)
	if c.ahead -= n; c.ahead < 24 {
		c.refill()
	}
}

// terminate decodes a bin before the end of something (9.3.4.3.5).
func (c *cabac) terminate() bool {
	c.width -= 2
	if c.window >= uint64(c.width)<<topBit {
		return true
	}
	if c.width < 256 {
		c.width <<= 1
		c.window <<= 1
		if c.ahead--; c.ahead < 24 {
			c.refill()
		}
	}
	return false
}

// nextState is the state after a bin, by state and, in bit 7, whether the bin
// was the least probable symbol.
var nextState = func() (next [256]uint8) {
	for s := range uint8(64) {
		for mps := range uint8(2) {
			next[s<<1|mps] = min(s+1, 62)<<1 | mps
			if s == 63 {
				next[s<<1|mps] = s<<1 | mps
			}
			to := transIdxLPS[s]<<1 | mps
			if s == 0 {
				to ^= 1
			}
			next[0x80|s<<1|mps] = to
		}
	}
	return next
}()

// transIdxLPS is of table 9-47.
var transIdxLPS = [64]uint8{
	0, 0, 1, 2, 2, 4, 4, 5, 6, 7, 8, 9, 9, 11, 11, 12, 13, 13, 15, 15, 16, 16, 18, 18, 19, 19, 21, 21, 22, 22, 23, 24,
	24, 25, 26, 26, 27, 27, 28, 29, 29, 30, 30, 30, 31, 32, 32, 33, 33, 33, 34, 34, 35, 35, 35, 36, 36, 36, 37, 37, 37, 38, 38, 63,
}

// rangeLPS is table 9-46, by pStateIdx << 2 | qRangeIdx.
var rangeLPS = [256]uint8{
	128, 176, 208, 240, 128, 167, 197, 227, 128, 158, 187, 216, 123, 150, 178, 205,
	116, 142, 169, 195, 111, 135, 160, 185, 105, 128, 152, 175, 100, 122, 144, 166,
	95, 116, 137, 158, 90, 110, 130, 150, 85, 104, 123, 142, 81, 99, 117, 135,
	77, 94, 111, 128, 73, 89, 105, 122, 69, 85, 100, 116, 66, 80, 95, 110,
	62, 76, 90, 104, 59, 72, 86, 99, 56, 69, 81, 94, 53, 65, 77, 89,
	51, 62, 73, 85, 48, 59, 69, 80, 46, 56, 66, 76, 43, 53, 63, 72,
	41, 50, 59, 69, 39, 48, 56, 65, 37, 45, 54, 62, 35, 43, 51, 59,
	33, 41, 48, 56, 32, 39, 46, 53, 30, 37, 43, 50, 29, 35, 41, 48,
	27, 33, 39, 45, 26, 31, 37, 43, 24, 30, 35, 41, 23, 28, 33, 39,
	22, 27, 32, 37, 21, 26, 30, 35, 20, 24, 29, 33, 19, 23, 27, 31,
	18, 22, 26, 30, 17, 21, 25, 28, 16, 20, 23, 27, 15, 19, 22, 25,
	14, 18, 21, 24, 14, 17, 20, 23, 13, 16, 19, 22, 12, 15, 18, 21,
	12, 14, 17, 20, 11, 14, 16, 19, 11, 13, 15, 18, 10, 12, 15, 17,
	10, 12, 14, 16, 9, 11, 13, 15, 9, 11, 12, 14, 8, 10, 12, 14,
	8, 9, 11, 13, 7, 9, 11, 12, 7, 9, 10, 12, 7, 8, 10, 11,
	6, 8, 9, 11, 6, 7, 9, 10, 6, 7, 8, 9, 2, 2, 2, 2,
}
