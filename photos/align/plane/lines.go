package plane

// scaledPure sets dst to w times a, which is at least as long.
func scaledPure(dst, a []float32, w float32) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = w * a[i]
	}
}

// addPairPure adds w times the sum of a and b to dst. Products and sums are
// rounded one by one, as in the vector version, so that both agree to the bit.
func addPairPure(dst, a, b []float32, w float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		product := float32(w * float32(a[i]+b[i]))
		dst[i] += product
	}
}

// subtractPure sets dst to a less b.
func subtractPure(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] - b[i]
	}
}
