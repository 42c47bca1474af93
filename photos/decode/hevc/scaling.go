package hevc

// scaling is the scaling factors m of 7.4.5: by binary logarithm of the
// block's size less 2 and matrixId (only intra blocks: Y, Cb, Cr), row by row.
type scaling [4][3][]uint8

// scalingLists is what scaling_list_data says: lists in diagonal scan order
// and their factors of the lowest frequency, by sizeId and matrixId.
type scalingLists struct {
	list [4][6][64]uint8
	dc   [4][6]uint8
}

// Table 7-6.
var (
	defaultIntra = [64]uint8{
		16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 17, 16, 17, 16, 17, 18, 17, 18, 18, 17, 18, 21, 19, 20, 21, 20, 19, 21, 24, 22, 22, 24,
		24, 22, 22, 24, 25, 25, 27, 30, 27, 25, 25, 29, 31, 35, 35, 31, 29, 36, 41, 44, 41, 36, 47, 54, 54, 47, 65, 70, 65, 88, 88, 115,
	}
	defaultInter = [64]uint8{
		16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 17, 17, 17, 17, 17, 18, 18, 18, 18, 18, 18, 20, 20, 20, 20, 20, 20, 20, 24, 24, 24, 24,
		24, 24, 24, 24, 25, 25, 25, 25, 25, 25, 25, 28, 28, 28, 28, 28, 28, 33, 33, 33, 33, 33, 41, 41, 41, 41, 54, 54, 54, 71, 71, 91,
	}
)

// setDefault gives a list the values of tables 7-5 and 7-6.
func (l *scalingLists) setDefault(size, matrix int) {
	l.dc[size][matrix] = 16
	switch {
	case size == 0:
		for i := range 16 {
			l.list[size][matrix][i] = 16
		}
	case matrix < 3:
		l.list[size][matrix] = defaultIntra
	default:
		l.list[size][matrix] = defaultInter
	}
}

func defaultScaling() *scaling {
	var l scalingLists
	for size := range 4 {
		for matrix := range 6 {
			l.setDefault(size, matrix)
		}
	}
	return l.factors()
}

// readScaling reads scaling_list_data (7.3.4).
func readScaling(r *bitReader) *scaling {
	var l scalingLists
	for size := range 4 {
		step := 1
		if size == 3 {
			step = 3
		}
		for matrix := 0; matrix < 6; matrix += step {
			l.read(r, size, matrix, step)
		}
	}
	// Chroma of 32 x 32, which is only in 4:4:4, has the lists of 16 x 16.
	for _, matrix := range []int{1, 2, 4, 5} {
		l.list[3][matrix], l.dc[3][matrix] = l.list[2][matrix], l.dc[2][matrix]
	}
	return l.factors()
}

// read reads one list.
func (l *scalingLists) read(r *bitReader, size, matrix, step int) {
	if !r.flag() { // scaling_list_pred_mode_flag
		back := r.within(matrix/step) * step
		if back == 0 {
			l.setDefault(size, matrix)
			return
		}
		l.list[size][matrix], l.dc[size][matrix] = l.list[size][matrix-back], l.dc[size][matrix-back]
		return
	}
	next := 8
	if size > 1 {
		next = 8 + r.signedWithin(-7, 247)
		l.dc[size][matrix] = uint8(next)
	}
	for i := range min(64, 16<<(2*size)) {
		next = (next + r.signedWithin(-128, 127) + 256) & 255
		l.list[size][matrix][i] = uint8(next)
	}
}

// factors lays the lists out as matrices (7-42 to 7-52).
func (l *scalingLists) factors() *scaling {
	var s scaling
	for size := range 4 {
		side, coarse := 4<<size, min(size, 1)
		scan := diagonal(4 << coarse)
		shift := max(size-1, 0)
		for matrix := range 3 {
			m := make([]uint8, side*side)
			var at [64]uint8
			for i, p := range scan {
				at[int(p.y)<<(2+coarse)|int(p.x)] = l.list[size][matrix][i]
			}
			for y := range side {
				for x := range side {
					m[y*side+x] = at[y>>shift<<(2+coarse)|x>>shift]
				}
			}
			if size > 1 {
				m[0] = l.dc[size][matrix]
			}
			s[size][matrix] = m
		}
	}
	return &s
}
