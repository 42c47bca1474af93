package eighth

import (
	"bytes"
	"encoding/binary"
)

const (
	// peek is how many bits a table is indexed by. Two tables of this size
	// stay in the first level cache.
	peek = 13
	// ended marks an entry whose symbols end the block.
	ended = 128
)

// table is one Huffman code (ITU-T T.81 annex C), looked up by the next bits.
type table struct {
	// skips tells how many bits (low byte) are whole symbols of a block with
	// their extra bits, and how far along the block those go (high byte): 64
	// when not even one symbol fits.
	skips [1 << peek]uint16
	// values is the number that the first symbol and its extra bits stand for
	// (from bit 16), how far along the block it goes (second byte) and how
	// many bits it all is (low byte); 0 when it does not fit.
	values [1 << peek]int32
	// symbols is the first symbol (high byte) and the length of its code (low
	// byte); 0 when that is longer than peek.
	symbols [1 << peek]uint16
	// Codes of length n are below limits[n], aligned to 16 bits, and the
	// symbol of code c is listed[c>>(16-n)+offsets[n]].
	limits  [17]uint32
	offsets [17]int32
	listed  []byte
}

// newTable reads a code from the body of a marker and returns the rest; nil
// for a code that cannot be.
func newTable(body []byte) (*table, []byte) {
	if len(body) < 16 {
		return nil, nil
	}
	t, total := &table{}, 0
	for _, n := range body[:16] {
		total += int(n)
	}
	if total == 0 || total > 256 || len(body) < 16+total {
		return nil, nil
	}
	t.listed = bytes.Clone(body[16 : 16+total])
	code, at := uint32(0), 0
	for n := 1; n <= 16; n++ {
		t.offsets[n] = int32(at) - int32(code)
		for range body[n-1] {
			if n <= peek {
				for i := code << (peek - n); i < min((code+1)<<(peek-n), 1<<peek); i++ {
					t.symbols[i] = uint16(t.listed[at])<<8 | uint16(n)
				}
			}
			code, at = code+1, at+1
		}
		if code > 1<<n {
			return nil, nil
		}
		t.limits[n] = code << (16 - n)
		code <<= 1
	}
	t.fill()
	return t, body[16+total:]
}

// fill makes skips and values of symbols.
func (t *table) fill() {
	for i := range t.skips {
		used, ahead := 0, 0
		for {
			length, step, size := t.first(i << used)
			bits := length + size
			if length == 0 || used+bits > peek || ahead+step > 63 && step < ended {
				break
			}
			if used == 0 {
				t.values[i] = extended(int32(i<<length&(1<<peek-1)>>(peek-size)), uint(size))<<16 | int32(step&0x7f<<8|bits)
			}
			used, ahead = used+bits, ahead+step
			if step == ended {
				break
			}
		}
		if used == 0 {
			ahead = 64
		}
		t.skips[i] = uint16(ahead<<8 | used)
	}
}

// first is the first symbol of bits: the length of its code, 0 for none, how
// far along the block it goes, and how many extra bits it has.
func (t *table) first(bits int) (length, step, size int) {
	s := t.symbols[bits&(1<<peek-1)]
	length, step, size = int(s&0xff), int(s>>12)+1, int(s>>8&15)
	switch {
	case s>>8 == 0:
		step = ended
	case s>>8 == 0xf0:
	case size == 0: // no symbol of a sequential photo
		length = 0
	}
	return length, step, size
}

// extended is the number of n extra bits (T.81 figure F.12).
func extended(v int32, n uint) int32 {
	// Without a branch, which could not be foreseen.
	return v - (1<<n-1)&((v>>(n-1&31))-1)&-int32((n+15)>>4)
}

const (
	chunk = 1 << 15
	// margin is more than any one block can take: 65 symbols of 16 bits with
	// 16 extra bits each, and the reach of loads.
	margin = 65*4 + 60
)

// bits reads the entropy-coded bytes of a scan up to its next marker. Beyond
// them it reads zeros, and overran says so.
type bits struct {
	src      []byte // what has not been taken yet
	buf      [chunk + margin]byte
	pos, end int
	closed   bool // the marker is reached: src starts with it
	acc      uint64
	n        uint // valid bits at the top of acc; those below are true or 0
}

func (b *bits) reset(src []byte) {
	b.src, b.pos, b.end, b.closed, b.acc, b.n = src, 0, 0, false, 0, 0
	b.fill()
}

