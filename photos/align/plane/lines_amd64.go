package plane

import "golang.org/x/sys/cpu"

var vector = cpu.X86.HasAVX2

// addPair is addPairPure.
func addPair(dst, a, b []float32, w float32) {
	n := 0
	if vector {
		n = len(dst) &^ 7
		_, _ = a[:len(dst)], b[:len(dst)]
		if n > 0 {
			addPairAVX2(&dst[0], &a[0], &b[0], n, w)
		}
	}
	addPairPure(dst[n:], a[n:], b[n:], w)
}

// addPairAVX2 handles n floats, a multiple of 8.
//
//go:noescape
func addPairAVX2(dst, a, b *float32, n int, w float32)
