//go:build !amd64

package plane

func addPair(dst, a, b []float32, w float32) { addPairPure(dst, a, b, w) }
