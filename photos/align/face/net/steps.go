package net

// step is one operator, or several that are done in one go. The buffers of
// the tensors lie as the layouts say.
type step interface {
	run(layouts []layout, buffers [][]float32)
	reads() []int
	writes() int
}

// convolution is a dense or depthwise convolution, with the addition and the
// rectifier that follow it.
type convolution struct {
	in, out   int
	residual  int // the tensor added before the rectifier, or none
	depthwise bool
	kh, kw    int
	step      int // stride: input pixels for one output pixel
	top, left int // padding
	weights   []float32
	bias      []float32
	slope     []float32 // of negative values: 1 unchanged, 0 for ReLU
	kernel    func(*tile)
}

const none = -1

func (c *convolution) reads() []int {
	if c.residual == none {
		return []int{c.in}
	}
	return []int{c.in, c.residual}
}

func (c *convolution) writes() int { return c.out }

func (c *convolution) run(layouts []layout, buffers [][]float32) {
	in, out := layouts[c.in], layouts[c.out]
	t := tile{
		pixel: c.step * in.stride, row: in.row(), tap: 1,
		rows: c.kh, taps: c.kw * in.stride, next: out.stride,
	}
	if c.depthwise {
		t.tap, t.taps = in.stride, c.kw
	}
	for y := range out.h {
		// What is left of a row after whole tiles is done by one that lies
		// further back rather than being cut, if the row is as long as one.
		t.n = max(out.w/pixels*pixels, min(out.w, pixels))
		c.blocks(&t, layouts, buffers, y, 0)
		if left := out.w - pixels; left > 0 && out.w%pixels > 0 {
			t.n = pixels
			c.blocks(&t, layouts, buffers, y, left)
		}
	}
}

// blocks does the channels of the pixels from x on in row y.
func (c *convolution) blocks(t *tile, layouts []layout, buffers [][]float32, y, x int) {
	from, to := layouts[c.in].at(y*c.step-c.top, x*c.step-c.left), layouts[c.out].at(y, x)
	taps := t.rows * t.taps * lanes
	for block := 0; block < layouts[c.out].stride; block += lanes {
		t.in = buffers[c.in][from:]
		if c.depthwise {
			t.in = t.in[block:]
		}
		t.weights = c.weights[block/lanes*taps:][:taps]
		t.bias, t.slope = c.bias[block:][:lanes], c.slope[block:][:lanes]
		t.out = buffers[c.out][to+block:]
		t.residual = nil
		// What is added may have fewer channels: the rest counts as zero.
		if c.residual != none && block < layouts[c.residual].stride {
			t.residual, t.skip = buffers[c.residual][layouts[c.residual].at(y, x)+block:], layouts[c.residual].stride
		}
		c.kernel(t)
	}
}

// pool keeps the largest, or the mean, of every side by side pixels.
type pool struct {
	in, out, side, step int
	mean                bool
}

func (p *pool) reads() []int { return []int{p.in} }
func (p *pool) writes() int  { return p.out }

func (p *pool) run(layouts []layout, buffers [][]float32) {
	in, out := layouts[p.in], layouts[p.out]
	n := out.stride
	share := 1 / float32(p.side*p.side)
	for y := range out.h {
		for x := range out.w {
			to := buffers[p.out][out.at(y, x):][:n]
			copy(to, buffers[p.in][in.at(p.step*y, p.step*x):])
			for k := 1; k < p.side*p.side; k++ {
				from := buffers[p.in][in.at(p.step*y+k/p.side, p.step*x+k%p.side):][:n]
				if p.mean {
					for i, v := range from {
						to[i] += v
					}
					continue
				}
				highest(to, from)
			}
			if p.mean {
				for i := range to {
					to[i] *= share
				}
			}
		}
	}
}

// highestPure sets every value of to to that of from where this is higher.
func highestPure(to, from []float32) {
	from = from[:len(to)]
	for i, v := range from {
		to[i] = max(to[i], v)
	}
}

// list writes out pictures one after the other without borders or gaps.
type list struct {
	in  []int
	out int
}

func (l *list) reads() []int { return l.in }
func (l *list) writes() int  { return l.out }

func (l *list) run(layouts []layout, buffers [][]float32) {
	to := buffers[l.out]
	for _, i := range l.in {
		to = to[copy(to, layouts[i].unpacked(buffers[i])):]
	}
}
