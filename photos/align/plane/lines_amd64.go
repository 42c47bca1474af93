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

// sum is sumPure.
func sum(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	n := vectors(len(dst))
	if n > 0 {
		sumAVX2(&dst[0], &a[0], &b[0], n)
	}
	sumPure(dst[n:], a[n:], b[n:])
}

// add is addPure.
func add(dst, a []float32, w float32) {
	a = a[:len(dst)]
	n := vectors(len(dst))
	if n > 0 {
		addAVX2(&dst[0], &a[0], n, w)
	}
	addPure(dst[n:], a[n:], w)
}

// luma is lumaPure.
func luma(dst []float32, pix []uint8) {
	pix = pix[:4*len(dst)]
	n := vectors(len(dst))
	if n > 0 {
		lumaAVX2(&dst[0], &pix[0], n)
	}
	lumaPure(dst[n:], pix[4*n:])
}

// halved is halvedPure.
func halved(dst, a, b []float32) {
	a, b = a[:2*len(dst)], b[:2*len(dst)]
	n := vectors(len(dst))
	if n > 0 {
		halvedAVX2(&dst[0], &a[0], &b[0], n)
	}
	halvedPure(dst[n:], a[2*n:], b[2*n:])
}

// doubled is doubledPure.
func doubled(dst, a []float32) {
	a = a[:len(dst)/2+2]
	n := vectors(len(dst) / 2)
	if n > 0 {
		doubledAVX2(&dst[0], &a[0], n)
	}
	doubledPure(dst[2*n:], a[n:])
}

// These handle n floats, or n twice, a multiple of 8 above 0.

//go:noescape
func foldedAVX2(dst *float32, lines *[]float32, taps *float32, count, n int)

//go:noescape
func scaledAVX2(dst, a *float32, n int, w float32)

//go:noescape
func subtractAVX2(dst, a, b *float32, n int)

//go:noescape
func sumAVX2(dst, a, b *float32, n int)

//go:noescape
func addAVX2(dst, a *float32, n int, w float32)

//go:noescape
func lumaAVX2(dst *float32, pix *uint8, n int)

//go:noescape
func halvedAVX2(dst, a, b *float32, n int)

//go:noescape
func doubledAVX2(dst, a *float32, n int)
