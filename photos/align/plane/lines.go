package plane

// Subtract sets dst to a less b, which are at least as long.
func Subtract(dst, a, b []float32) { subtract(dst, a, b) }

// Add sets dst to the sum of a and b, which are at least as long.
func Add(dst, a, b []float32) { sum(dst, a, b) }

// Scale sets dst to w times a, which is at least as long.
func Scale(dst, a []float32, w float32) { scaled(dst, a, w) }

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

// sumPure sets dst to a plus b.
func sumPure(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] + b[i]
	}
}

// addPure adds w times a to dst.
func addPure(dst, a []float32, w float32) {
	a = a[:len(dst)]
	for i := range dst {
		product := float32(w * a[i])
		dst[i] += product
	}
}

// lumaPure sets dst to the luma of as many pixels of four bytes each.
func lumaPure(dst []float32, pix []uint8) {
	pix = pix[:4*len(dst)]
	for i := range dst {
		p := pix[4*i : 4*i+3 : 4*i+3]
		red, green, blue := float32(.299*float32(p[0])), float32(.587*float32(p[1])), float32(.114*float32(p[2]))
		dst[i] = (red + green + blue) / 255
	}
}

// halvedPure sets dst to the means of two by two values of two lines.
func halvedPure(dst, a, b []float32) {
	a, b = a[:2*len(dst)], b[:2*len(dst)]
	for i := range dst {
		dst[i] = (a[2*i] + a[2*i+1] + b[2*i] + b[2*i+1]) / 4
	}
}

// doubledPure sets dst, of an even length, to a line of half its length that has
// one more value before and after: three quarters of the value that a place lies
// on and a quarter of the nearer neighbour's.
func doubledPure(dst, a []float32) {
	a = a[:len(dst)/2+2]
	for i := range len(dst) / 2 {
		most := .75 * a[i+1]
		before, after := float32(.25*a[i]), float32(.25*a[i+2])
		dst[2*i], dst[2*i+1] = most+before, most+after
	}
}
