// Package warp samples pictures along straight lines with the vector units of
// the processor: the inside of photos.Render.
package warp

const (
	phases = 1024
	// maxTaps is the most taps an axis may have.
	maxTaps = 18
	// One is a source pixel in the units of positions.
	One = 1 << 32
)

// Row is one row of a result: the source position of its first pixel, in 1/One
// pixels, and which of its pixels are wanted. C knows its layout.
type Row struct {
	U, V     int64
	From, To int32
}

// Kernel is the weights of the samples along one axis.
type Kernel struct {
	weights []float32
	taps    int
}

// NewKernel takes integer weights that sum to unit for each of 1024 phases.
// It reports false for a number of taps that Rows does not know.
func NewKernel(taps int, weights []int32, unit int32) (Kernel, bool) {
	if taps < 4 || taps > maxTaps || taps%2 != 0 || len(weights) != taps*phases {
		return Kernel{}, false
	}
	k := Kernel{taps: taps}
	k.weights = make([]float32, phases*k.stride())
	for i, w := range weights {
		k.weights[i/taps*k.stride()+i%taps] = float32(w) / float32(unit)
	}
	return k, true
}

func (k Kernel) stride() int { return (k.taps + 7) / 8 * 8 }

// Reach is the lowest and the highest position whose taps all lie among size
// pixels; there may be none.
func (k Kernel) Reach(size int) (low, high int64) {
	const half = One / phases / 2
	return int64(k.taps/2-1)*One - half, int64(size-k.taps/2)*One - half - 1
}
