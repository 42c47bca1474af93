package net

// lanes is how many channels are computed at a time, and pixels how many
// pixels of a row: the eight float32 of an AVX register, and as many registers.
const lanes, pixels = 8, 8

// tile is the work on one block of lanes channels of neighbouring pixels of an
// output row: fewer than pixels, or a multiple of it. Steps are counted in
// float32.
//
// Every output is one sum, its terms added one after the other in the order
// rows, taps, without fused multiply-add: that is what makes the kernels agree
// to the bit. An output x then becomes max(x, 0) + slope * min(x, 0).
type tile struct {
	in    []float32 // starts with the first tap of the first pixel
	pixel int       // step to the next pixel's first tap
	row   int       // step to the next row of taps
	tap   int       // step to the next tap; only depthwise: it is 1 otherwise
	rows  int
	taps  int // in a row

	weights  []float32 // lanes for every tap of every row
	bias     []float32 // lanes
	slope    []float32 // lanes
	residual []float32 // added before the slope is applied, or nil
	skip     int       // the step to the next pixel's residual

	out  []float32
	next int // step to the next pixel's output
	n    int // pixels wanted
}

// kernels compute tiles. A dense tile multiplies every tap with the weights of
// all lanes; a depthwise one each lane's own tap with the lane's weight.
type kernels struct{ dense, depthwise func(*tile) }

func portable() kernels { return kernels{dense, depthwise} }

func dense(t *tile) {
	for p := range t.n {
		var sum [lanes]float32
		copy(sum[:], t.bias)
		weights := t.weights
		for r := range t.rows {
			from := p*t.pixel + r*t.row
			a0, a1, a2, a3, a4, a5, a6, a7 := sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7]
			for _, x := range t.in[from : from+t.taps] {
				w := weights[:lanes:lanes]
				a0 += float32(x * w[0])
				a1 += float32(x * w[1])
				a2 += float32(x * w[2])
				a3 += float32(x * w[3])
				a4 += float32(x * w[4])
				a5 += float32(x * w[5])
				a6 += float32(x * w[6])
				a7 += float32(x * w[7])
				weights = weights[lanes:]
			}
			sum = [lanes]float32{a0, a1, a2, a3, a4, a5, a6, a7}
		}
		t.finish(p, &sum)
	}
}

func depthwise(t *tile) {
	for p := range t.n {
		var sum [lanes]float32
		copy(sum[:], t.bias)
		weights := t.weights
		for r := range t.rows {
			for k := range t.taps {
				from := p*t.pixel + r*t.row + k*t.tap
				x, w := t.in[from:from+lanes:from+lanes], weights[:lanes:lanes]
				for l := range sum {
					sum[l] += float32(x[l] * w[l])
				}
				weights = weights[lanes:]
			}
		}
		t.finish(p, &sum)
	}
}

func (t *tile) finish(p int, sum *[lanes]float32) {
	if t.residual != nil {
		for l, r := range t.residual[p*t.skip:][:lanes] {
			sum[l] += r
		}
	}
	out, slope := t.out[p*t.next:][:lanes], t.slope[:lanes]
	for l, x := range sum {
		out[l] = max(x, 0) + float32(slope[l]*min(x, 0))
	}
}
