package net

import (
	"fmt"
	"slices"
)

// embedding plans what turns pictures into one list of numbers.
func (p *plan) embedding(i int, op operator) error {
	h, w, c, err := p.picture(op.in[0])
	to := p.tensors[op.out[0]].shape
	switch op.code {
	case opSum:
		if err != nil || len(op.in) != 2 {
			return fmt.Errorf("a sum of %v: %w", op.in, err)
		}
		h2, w2, c2, err := p.picture(op.in[1])
		if err != nil {
			return err
		}
		if !slices.Equal(to, []int{1, max(h, h2), max(w, w2), max(c, c2)}) {
			return fmt.Errorf("%v is the sum", to)
		}
		p.ready[i] = &sum{in: [2]int{p.same[op.in[0]], p.same[op.in[1]]}, out: op.out[0]}
	case opMean:
		if err != nil || !slices.Equal(to, []int{1, c}) {
			return fmt.Errorf("%v is the mean: %w", to, err)
		}
		p.ready[i] = &mean{in: p.same[op.in[0]], out: op.out[0]}
	case opMatrix:
		if len(op.in) != 2 || len(to) != 2 {
			return fmt.Errorf("%v is the product of %v", to, op.in)
		}
		m := &matrix{in: p.same[op.in[0]], out: op.out[0], weights: p.tensors[op.in[1]].floats}
		if len(m.weights) == 0 || len(m.weights) != p.elements(m.in)*to[1] || to[0] != 1 {
			return fmt.Errorf("%d weights for %d values", len(m.weights), p.elements(m.in))
		}
		p.ready[i] = m
	}
	return nil
}

// sum adds two pictures from their first pixel and channel on, as if the
// smaller one were larger and zero there, and keeps what is positive.
type sum struct {
	in  [2]int
	out int
}

func (s *sum) reads() []int { return s.in[:] }
func (s *sum) writes() int  { return s.out }

func (s *sum) run(layouts []layout, buffers [][]float32) {
	out := layouts[s.out]
	for y := range out.h {
		for x := range out.w {
			to := buffers[s.out][out.at(y, x):][:out.stride]
			clear(to)
			for _, i := range s.in {
				in := layouts[i]
				if y >= in.h || x >= in.w {
					continue
				}
				for k, v := range buffers[i][in.at(y, x):][:in.stride] {
					to[k] += v
				}
			}
			for k, v := range to {
				to[k] = max(v, 0)
			}
		}
	}
}

// mean is, for every channel, the mean over the pixels.
type mean struct{ in, out int }

func (m *mean) reads() []int { return []int{m.in} }
func (m *mean) writes() int  { return m.out }

func (m *mean) run(layouts []layout, buffers [][]float32) {
	in, to := layouts[m.in], buffers[m.out][:layouts[m.in].c]
	clear(to)
	for y := range in.h {
		for x := range in.w {
			for k, v := range buffers[m.in][in.at(y, x):][:in.c] {
				to[k] += v
			}
		}
	}
	for k := range to {
		to[k] /= float32(in.h * in.w)
	}
}

// matrix multiplies a list of n values with n rows of weights.
type matrix struct {
	in, out int
	weights []float32
}

func (m *matrix) reads() []int { return []int{m.in} }
func (m *matrix) writes() int  { return m.out }

func (m *matrix) run(layouts []layout, buffers [][]float32) {
	to := buffers[m.out][:layouts[m.out].c]
	clear(to)
	for i, v := range buffers[m.in][:layouts[m.in].c] {
		for k, w := range m.weights[i*len(to):][:len(to)] {
			to[k] += float32(v * w)
		}
	}
}
