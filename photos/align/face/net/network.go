// Package net runs small convolutional networks without any library, on the
// processor, in float32: MediaPipe's face models in the format of TensorFlow
// Lite, with just their operators, and dlib's network that tells faces apart.
//
// The same input gives the same bits on every processor: sums are taken in one
// order and nothing is fused. There is AVX2 code for amd64 and Go for the rest.
package net

import (
	"fmt"
	"slices"
	"sync"
)

// Network is a network ready to run. It may be used from many goroutines.
type Network struct {
	steps   []step
	layouts []layout // of every tensor that a step reads or writes
	slots   []int    // of every such tensor, its buffer
	sizes   []int    // of every buffer
	input   int
	outputs []int
	memory  sync.Pool // of [][]float32, the buffers
}

// Parse reads a model (the bytes of a .tflite file), which is not kept. A file
// that is broken, or has other operators than convolutions, additions, (P)ReLU,
// 2 x 2 maxima, channel padding, reshaping and joining, is an error.
func Parse(file []byte) (*Network, error) { return parse(file, fastest()) }

func parse(file []byte, k kernels) (*Network, error) {
	m, err := readModel(file)
	if err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	return ready(m, k)
}

// ready makes a model ready to run.
func ready(m *model, k kernels) (*Network, error) {
	p, err := newPlan(m, k)
	if err != nil {
		return nil, fmt.Errorf("plan model: %w", err)
	}
	if len(m.inputs) != 1 {
		return nil, fmt.Errorf("plan model: %d inputs instead of one", len(m.inputs))
	}
	n := &Network{steps: p.steps, input: m.inputs[0], outputs: m.outputs}
	if n.layouts, err = p.layouts(); err != nil {
		return nil, fmt.Errorf("plan model: %w", err)
	}
	n.assign()
	n.memory.New = func() any {
		buffers := make([][]float32, len(n.sizes))
		for i, size := range n.sizes {
			buffers[i] = make([]float32, size)
		}
		return &buffers
	}
	return n, nil
}

// layouts gives every picture the border and slack that its readers need.
func (p *plan) layouts() ([]layout, error) {
	out := make([]layout, len(p.tensors))
	known := []int{p.inputs[0]}
	for _, s := range p.steps {
		known = append(known, s.writes())
	}
	for _, i := range known {
		out[i] = layout{h: 1, w: 1, c: p.elements(i), stride: p.elements(i)}
		if h, w, c, err := p.picture(i); err == nil {
			out[i] = layout{h: h, w: w, c: c, stride: p.stride(i)}
		}
	}
	for _, s := range p.steps {
		c, ok := s.(*convolution)
		if !ok {
			continue
		}
		in, to := &out[c.in], out[c.out]
		in.top, in.left = max(in.top, c.top), max(in.left, c.left)
		in.bottom = max(in.bottom, (to.h-1)*c.step+c.kh-c.top-in.h)
		in.right = max(in.right, (to.w-1)*c.step+c.kw-c.left-in.w)
		in.slack = max(in.slack, pixels*(c.step+1)*in.stride)
		if c.residual != none {
			added := &out[c.residual]
			added.slack = max(added.slack, pixels*added.stride)
		}
	}
	total := 0
	for _, l := range out {
		if total += l.size(); total > maxElements {
			return nil, fmt.Errorf("the tensors are too large")
		}
	}
	return out, nil
}

// assign gives every tensor a buffer. One that is no longer read hands its
// buffer on, but only to one that lies in it the same way: the zeros of the
// border and beyond the last channel are never written again.
func (n *Network) assign() {
	last := map[int]int{}
	for i, s := range n.steps {
		for _, in := range s.reads() {
			last[in] = i
		}
	}
	n.slots = make([]int, len(n.layouts))
	free := map[layout][]int{}
	take := func(tensor int) {
		l := n.layouts[tensor]
		if idle := free[l]; len(idle) > 0 {
			n.slots[tensor], free[l] = idle[len(idle)-1], idle[:len(idle)-1]
			return
		}
		n.slots[tensor] = len(n.sizes)
		n.sizes = append(n.sizes, l.size())
	}
	take(n.input)
	for i, s := range n.steps {
		take(s.writes())
		for _, in := range slices.Compact(slices.Sorted(slices.Values(s.reads()))) {
			if last[in] == i && !slices.Contains(n.outputs, in) {
				free[n.layouts[in]] = append(free[n.layouts[in]], n.slots[in])
			}
		}
	}
}

// Input is the size of the input: rows of pixels of channels.
func (n *Network) Input() (height, width, channels int) {
	l := n.layouts[n.input]
	return l.h, l.w, l.c
}

// Outputs are how many values each output has.
func (n *Network) Outputs() []int {
	var out []int
	for _, i := range n.outputs {
		l := n.layouts[i]
		out = append(out, l.h*l.w*l.c)
	}
	return out
}

// Run gives the network's outputs, each as one list, for an input of height x
// width x channels values, which is not kept. An input of another size is an
// error.
func (n *Network) Run(input []float32) ([][]float32, error) {
	in := n.layouts[n.input]
	if len(input) != in.h*in.w*in.c {
		return nil, fmt.Errorf("run network: %d values instead of %d x %d x %d", len(input), in.h, in.w, in.c)
	}
	memory := n.memory.Get().(*[][]float32)
	defer n.memory.Put(memory)
	buffers := make([][]float32, len(n.slots))
	for i, slot := range n.slots {
		buffers[i] = (*memory)[slot]
	}
	in.pack(buffers[n.input], input)
	for _, s := range n.steps {
		s.run(n.layouts, buffers)
	}
	var out [][]float32
	for _, i := range n.outputs {
		out = append(out, n.layouts[i].unpacked(buffers[i]))
	}
	return out, nil
}
