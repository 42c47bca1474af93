package photos

import "math"

const (
	// phases is how many positions between two source pixels have weights of
	// their own: a sample is off by at most 1/2048 of a source pixel.
	phases = 1024
	// unit is the sum of the weights of one sample: small enough for the
	// product of two samplings to fit in 32 bits, and off by less than the
	// rounding to 8 bits.
	unit = 1 << 11
)

// Sampling is the kernel that pixels are weighed with.
type Sampling int

const (
	// CatmullRom (Keys 1981, a = -1/2) is sharp without visible ringing.
	CatmullRom Sampling = iota
	// Lanczos3 has three lobes: closer to the photo when it is resampled again
	// and again, at more than twice the cost.
	Lanczos3
)

// reach is how far the kernel goes from its middle.
func (s Sampling) reach() float64 {
	if s == Lanczos3 {
		return 3
	}
	return 2
}

func (s Sampling) at(x float64) float64 {
	if s == Lanczos3 {
		return lanczos3(x)
	}
	return catmullRom(x)
}

// kernel is a kernel widened for a reduction, as integer weights.
type kernel struct {
	n       int // weights of one sample
	weights []int32
}

func newKernel(shape Sampling, scale float64) kernel {
	// Only a photo smaller than a few result pixels is reduced further.
	scale = clamp(scale, 1, 16)
	half := int(math.Ceil(shape.reach() * scale))
	k := kernel{n: 2 * half, weights: make([]int32, phases*2*half)}
	exact := make([]float64, k.n)
	for phase := range phases {
		var sum float64
		for i := range exact {
			exact[i] = shape.at((float64(i-half+1) - float64(phase)/phases) / scale)
			sum += exact[i]
		}
		weights := k.weights[phase*k.n:][:k.n]
		left, largest := int32(unit), 0
		for i, v := range exact {
			weights[i] = int32(math.Round(v / sum * unit))
			left -= weights[i]
			if weights[i] > weights[largest] {
				largest = i
			}
		}
		weights[largest] += left
	}
	return k
}

func catmullRom(x float64) float64 {
	x = math.Abs(x)
	switch {
	case x < 1:
		return (1.5*x-2.5)*x*x + 1
	case x < 2:
		return ((-.5*x+2.5)*x-4)*x + 2
	}
	return 0
}

func lanczos3(x float64) float64 {
	x = math.Abs(x) * math.Pi
	switch {
	case x < 1e-9:
		return 1
	case x >= 3*math.Pi:
		return 0
	}
	return 3 * math.Sin(x) * math.Sin(x/3) / (x * x)
}

// at is the first source pixel and the weights for a sample at x.
func (k kernel) at(x float64) (int, []int32) {
	whole := math.Floor(x)
	phase := int((x-whole)*phases + .5)
	first := int(whole) - k.n/2 + 1
	if phase == phases {
		first, phase = first+1, 0
	}
	return first, k.weights[phase*k.n:][:k.n]
}

// taps are the weights of one sample along an axis, inside the picture.
type taps struct {
	first   int
	weights []int32
}

// within folds the weights of pixels outside 0..size-1 into the edge pixels
// and leaves out zeros at the ends.
func (k kernel) within(x float64, size int) taps {
	first, weights := k.at(clamp(x, -float64(k.n), float64(size+k.n)))
	from, to := clamp(first, 0, size-1), clamp(first+len(weights)-1, 0, size-1)
	t := taps{first: from, weights: make([]int32, to-from+1)}
	for i, w := range weights {
		t.weights[clamp(first+i, 0, size-1)-from] += w
	}
	for len(t.weights) > 1 && t.weights[0] == 0 {
		t.first, t.weights = t.first+1, t.weights[1:]
	}
	for len(t.weights) > 1 && t.weights[len(t.weights)-1] == 0 {
		t.weights = t.weights[:len(t.weights)-1]
	}
	return t
}
