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

// odd32, odd16, odd8 are what the odd frequencies of a transform of that many
// points add to its first half; the second half mirrors it with the sign turned.
var odd32, odd16, odd8 = func() (a [16][16]int32, b [8][8]int32, c [4][4]int32) {
	for k := range a {
		copy(a[k][:], matrix[2*k+1][:])
	}
	for k := range b {
		copy(b[k][:], matrix[2*(2*k+1)][:])
	}
	for k := range c {
		copy(c[k][:], matrix[4*(2*k+1)][:])
	}
	return a, b, c
}()

// addDCT adds the inverse transform of the block's coefficients (8.6.4.2).
func (s *slicer) addDCT(out []uint16, stride, log2 int, far extent, depth int) {
	n := 1 << log2
	var line [32]int32
	for x := range far.x + 1 {
		for y := range far.y + 1 {
			line[y&31] = int32(s.coefficients[(y<<log2+x)&1023])
		}
		clear(line[far.y+1 : n])
		inverse(&line, log2, far.y+1)
		for y, v := range line[:n] {
			s.stage[(y<<log2+x)&1023] = clip16((v + 64) >> 7)
		}
	}
	shift := uint(20 - depth)
	round, most := int32(1)<<(shift-1), int32(1)<<depth-1
	for y := range n {
		for x, v := range s.stage[y<<log2:][:far.x+1] {
			line[x&31] = int32(v)
		}
		clear(line[far.x+1 : n])
		inverse(&line, log2, far.x+1)
		row := out[y*stride:][:n]
		for x, v := range line[:n] {
			row[x] = uint16(clip(int32(row[x])+(v+round)>>(shift&31), most))
		}
	}
}

// inverse is the one-dimensional inverse transform, in place, of which only the
// first count inputs are not zero: frequencies that are even are a transform of
// half the points, to which the odd ones are added.
func inverse(line *[32]int32, log2, count int) {
	switch log2 {
	case 2:
		line[0], line[1], line[2], line[3] = inverse4(line[0], line[1], line[2], line[3])
	case 3:
		inverse8(line, (*[8]int32)(line[:]), 1, count)
	case 4:
		inverse16(line, (*[16]int32)(line[:]), 1, count)
	default:
		inverse32(line, count)
	}
}

func inverse4(a, b, c, d int32) (w, x, y, z int32) {
	e, f := 64*(a+c), 64*(a-c)
	g, h := 83*b+36*d, 36*b-83*d
	return e + g, f + h, f - h, e - g
}

// inverse8 transforms every step-th of the first count of line.
func inverse8(line *[32]int32, out *[8]int32, step, count int) {
	var o0, o1, o2, o3 int32
	for k := range odd8 {
		at := (2*k + 1) * step
		if at >= count {
			break
		}
		if v, m := line[at&31], &odd8[k]; v != 0 {
			o0, o1, o2, o3 = o0+v*m[0], o1+v*m[1], o2+v*m[2], o3+v*m[3]
		}
	}
	e0, e1, e2, e3 := inverse4(line[0], line[(2*step)&31], line[(4*step)&31], line[(6*step)&31])
	*out = [8]int32{e0 + o0, e1 + o1, e2 + o2, e3 + o3, e3 - o3, e2 - o2, e1 - o1, e0 - o0}
}

// inverse16 transforms every step-th of the first count of line.
func inverse16(line *[32]int32, out *[16]int32, step, count int) {
	var odd [8]int32
	for k := range odd16 {
		at := (2*k + 1) * step
		if at >= count {
			break
		}
		if v := line[at&31]; v != 0 {
			for i, m := range &odd16[k] {
				odd[i] += v * m
			}
		}
	}
	var even [8]int32
	inverse8(line, &even, 2*step, count)
	for i, e := range &even {
		out[i], out[15-i] = e+odd[i], e-odd[i]
	}
}

// inverse32 transforms the first count of line.
func inverse32(line *[32]int32, count int) {
	var odd [16]int32
	for at := 1; at < count; at += 2 {
		if v := line[at&31]; v != 0 {
			for i, m := range &odd32[at>>1&15] {
				odd[i] += v * m
			}
		}
	}
	var even [16]int32
	inverse16(line, &even, 2, count)
	for i, e := range &even {
		line[i], line[31-i] = e+odd[i], e-odd[i]
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
