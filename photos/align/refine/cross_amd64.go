package refine

import "golang.org/x/sys/cpu"

var vector = cpu.X86.HasAVX2

// cross is crossPure.
func cross(sums *[shifts]float32, patch, rows []float32, side, stride int) {
	// The vectors are as wide as sums, whatever is asked for.
	if last := (side-1)*(stride+1) + shifts; !vector || side < 1 || len(patch) < side*side || len(rows) < last {
		crossPure(sums, patch, rows, side, stride)
		return
	}
	crossAVX2(sums, &patch[0], &rows[0], side, stride)
}

//go:noescape
func crossAVX2(sums *[shifts]float32, patch, rows *float32, side, stride int)
