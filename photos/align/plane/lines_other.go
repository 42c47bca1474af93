//go:build !amd64

package plane

func folded(dst []float32, lines [][]float32, taps []float32) { foldedPure(dst, lines, taps, 0) }

func scaled(dst, a []float32, w float32) { scaledPure(dst, a, w) }

func subtract(dst, a, b []float32) { subtractPure(dst, a, b) }
