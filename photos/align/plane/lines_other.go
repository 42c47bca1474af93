//go:build !amd64

package plane

func folded(dst []float32, lines [][]float32, taps []float32) { foldedPure(dst, lines, taps, 0) }

func scaled(dst, a []float32, w float32) { scaledPure(dst, a, w) }

func subtract(dst, a, b []float32) { subtractPure(dst, a, b) }

func add(dst, a []float32, w float32) { addPure(dst, a, w) }

func luma(dst []float32, pix []uint8) { lumaPure(dst, pix) }

func halved(dst, a, b []float32) { halvedPure(dst, a, b) }

func doubled(dst, a []float32) { doubledPure(dst, a) }

func sum(dst, a, b []float32) { sumPure(dst, a, b) }