// fill takes bytes until the buffer is full, undoing the stuffing.
func (b *bits) fill() {
	b.end = copy(b.buf[:], b.buf[min(b.pos, b.end):b.end])
	b.pos = 0
	for !b.closed && b.end < chunk {
		part := b.src[:min(len(b.src), chunk-b.end)]
		plain := bytes.IndexByte(part, 0xff)
		switch {
		case plain < 0:
			plain = len(part)
			b.closed = plain == len(b.src)
		case plain+1 < len(b.src) && b.src[plain+1] == 0:
			b.end += copy(b.buf[b.end:], part[:plain+1])
			b.src = b.src[plain+2:]
			continue
		default:
			b.closed = true
		}
		b.end += copy(b.buf[b.end:], part[:plain])
		b.src = b.src[plain:]
	}
	clear(b.buf[b.end : b.end+margin])
}

// block makes sure that a whole block can be read.
func (b *bits) block() bool {
	if b.pos+margin > b.end {
		if !b.closed {
			b.fill()
		}
		return b.pos <= b.end+8
	}
	return true
}

// overran reports that more was read than there was.
func (b *bits) overran() bool { return b.pos*8-int(b.n) > b.end*8 }

func (b *bits) refill() {
	b.acc |= binary.BigEndian.Uint64(b.buf[b.pos:]) >> b.n
	b.pos += int(63-b.n) >> 3
	b.n |= 56
}

func (b *bits) drop(n uint) { b.acc, b.n = b.acc<<(n&63), b.n-n }

// symbol reads one symbol; false for a code there is none of.
func (b *bits) symbol(t *table) (byte, bool) {
	b.refill()
	if s := t.symbols[b.acc>>(64-peek)]; s != 0 {
		b.drop(uint(s & 0xff))
		return byte(s >> 8), true
	}
	next := uint32(b.acc >> 48)
	for n := peek + 1; n <= 16; n++ {
		if next < t.limits[n] {
			b.drop(uint(n))
			return t.listed[int32(next>>(16-n))+t.offsets[n]], true
		}
	}
	return 0, false
}

// value reads the number that takes n extra bits.
func (b *bits) value(n uint) int32 {
	v := int32(b.acc >> 1 >> (63 - n))
	b.drop(n)
	return extended(v, n)
}

// number reads a symbol of a mean and the number that it is.
func (b *bits) number(t *table) (int32, bool) {
	b.refill()
	if e := t.values[b.acc>>(64-peek)]; e&0xff != 0 {
		b.drop(uint(e & 0xff))
		return e >> 16, true
	}
	size, ok := b.symbol(t)
	if !ok || size > 11 {
		return 0, false
	}
	return b.value(uint(size)), true
}

// skip passes over a block from coefficient k on; false for one that is not
// as it should be.
func (b *bits) skip(t *table, k int) bool {
	acc, n, pos := b.acc, b.n, b.pos
	for k < 64 {
		acc |= binary.BigEndian.Uint64(b.buf[pos:]) >> (n & 63)
		pos += int(63-n) >> 3
		n |= 56
		// Four steps of at most peek bits use no more than a refill gives.
		for range 4 {
			e := t.skips[acc>>(64-peek)]
			if k += int(e >> 8); k < 64 {
				acc, n = acc<<(e&63), n-uint(e&63)
				continue
			}
			if uint(k-ended) < 64 {
				b.acc, b.n, b.pos = acc<<(e&63), n-uint(e&63), pos
				return true
			}
			b.acc, b.n, b.pos = acc, n, pos
			_, next, ok := b.one(t, k-int(e>>8))
			if !ok {
				return false
			}
			acc, n, pos, k = b.acc, b.n, b.pos, next
			break
		}
	}
	b.acc, b.n, b.pos = acc, n, pos
	return true
}

// one reads the coefficient that follows, at or after k, and returns where the
// next one stands: 64 when the block is done.
func (b *bits) one(t *table, k int) (value int32, next int, ok bool) {
	b.refill()
	if e := t.values[b.acc>>(64-peek)]; e&0xff00 != 0 {
		b.drop(uint(e & 0xff))
		next = k + int(e>>8&0xff)
		return e >> 16, next, next <= 64
	}
	s, ok := b.symbol(t)
	switch {
	case !ok:
		return 0, 0, false
	case s == 0:
		return 0, 64, true
	case s == 0xf0:
		return 0, k + 16, k+16 < 64
	case s&15 == 0:
		return 0, 0, false
	}
	value = b.value(uint(s & 15))
	next = k + int(s>>4) + 1
	return value, next, next <= 64
}
