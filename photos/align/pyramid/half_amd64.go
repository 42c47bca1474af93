package pyramid

import "golang.org/x/sys/cpu"

// halfOpaque is halfOpaquePure.
func halfOpaque(to, upper, lower []uint8) bool {
	upper, lower = upper[:2*len(to)], lower[:2*len(to)]
	n := len(to) / 16
	if !cpu.X86.HasAVX2 || n == 0 {
		return halfOpaquePure(to, upper, lower)
	}
	opaque := halfAVX2(&to[0], &upper[0], &lower[0], n)
	return halfOpaquePure(to[16*n:], upper[32*n:], lower[32*n:]) && opaque
}

// halfAVX2 makes n times four pixels, n above 0.
//
//go:noescape
func halfAVX2(to, upper, lower *uint8, n int) bool
