package plane

import "golang.org/x/sys/cpu"

// vectors is how many of n floats the vector versions handle.
func vectors(n int) int {
	if !cpu.X86.HasAVX2 {
		return 0
	}
	return n &^ 7
}

// addPair is addPairPure.
func addPair(dst, a, b []float32, w float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	n := vectors(len(dst))
	if n > 0 {
		addPairAVX2(&dst[0], &a[0], &b[0], n, w)
	}
	addPairPure(dst[n:], a[n:], b[n:], w)
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
func addPairAVX2(dst, a, b *float32, n int, w float32)

//go:noescape
func scaledAVX2(dst, a *float32, n int, w float32)

//go:noescape
func subtractAVX2(dst, a, b *float32, n int)
