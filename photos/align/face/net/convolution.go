package net

import (
	"fmt"
	"slices"
)

// convolution plans the operator and those after it that fit into its step:
// an addition and a rectifier.
func (p *plan) convolution(i int, op operator) error {
	if len(op.in) != 3 {
		return fmt.Errorf("%d inputs instead of picture, weights and bias", len(op.in))
	}
	c := &convolution{in: p.same[op.in[0]], out: op.out[0], residual: none, depthwise: op.code == opDepthwise, kernel: p.kernels.dense}
	if c.depthwise {
		c.kernel = p.kernels.depthwise
	}
	if err := c.place(p, op); err != nil {
		return err
	}
	if err := c.pack(p, op); err != nil {
		return err
	}
	last, err := c.extend(p, i, op.activation)
	if err != nil {
		return err
	}
	p.ready[last] = c
	return nil
}

// place takes the step's geometry from the options, and checks it.
func (c *convolution) place(p *plan, op operator) error {
	h, w, _, err := p.picture(op.in[0])
	if err != nil {
		return err
	}
	ho, wo, _, err := p.picture(op.out[0])
	if err != nil {
		return err
	}
	weights := p.tensors[op.in[1]]
	if len(weights.shape) != 4 {
		return fmt.Errorf("weights of the shape %v", weights.shape)
	}
	if p.work += ho * wo * p.elements(op.in[1]); p.work > maxWork {
		return fmt.Errorf("more than %d multiplications", maxWork)
	}
	c.kh, c.kw, c.step = weights.shape[1], weights.shape[2], op.strideX
	if c.step < 1 || c.step > 8 || op.strideY != c.step || op.dilationX != 1 || op.dilationY != 1 {
		return fmt.Errorf("strides or dilations are not supported")
	}
	var ok, too bool
	c.top, ok = before(h, ho, c.kh, c.step, op.padding)
	c.left, too = before(w, wo, c.kw, c.step, op.padding)
	if !ok || !too {
		return fmt.Errorf("%d x %d pixels become %d x %d", w, h, wo, ho)
	}
	return nil
}

// before is how many of out pixels' taps lie before the first of n pixels.
func before(n, out, taps, step, padding int) (int, bool) {
	if padding == paddingSame {
		return max((out-1)*step+taps-n, 0) / 2, out == (n+step-1)/step
	}
	return 0, n >= taps && out == (n-taps)/step+1
}

// pack brings the weights into the order in which the kernels read them:
// blocks of lanes output channels, each with its taps row by row.
func (c *convolution) pack(p *plan, op operator) error {
	_, _, from, _ := p.picture(op.in[0])
	_, _, to, _ := p.picture(op.out[0])
	weights, bias := p.tensors[op.in[1]], p.tensors[op.in[2]]
	want := []int{to, c.kh, c.kw, from}
	if c.depthwise {
		want = []int{1, c.kh, c.kw, to}
	}
	if !slices.Equal(weights.shape, want) || weights.floats == nil || len(bias.floats) != to || c.depthwise && (from != to || p.isInput(op.in[0])) {
		return fmt.Errorf("weights of the shape %v for %d channels from %d", weights.shape, to, from)
	}
	c.bias = append(slices.Clone(bias.floats), make([]float32, rounded(to)-to)...)
	stride := p.stride(op.in[0])
	taps := c.kh * c.kw
	if c.depthwise {
		c.weights = make([]float32, rounded(to)*taps)
		for k := range taps {
			for o := range to {
				c.weights[(o/lanes*taps+k)*lanes+o%lanes] = weights.floats[k*to+o]
			}
		}
		return nil
	}
	c.weights = make([]float32, rounded(to)*taps*stride)
	for o := range to {
		for k := range taps {
			for i := range from {
				c.weights[((o/lanes*taps+k)*stride+i)*lanes+o%lanes] = weights.floats[(o*taps+k)*from+i]
			}
		}
	}
	return nil
}

// extend takes on the operators that use nothing but this step's result, and
// returns the last one.
func (c *convolution) extend(p *plan, i, activation int) (last int, err error) {
	last = i
	bent := activation != 0
	for !bent {
		users := p.consumers[c.out]
		if len(users) != 1 || slices.Contains(p.outputs, c.out) || p.taken[users[0]] {
			break
		}
		op := p.operators[users[0]]
		switch {
		case op.code == opAdd && c.residual == none && len(op.in) == 2:
			c.residual = p.same[op.in[0]]
			if op.in[0] == c.out {
				c.residual = p.same[op.in[1]]
			}
			if err := p.sameChannels(op); err != nil {
				return 0, err
			}
			activation = op.activation
			bent = activation != 0
		case op.code == opRelu:
			activation, bent = 1, true
		case op.code == opPRelu && len(op.in) == 2:
			bent = true
			slope := p.tensors[op.in[1]].floats
			if len(slope) != p.tensors[c.out].shape[3] {
				return 0, fmt.Errorf("%d slopes", len(slope))
			}
			c.slope = append(slices.Clone(slope), make([]float32, len(c.bias)-len(slope))...)
		default:
			return last, c.bend(activation)
		}
		last = users[0]
		p.taken[last] = true
		if err := p.sameSize(op); err != nil {
			return 0, err
		}
		c.out = op.out[0]
		if _, _, _, err := p.picture(c.out); err != nil {
			return 0, err
		}
	}
	return last, c.bend(activation)
}

// bend sets the slope that the activation stands for.
func (c *convolution) bend(activation int) error {
	if activation > 1 {
		return fmt.Errorf("activation %d is not supported", activation)
	}
	if c.slope == nil {
		c.slope = slices.Repeat([]float32{float32(1 - activation)}, len(c.bias))
	}
	return nil
}

// sameChannels makes sure that both terms of an addition have the shape of the
// sum.
func (p *plan) sameChannels(op operator) error {
	for _, in := range op.in {
		if !slices.Equal(p.tensors[in].shape, p.tensors[op.out[0]].shape) || p.tensors[in].constant() {
			return fmt.Errorf("%v is added to %v", p.tensors[in].shape, p.tensors[op.out[0]].shape)
		}
	}
	return nil
}

func (p *plan) isInput(i int) bool { return slices.Contains(p.inputs, i) }

// stride is how many float32 a pixel of the tensor takes.
func (p *plan) stride(i int) int {
	c := p.tensors[p.same[i]].shape[3]
	if p.isInput(i) {
		return c
	}
	return rounded(c)
}
