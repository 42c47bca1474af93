package hevc

import "math/bits"

// bitReader reads the descriptors of clause 7.2. Beyond the end it reads
// zeros and is short.
type bitReader struct {
	data  []byte
	at    int // in bits
	short bool
}

// u reads an unsigned integer of n <= 32 bits.
func (r *bitReader) u(n int) int {
	v := 0
	for range n {
		v <<= 1
		if r.at>>3 < len(r.data) {
			v |= int(r.data[r.at>>3]>>(7-r.at&7)) & 1
		} else {
			r.short = true
		}
		r.at++
	}
	return v
}

func (r *bitReader) flag() bool { return r.u(1) != 0 }

func (r *bitReader) skip(n int) {
	if n < 0 || r.at+n > 8*len(r.data) {
		r.short = true
		n = 0
	}
	r.at += n
}

// ue reads an Exp-Golomb code (9.2).
func (r *bitReader) ue() int {
	zeros := 0
	for !r.short && r.u(1) == 0 {
		zeros++
	}
	if r.short || zeros > 31 {
		r.short = true
		return 0
	}
	return 1<<zeros - 1 + r.u(zeros)
}

// se reads a signed Exp-Golomb code (9.2.2).
func (r *bitReader) se() int {
	k := r.ue()
	if k&1 != 0 {
		return (k + 1) >> 1
	}
	return -(k >> 1)
}

// within reads an Exp-Golomb code that may not be above most.
func (r *bitReader) within(most int) int {
	v := r.ue()
	if v > most {
		r.short = true
		return 0
	}
	return v
}

// signedWithin reads a signed Exp-Golomb code of that range.
func (r *bitReader) signedWithin(least, most int) int {
	v := r.se()
	if v < least || v > most {
		r.short = true
		return 0
	}
	return v
}

// ceilLog2 is the number of bits that tell n values apart.
func ceilLog2(n int) int { return bits.Len(uint(n - 1)) }
