package plane

// scaledPure sets dst to w times a, which is at least as long.
func scaledPure(dst, a []float32, w float32) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = w * a[i]
	}
}

// foldedPure sets dst to taps[0] times the first line and, for every further
// tap, that times the sum of the next two. Products and sums are rounded one by
// one, as in the vector version, so that both agree to the bit.
func foldedPure(dst []float32, lines [][]float32, taps []float32, from int) {
	dst = dst[from:]
	scaledPure(dst, lines[0][from:], taps[0])
	for i, w := range taps[1:] {
		a, b := lines[2*i+1][from:][:len(dst)], lines[2*i+2][from:][:len(dst)]
		for x := range dst {
			product := float32(w * float32(a[x]+b[x]))
			dst[x] += product
		}
	}
}

// subtractPure sets dst to a less b.
func subtractPure(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] - b[i]
	}
}
