package hevc

import (
	"math/rand/v2"
	"testing"
)

// straight is the inverse transform as the standard writes it: sums of
// products with the matrix, in two stages (8.6.4.2).
func straight(in []int16, log2, depth int) []int32 {
	n := 1 << log2
	mid, out := make([]int32, n*n), make([]int32, n*n)
	for x := range n {
		for y := range n {
			sum := int32(0)
			for k := range n {
				sum += matrix[k<<(5-log2)][y] * int32(in[k*n+x])
			}
			mid[y*n+x] = int32(clip16((sum + 64) >> 7))
		}
	}
	shift := 20 - depth
	for y := range n {
		for x := range n {
			sum := int32(0)
			for k := range n {
				sum += matrix[k<<(5-log2)][x] * mid[y*n+k]
			}
			out[y*n+x] = (sum + 1<<(shift-1)) >> shift
		}
	}
	return out
}

func TestDCTIsTheStandards(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 400 {
		log2, depth := 2+round%4, []int{8, 10, 12}[round%3]
		n := 1 << log2
		var s slicer
		far := extent{random.IntN(n), random.IntN(n)}
		scale := 1 << (1 + random.IntN(15))
		for y := range far.y + 1 {
			for x := range far.x + 1 {
				s.coefficients[y*n+x] = int16(random.IntN(2*scale) - scale)
			}
		}
		want := straight(s.coefficients[:n*n], log2, depth)
		const stride = 40
		out, before := make([]uint16, stride*n), make([]uint16, stride*n)
		for i := range out {
			out[i] = uint16(random.IntN(1 << depth))
		}
		copy(before, out)
		if far == (extent{}) {
			addDC(out, stride, s.coefficients[0], n, depth)
		} else {
			s.addDCT(out, stride, log2, far, depth)
		}
		for y := range n {
			for x := range stride {
				v := int32(before[y*stride+x])
				if x < n {
					v = clip(v+want[y*n+x], 1<<depth-1)
				}
				if got := out[y*stride+x]; int32(got) != v {
					t.Fatalf("%d points, %d bits, up to %v: %d at %d,%d, want %d", n, depth, far, got, x, y, v)
				}
			}
		}
	}
}

// The first column of the matrix is in the text of the standard (8-261).
func TestMatrixIsTheStandards(t *testing.T) {
	want := [32]int32{64, 90, 90, 90, 89, 88, 87, 85, 83, 82, 80, 78, 75, 73, 70, 67, 64, 61, 57, 54, 50, 46, 43, 38, 36, 31, 25, 22, 18, 13, 9, 4}
	for k, v := range want {
		if matrix[k][0] != v {
			t.Errorf("row %d begins with %d, want %d", k, matrix[k][0], v)
		}
		sign := v
		if k%2 != 0 {
			sign = -v
		}
		if matrix[k][31] != sign {
			t.Errorf("row %d ends with %d, want %d", k, matrix[k][31], sign)
		}
	}
}
