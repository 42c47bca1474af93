package net

import (
	"fmt"
	"slices"
)

// plan turns a model's operators into steps.
type plan struct {
	*model
	kernels   kernels
	consumers [][]int      // of every tensor, the operators that read it
	taken     map[int]bool // operators done by an earlier one's step
	ready     map[int]step // steps by the operator after which they can run
	same      []int        // of every tensor, the one whose buffer it is
	steps     []step
	work      int // multiplications so far
}

func newPlan(m *model, k kernels) (*plan, error) {
	p := &plan{
		model: m, kernels: k, consumers: make([][]int, len(m.tensors)),
		taken: map[int]bool{}, ready: map[int]step{}, same: make([]int, len(m.tensors)),
	}
	for i := range p.same {
		p.same[i] = i
	}
	for i, op := range m.operators {
		for _, in := range op.in {
			p.consumers[in] = append(p.consumers[in], i)
		}
		// Weights kept in half precision are there before anything reads them.
		if op.code == opDequantize {
			p.tensors[op.out[0]].floats = p.tensors[op.in[0]].floats
		}
	}
	// Padded channels and what adds them are one buffer, whichever comes first.
	for i, op := range m.operators {
		if op.code == opPad {
			if err := p.pad(op); err != nil {
				return nil, fmt.Errorf("operator %d: %w", i, err)
			}
		}
	}
	for i, op := range m.operators {
		if !p.taken[i] {
			if err := p.add(i, op); err != nil {
				return nil, fmt.Errorf("operator %d of kind %d: %w", i, op.code, err)
			}
		}
		if s, ok := p.ready[i]; ok {
			p.steps = append(p.steps, s)
		}
	}
	return p, p.checkOrder()
}

func (p *plan) add(i int, op operator) error {
	switch op.code {
	case opPad:
		return nil // done
	case opDequantize:
		return p.sameSize(op)
	case opConv, opDepthwise:
		return p.convolution(i, op)
	case opMaxPool, opAveragePool:
		return p.pool(i, op)
	case opReshape, opConcat:
		return p.list(i, op)
	case opSum, opMean, opMatrix:
		return p.embedding(i, op)
	}
	return fmt.Errorf("not supported here")
}

// picture is the shape of a tensor of one picture: height, width, channels.
func (p *plan) picture(i int) (h, w, c int, err error) {
	shape := p.tensors[i].shape
	if len(shape) != 4 || shape[0] != 1 || p.tensors[i].constant() {
		return 0, 0, 0, fmt.Errorf("tensor %d is no picture but %v", i, shape)
	}
	return shape[1], shape[2], shape[3], nil
}

func (p *plan) elements(i int) int {
	n := 1
	for _, d := range p.tensors[i].shape {
		n *= d
	}
	return n
}

func (p *plan) sameSize(op operator) error {
	if p.elements(op.in[0]) != p.elements(op.out[0]) {
		return fmt.Errorf("%v becomes %v", p.tensors[op.in[0]].shape, p.tensors[op.out[0]].shape)
	}
	return nil
}

// pool takes the largest, or the mean, of square windows that stay inside.
func (p *plan) pool(i int, op operator) error {
	h, w, c, err := p.picture(op.in[0])
	if err != nil {
		return err
	}
	side, step := op.filterX, op.strideX
	if side < 1 || side > 8 || step < 1 || op.filterY != side || op.strideY != step || op.activation != 0 || side > min(h, w) {
		return fmt.Errorf("windows of %d x %d pixels, %d apart, are not supported", side, op.filterY, step)
	}
	ho, wo := (h-side)/step+1, (w-side)/step+1
	if !slices.Equal(p.tensors[op.out[0]].shape, []int{1, ho, wo, c}) || op.padding == paddingSame && (h%step != 0 || w%step != 0 || side != step) {
		return fmt.Errorf("%v becomes %v", p.tensors[op.in[0]].shape, p.tensors[op.out[0]].shape)
	}
	p.ready[i] = &pool{in: p.same[op.in[0]], out: op.out[0], side: side, step: step, mean: op.code == opAveragePool}
	return nil
}

// pad appends channels of zeros: the buffer stays as it is, for additions read
// channels beyond its last as zero.
func (p *plan) pad(op operator) error {
	h, w, c, err := p.picture(op.in[0])
	if err != nil {
		return err
	}
	out := op.out[0]
	ho, wo, co, err := p.picture(out)
	if err != nil {
		return err
	}
	before := []int{}
	if len(op.in) == 2 {
		before = p.tensors[op.in[1]].integers
	}
	if h != ho || w != wo || !slices.Equal(before, []int{0, 0, 0, 0, 0, 0, 0, co - c}) {
		return fmt.Errorf("only channels are padded, not %v", before)
	}
	for _, user := range p.consumers[out] {
		if p.operators[user].code != opAdd {
			return fmt.Errorf("padded channels are only added")
		}
	}
	p.same[out] = p.same[op.in[0]]
	return nil
}

func (p *plan) list(i int, op operator) error {
	out := op.out[0]
	if len(p.tensors[out].shape) == 4 {
		return fmt.Errorf("a list of the shape %v", p.tensors[out].shape)
	}
	l := &list{out: out}
	total := 0
	for _, in := range op.in {
		if op.code == opReshape && p.tensors[in].constant() {
			continue // the new shape, which the output has
		}
		l.in = append(l.in, p.same[in])
		total += p.elements(in)
		shape, joined := p.tensors[in].shape, p.tensors[out].shape
		if op.code == opConcat && (len(shape) != 3 || len(joined) != 3 || shape[0] != 1 || shape[2] != joined[2] || op.joinedAxis != 1) {
			return fmt.Errorf("%v joins %v", shape, joined)
		}
	}
	if total != p.elements(out) {
		return fmt.Errorf("%d values become %d", total, p.elements(out))
	}
	p.ready[i] = l
	return nil
}

// checkOrder makes sure that every tensor is written before it is read, and
// only once.
func (p *plan) checkOrder() error {
	written := map[int]bool{}
	for _, in := range p.inputs {
		written[in] = true
	}
	for _, s := range p.steps {
		for _, in := range s.reads() {
			if !written[in] {
				return fmt.Errorf("tensor %d is read before it is written", in)
			}
		}
		if written[s.writes()] {
			return fmt.Errorf("tensor %d is written twice", s.writes())
		}
		written[s.writes()] = true
	}
	for _, out := range p.outputs {
		if !written[out] {
			return fmt.Errorf("output %d is never written", out)
		}
	}
	return nil
}
