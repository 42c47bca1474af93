package feature

import "math/bits"

// extremes is extremesPure.
func (r *rows) extremes(found []int, level, from, to int, least float32) []int {
	n := (to - from) / 8
	if !vector || n <= 0 {
		return r.extremesPure(found, level, from, to, least)
	}
	var at [9]*float32 // the pixel before the first in every row, the level's own first
	for i, l := range [3]int{level, level - 1, level + 1} {
		for j, k := range [3]int{1, 0, 2} {
			_ = r[l][k][to]
			at[3*i+j] = &r[l][k][from-1]
		}
	}
	masks := make([]uint8, n)
	extremesAVX2(&masks[0], &at, n, least)
	row := r[level][1]
	for i, mask := range masks {
		for m := mask; m != 0; m &= m - 1 {
			x := from + 8*i + bits.TrailingZeros8(m)
			if (row[x] > row[x-1]) != (row[x+1] > row[x]) {
				found = append(found, x)
			}
		}
	}
	return r.extremesPure(found, level, from+8*n, to, least)
}

// extremesAVX2 sets the bits of the pixels that none of their neighbours is
// beyond: n times eight pixels.
//
//go:noescape
func extremesAVX2(masks *uint8, at *[9]*float32, n int, least float32)
