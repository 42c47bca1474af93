package photos

import "encoding/binary"

// pair is two signed sums in one integer, low + high<<32: one addition or
// multiplication by a weight does both, exactly, while each fits in 32 bits.
// Red goes with blue and green with alpha.
type pair int64

func (p pair) split() (low, high int32) {
	low = int32(p)
	return low, int32((p - pair(low)) >> 32)
}

// redBlue and greenAlpha take a pixel apart, as its four bytes lie in memory.
func redBlue(pixel uint64) pair    { return pair(pixel&0xff | pixel&0xff0000<<16) }
func greenAlpha(pixel uint64) pair { return pair(pixel>>8&0xff | pixel&0xff000000<<8) }

// sumRow is the weighed sum of the pixels at the start of row.
func sumRow(row []uint8, weights []int32) (rb, ga pair) {
	for len(weights) >= 2 && len(row) >= 8 {
		two := binary.LittleEndian.Uint64(row)
		w0, w1 := pair(weights[0]), pair(weights[1])
		rb += redBlue(two)*w0 + redBlue(two>>32)*w1
		ga += greenAlpha(two)*w0 + greenAlpha(two>>32)*w1
		row, weights = row[8:], weights[2:]
	}
	if len(weights) == 1 {
		one := uint64(binary.LittleEndian.Uint32(row))
		w := pair(weights[0])
		rb += redBlue(one) * w
		ga += greenAlpha(one) * w
	}
	return rb, ga
}

// put stores sums in units of 1<<22, covering the pixel by cover of 255.
func put(pixel []uint8, rb, ga pair, cover int) {
	r, b := rb.split()
	g, a := ga.split()
	alpha := level(a, 255)
	rgba := [4]int{level(r, alpha), level(g, alpha), level(b, alpha), alpha}
	for c, v := range rgba {
		if cover != 255 {
			v = (v*cover + 127) / 255
		}
		pixel[c] = uint8(v)
	}
}

// level rounds a sum in units of 1<<22 to 0..most.
func level(v int32, most int) int { return clamp(int(v+1<<21)>>22, 0, most) }
