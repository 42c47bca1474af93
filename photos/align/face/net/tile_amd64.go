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

// whole lets a kernel that always computes pixels of them run on a tile that
// wants fewer. What it reads beyond is inside the slack of every buffer.
func whole(t *tile, kernel func(*tile)) {
	t.check()
	if t.n%pixels == 0 {
		kernel(t)
		return
	}
	var scratch [pixels * lanes]float32
	part := *t
	part.out, part.next, part.n = scratch[:], lanes, pixels
	kernel(&part)
	for p := range t.n {
		copy(t.out[p*t.next:][:lanes], scratch[p*lanes:])
	}
}

// check panics where the assembly would read or write outside of the slices.
func (t *tile) check() {
	if t.n < 1 || t.n > pixels && t.n%pixels != 0 {
		panic("a tile of another width")
	}
	wide := max(t.n, pixels) - 1
	last := wide*t.pixel + (t.rows-1)*t.row
	_ = t.in[last+max((t.taps-1)*t.tap+lanes, t.taps)-1]
	_ = t.weights[t.rows*t.taps*lanes-1]
	_, _ = t.bias[lanes-1], t.slope[lanes-1]
	_ = t.out[(t.n-1)*t.next+lanes-1]
	if t.residual != nil {
		_ = t.residual[wide*t.skip+lanes-1]
	}
}

// denseAVX is dense for a multiple of pixels.
//
//go:noescape
func denseAVX(t *tile)

// depthwiseAVX is depthwise for a multiple of pixels.
//
//go:noescape
func depthwiseAVX(t *tile)

// highest is highestPure.
func highest(to, from []float32) {
	from = from[:len(to)]
	n := len(to) &^ (lanes - 1)
	if !cpu.X86.HasAVX2 {
		n = 0
	}
	if n > 0 {
		highestAVX(&to[0], &from[0], n)
	}
	highestPure(to[n:], from[n:])
}

// highestAVX is highestPure for a multiple of lanes above 0.
//
//go:noescape
func highestAVX(to, from *float32, n int)
