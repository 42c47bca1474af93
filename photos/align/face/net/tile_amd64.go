package net

import "golang.org/x/sys/cpu"

// fastest are the quickest kernels that this processor runs. They give the
// same bits as the portable ones.
func fastest() kernels {
	if !cpu.X86.HasAVX2 {
		return portable()
	}
	return kernels{
		dense:     func(t *tile) { whole(t, denseAVX) },
		depthwise: func(t *tile) { whole(t, depthwiseAVX) },
	}
}

// whole lets a kernel that always computes all pixels of a tile run on one
// that wants fewer. What it reads beyond is inside the slack of every buffer.
func whole(t *tile, kernel func(*tile)) {
	t.check()
	if t.n == pixels {
		kernel(t)
		return
	}
	var scratch [pixels * lanes]float32
	part := *t
	part.out, part.next = scratch[:], lanes
	kernel(&part)
	for p := range t.n {
		copy(t.out[p*t.next:][:lanes], scratch[p*lanes:])
	}
}

// check panics where the assembly would read or write outside of the slices.
func (t *tile) check() {
	last := (pixels-1)*t.pixel + (t.rows-1)*t.row
	_ = t.in[last+max((t.taps-1)*t.tap+lanes, t.taps)-1]
	_ = t.weights[t.rows*t.taps*lanes-1]
	_, _ = t.bias[lanes-1], t.slope[lanes-1]
	_ = t.out[(t.n-1)*t.next+lanes-1]
	if t.residual != nil {
		_ = t.residual[(pixels-1)*t.skip+lanes-1]
	}
}

// denseAVX is dense for all pixels of the tile.
//
//go:noescape
func denseAVX(t *tile)

// depthwiseAVX is depthwise for all pixels of the tile.
//
//go:noescape
func depthwiseAVX(t *tile)
