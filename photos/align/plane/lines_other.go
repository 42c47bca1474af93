//go:build !amd64

package plane

func addPair(dst, a, b []float32, w float32) { addPairPure(dst, a, b, w) }

func scaled(dst, a []float32, w float32) { scaledPure(dst, a, w) }

func subtract(dst, a, b []float32) { subtractPure(dst, a, b) }
