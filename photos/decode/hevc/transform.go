package hevc

// matrix is transMatrix (8-261 ff.) by column: coefficients of 32 points of
// each of 32 frequencies. Those of smaller transforms are every second, fourth
// or eighth of them.
var matrix = func() (m [32][32]int32) {
	// The 31 distinct values, by odd multiples of angles: of a quarter of a
	// turn in 64 steps.
	cosine := [33]int32{
		64, 90, 90, 90, 89, 88, 87, 85, 83, 82, 80, 78, 75, 73, 70, 67, 64,
		61, 57, 54, 50, 46, 43, 38, 36, 31, 25, 22, 18, 13, 9, 4, 0,
	}
	for k := range 32 {
		for n := range 32 {
			angle := (2*n + 1) * k % 128
			sign := int32(1)
			if angle > 64 {
				angle = 128 - angle
			}
			if angle > 32 {
				angle, sign = 64-angle, -1
			}
			m[k][n] = sign * cosine[angle]
			if k == 0 {
				m[k][n] = 64
			}
		}
	}
	return m
}()

// addDCT adds the inverse transform of the block's coefficients (8.6.4.2).
func (s *slicer) addDCT(out []uint16, stride, log2 int, far extent, depth int) {
	n := 1 << log2
	var in, made [32]int32
	for x := range far.x + 1 {
		for y := range far.y + 1 {
			in[y] = int32(s.coefficients[y<<log2+x])
		}
		inverse(&in, &made, log2, far.y+1)
		for y := range n {
			s.stage[y<<log2+x] = clip16((made[y] + 64) >> 7)
		}
	}
	shift := uint(20 - depth)
	round, most := int32(1)<<(shift-1), int32(1)<<depth-1
	for y := range n {
		for x, v := range s.stage[y<<log2:][:far.x+1] {
			in[x] = int32(v)
		}
		inverse(&in, &made, log2, far.x+1)
		row := out[y*stride:][:n]
		for x := range row {
			row[x] = uint16(clip(int32(row[x])+(made[x&31]+round)>>shift, most))
		}
	}
}

// inverse is the one-dimensional inverse transform of the first count of in,
// the others being zeros.
func inverse(in, out *[32]int32, log2, count int) {
	step := 32 >> log2
	n := 1 << log2
	for i := range n {
		sum := int32(0)
		for k := range count {
			sum += matrix[k*step][i] * in[k]
		}
		out[i] = sum
	}
}

func clip16(v int32) int16 { return int16(min(max(v, -32768), 32767)) }

// addDST adds the inverse of the transform of 4 x 4 luma blocks (8-252 ff.).
func (s *slicer) addDST(out []uint16, stride, depth int) {
	in := s.coefficients[:16]
	var mid [16]int32
	for x := range 4 {
		a, b, c, d := dst4(int32(in[x]), int32(in[4+x]), int32(in[8+x]), int32(in[12+x]))
		mid[x], mid[4+x], mid[8+x], mid[12+x] = int32(clip16((a+64)>>7)), int32(clip16((b+64)>>7)), int32(clip16((c+64)>>7)), int32(clip16((d+64)>>7))
	}
	shift := uint(20 - depth)
	round, most := int32(1)<<(shift-1), int32(1)<<depth-1
	for y := range 4 {
		a, b, c, d := dst4(mid[4*y], mid[4*y+1], mid[4*y+2], mid[4*y+3])
		row := out[y*stride:][:4]
		row[0] = uint16(clip(int32(row[0])+(a+round)>>shift, most))
		row[1] = uint16(clip(int32(row[1])+(b+round)>>shift, most))
		row[2] = uint16(clip(int32(row[2])+(c+round)>>shift, most))
		row[3] = uint16(clip(int32(row[3])+(d+round)>>shift, most))
	}
}

// dst4 is the one-dimensional inverse DST-VII of 4 points.
func dst4(a, b, c, d int32) (w, x, y, z int32) {
	return 29*a + 74*b + 84*c + 55*d, 55*a + 74*b - 29*c - 84*d, 74*a - 74*c + 74*d, 84*a - 74*b + 55*c - 29*d
}

// addDC adds the inverse transform of a block that has but its first
// coefficient.
func addDC(out []uint16, stride int, coefficient int16, n, depth int) {
	shift := uint(20 - depth)
	mid := (int32(coefficient)*64 + 64) >> 7
	v := (mid*64 + 1<<(shift-1)) >> shift
	most := int32(1)<<depth - 1
	for y := range n {
		row := out[y*stride:][:n]
		for x := range row {
			row[x] = uint16(clip(int32(row[x])+v, most))
		}
	}
}

// addSkipped adds coefficients that were not transformed (8.6.4.2,
// transform_skip_flag).
func addSkipped(out []uint16, stride int, in []int16, n, depth int) {
	shift := uint(20 - depth)
	most := int32(1)<<depth - 1
	for y := range n {
		row := out[y*stride:][:n]
		for x := range row {
			row[x] = uint16(clip(int32(row[x])+(int32(in[y*n+x])<<7+1<<(shift-1))>>shift, most))
		}
	}
}

// addBypassed adds coefficients that are residuals (cu_transquant_bypass_flag).
func addBypassed(out []uint16, stride int, in []int16, n, depth int) {
	most := int32(1)<<depth - 1
	for y := range n {
		row := out[y*stride:][:n]
		for x := range row {
			row[x] = uint16(clip(int32(row[x])+int32(in[y*n+x]), most))
		}
	}
}
