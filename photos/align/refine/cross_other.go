//go:build !amd64

package refine

func cross(sums *[shifts]float32, patch, rows []float32, side, stride int) {
	crossPure(sums, patch, rows, side, stride)
}
