package net

import (
	"encoding/binary"
	"fmt"
	"math"
)

// The operators of TensorFlow Lite that occur in the face models, by their
// number in its schema (schema_v3.fbs, BuiltinOperator).
const (
	opAdd        = 0
	opConcat     = 2
	opConv       = 3
	opDepthwise  = 4
	opDequantize = 6
	opMaxPool    = 17
	opRelu       = 19
	opReshape    = 22
	opPad        = 34
	opPRelu      = 54

	// Of the network of faces only, under numbers of our own.
	opAveragePool = 1001 // like opMaxPool
	opSum         = 1002 // of two pictures, the smaller one filled up with zeros, then ReLU
	opMean        = 1003 // over all pixels, of every channel
	opMatrix      = 1004 // of as many rows as there are channels

	typeFloat32   = 0
	typeFloat16   = 1
	typeInt32     = 2
	paddingSame   = 0
	modelIdentity = "TFL3"
)

// What no model of the size of these exceeds.
const (
	maxDimension = 4096
	maxElements  = 1 << 24 // float32 of a tensor, of all constants, of all buffers
	maxTables    = 1 << 12 // tensors or operators
	maxMagnitude = 1e5     // of a weight
	maxWork      = 1 << 29 // multiplications of a run
)

// model is a TensorFlow Lite file as it is written: tensors and the operators
// between them, in the order they are to run.
type model struct {
	tensors         []tensor
	operators       []operator
	inputs, outputs []int
}

// tensor has its shape and, where it is a constant, its values.
type tensor struct {
	shape    []int
	floats   []float32
	integers []int
}

func (t tensor) constant() bool { return t.floats != nil || t.integers != nil }

type operator struct {
	code    int
	in, out []int
	options
}

// options are what an operator is told beside its tensors; those it does not
// have are zero.
type options struct {
	padding                int
	strideX, strideY       int
	filterX, filterY       int // of a pool
	dilationX, dilationY   int
	activation, joinedAxis int
}

// optionsOf reads the fields that the operator's kind has (schema_v3.fbs).
func optionsOf(code int, t table) options {
	switch code {
	case opConv:
		return options{padding: t.byte(0), strideX: t.int(1, 0), strideY: t.int(2, 0), activation: t.byte(3), dilationX: t.int(4, 1), dilationY: t.int(5, 1)}
	case opDepthwise:
		return options{padding: t.byte(0), strideX: t.int(1, 0), strideY: t.int(2, 0), activation: t.byte(4), dilationX: t.int(5, 1), dilationY: t.int(6, 1)}
	case opMaxPool:
		return options{padding: t.byte(0), strideX: t.int(1, 0), strideY: t.int(2, 0), filterX: t.int(3, 0), filterY: t.int(4, 0), activation: t.byte(5)}
	case opAdd:
		return options{activation: t.byte(0)}
	case opConcat:
		return options{joinedAxis: t.int(0, 0)}
	}
	return options{}
}

func readModel(file []byte) (m *model, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			if broken != any(errFormat) {
				panic(broken)
			}
			m, err = nil, errFormat
		}
	}()
	if string(within(file, 4, 4)) != modelIdentity {
		return nil, errFormat
	}
	root := tableAt(file, i32(file, 0))
	graphs := root.tables(2)
	if len(graphs) != 1 {
		return nil, fmt.Errorf("%d graphs in a model instead of one", len(graphs))
	}
	graph := graphs[0]
	m = &model{inputs: graph.ints(1), outputs: graph.ints(2)}
	if err := m.readTensors(graph.tables(0), root.tables(4)); err != nil {
		return nil, err
	}
	if err := m.readOperators(graph.tables(3), root.tables(1)); err != nil {
		return nil, err
	}
	return m, m.checkIndices()
}

func (m *model) readTensors(tables, buffers []table) error {
	constants := 0
	for i, t := range tables {
		shape := t.ints(0)
		count, err := volume(shape)
		if err != nil {
			return fmt.Errorf("tensor %d: %w", i, err)
		}
		buffer := t.int(2, 0)
		if buffer < 0 || buffer >= len(buffers) {
			return errFormat
		}
		out := tensor{shape: shape}
		if data := buffers[buffer].bytes(0); len(data) > 0 {
			if constants += count; constants > maxElements {
				return fmt.Errorf("more than %d constant values", maxElements)
			}
			if err := out.fill(t.byte(1), data, count); err != nil {
				return fmt.Errorf("tensor %d: %w", i, err)
			}
		}
		m.tensors = append(m.tensors, out)
	}
	return nil
}

// volume is how many values a shape has.
func volume(shape []int) (int, error) {
	count := 1
	for _, n := range shape {
		if n < 1 || n > maxDimension || count > maxElements/n {
			return 0, fmt.Errorf("the shape %v", shape)
		}
		count *= n
	}
	return count, nil
}

// sane reports whether a network may have such a weight; NaN is not.
func sane(v float32) bool { return v > -maxMagnitude && v < maxMagnitude }

// fill takes over the constant's values.
func (t *tensor) fill(kind int, data []byte, count int) error {
	size := map[int]int{typeFloat32: 4, typeFloat16: 2, typeInt32: 4}[kind]
	if size == 0 || len(data) != size*count {
		return fmt.Errorf("%d bytes of type %d for %d values", len(data), kind, count)
	}
	if kind == typeInt32 {
		for i := range count {
			t.integers = append(t.integers, i32(data, 4*i))
		}
		return nil
	}
	t.floats = make([]float32, count)
	for i := range t.floats {
		var v float32
		if kind == typeFloat32 {
			v = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		} else {
			v = half(binary.LittleEndian.Uint16(data[2*i:]))
		}
		if !sane(v) {
			return fmt.Errorf("value %v", v)
		}
		t.floats[i] = v
	}
	return nil
}

// half is an IEEE 754 binary16 number; what is no number becomes infinite.
func half(bits uint16) float32 {
	// The same bits are a float32 whose exponent counts from 112 lower, also
	// where it is the lowest.
	value := math.Float32frombits(uint32(bits&0x7fff)<<13) * 0x1p112
	if bits>>10&31 == 31 {
		value = float32(math.Inf(1))
	}
	return math.Float32frombits(math.Float32bits(value) | uint32(bits>>15)<<31)
}

func (m *model) readOperators(tables, codes []table) error {
	for _, t := range tables {
		code := t.int(0, 0)
		if code < 0 || code >= len(codes) {
			return errFormat
		}
		// Files from before 2020 have the number in a byte, later ones in both.
		number := max(codes[code].byte(0), codes[code].int(3, 0))
		op := operator{code: number, in: t.ints(1), out: t.ints(2), options: optionsOf(number, t.table(4))}
		if len(op.in) == 0 || len(op.out) != 1 {
			return fmt.Errorf("operator %d has %d inputs and %d outputs", number, len(op.in), len(op.out))
		}
		m.operators = append(m.operators, op)
	}
	return nil
}

func (m *model) checkIndices() error {
	lists := [][]int{m.inputs, m.outputs}
	for _, op := range m.operators {
		lists = append(lists, op.in, op.out)
	}
	for _, list := range lists {
		for _, i := range list {
			if i < 0 || i >= len(m.tensors) {
				return errFormat
			}
		}
	}
	return nil
}
