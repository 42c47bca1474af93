package plane

import "golang.org/x/sys/cpu"

// vectors is how many of n floats the vector versions handle.
func vectors(n int) int {
	if !cpu.X86.HasAVX2 {
		return 0
	}
	return n &^ 7
}

// folded is foldedPure from the start.
func folded(dst []float32, lines [][]float32, taps []float32) {
	for _, l := range lines[:2*len(taps)-1] {
		_ = l[:len(dst)]
	}
	n := vectors(len(dst))
	if n > 0 {
		foldedAVX2(&dst[0], &lines[0], &taps[0], len(taps), n)
	}
	foldedPure(dst, lines, taps, n)
}

// scaled is scaledPure.
func scaled(dst, a []float32, w float32) {
	a = a[:len(dst)]
	n := vectors(len(dst))
	if n > 0 {
		scaledAVX2(&dst[0], &a[0], n, w)
	}
	scaledPure(dst[n:], a[n:], w)
}

// subtract is subtractPure.
func subtract(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	n := vectors(len(dst))
	if n > 0 {
		subtractAVX2(&dst[0], &a[0], &b[0], n)
	}
	subtractPure(dst[n:], a[n:], b[n:])
}

// These handle n floats, a multiple of 8 above 0.

//go:noescape
func foldedAVX2(dst *float32, lines *[]float32, taps *float32, count, n int)

//go:noescape
func scaledAVX2(dst, a *float32, n int, w float32)

//go:noescape
func subtractAVX2(dst, a, b *float32, n int)
