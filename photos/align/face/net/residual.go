package net

import (
	"encoding/json"
	"fmt"
)

// ParseResidual reads the residual network by which dlib tells faces apart
// (King, dlib_face_recognition_resnet_model_v1, 2017; after He et al., Deep
// residual learning for image recognition, 2016), as face-api.js packs its
// weights: manifest is JSON that names them and gives their shapes and, where
// they are bytes, what these mean; weights has them one after the other. The
// layers are not in the file: they are those of face-api.js,
// FaceRecognitionNet.
//
// The input is 150 x 150 pixels of red, green and blue from 0 to 1, the output
// 128 numbers.
func ParseResidual(manifest, weights []byte) (*Network, error) {
	return parseResidual(manifest, weights, fastest())
}

func parseResidual(manifest, weights []byte, k kernels) (*Network, error) {
	l := &layers{}
	if err := l.read(manifest, weights); err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	last := l.residual()
	if l.failed != nil {
		return nil, fmt.Errorf("read weights: %w", l.failed)
	}
	l.outputs = []int{last}
	return ready(&l.model, k)
}

// layers builds a model layer by layer. After a first failure nothing more is
// added.
type layers struct {
	model
	constants map[string]tensor
	failed    error
}

// What the network subtracts from colours of 0 to 255, and divides by.
var (
	meanColour  = [3]float32{122.782, 117.001, 104.298}
	colourScale = float32(256)
)

// residual adds all layers.
func (l *layers) residual() (last int) {
	const side = 150
	x := l.picture(side, side, 3)
	l.inputs = []int{x}
	l.takeMean("conv32_down")
	x = l.convolution("conv32_down", x, 2, true)
	x = l.pool(opMaxPool, x, 3)
	for _, group := range []struct {
		channels string
		down     bool
		blocks   int
	}{{"conv32", false, 3}, {"conv64", true, 3}, {"conv128", true, 2}, {"conv256", true, 2}} {
		if group.down {
			x = l.downBlock(group.channels+"_down", x)
		}
		for i := range group.blocks {
			x = l.block(fmt.Sprintf("%s_%d", group.channels, i+1), x)
		}
	}
	x = l.downBlock("conv256_down_out", x)
	return l.embed(x)
}

// block is two convolutions whose result is added to what went in.
func (l *layers) block(name string, x int) int {
	y := l.convolution(name+"/conv1", x, 1, true)
	y = l.convolution(name+"/conv2", y, 1, false)
	h, w, c := l.size(y)
	return l.add(opAdd, options{activation: 1}, l.picture(h, w, c), y, x)
}

// downBlock is a block of half the size: what went in is averaged, and has
// fewer channels and sometimes a row and a column more.
func (l *layers) downBlock(name string, x int) int {
	y := l.convolution(name+"/conv1", x, 2, true)
	y = l.convolution(name+"/conv2", y, 1, false)
	x = l.pool(opAveragePool, x, 2)
	h, w, c := l.size(y)
	h2, w2, c2 := l.size(x)
	return l.add(opSum, options{}, l.picture(max(h, h2), max(w, w2), max(c, c2)), y, x)
}

// embed is the mean of every channel times the last matrix.
func (l *layers) embed(x int) int {
	_, _, c := l.size(x)
	m := l.constant("fc", c, 0)
	x = l.add(opMean, options{}, l.tensor(tensor{shape: []int{1, c}}), x)
	return l.add(opMatrix, options{}, l.tensor(tensor{shape: []int{1, len(m.floats) / max(c, 1)}}), x, l.tensor(m))
}

func (l *layers) tensor(t tensor) int {
	l.tensors = append(l.tensors, t)
	return len(l.tensors) - 1
}

func (l *layers) picture(h, w, c int) int {
	return l.tensor(tensor{shape: []int{1, h, w, c}})
}

func (l *layers) size(i int) (h, w, c int) {
	s := l.tensors[i].shape
	return s[1], s[2], s[3]
}

func (l *layers) add(code int, o options, out int, in ...int) int {
	l.operators = append(l.operators, operator{code: code, in: in, out: []int{out}, options: o})
	return out
}

// pool takes windows of side pixels, two apart.
func (l *layers) pool(code, x, side int) int {
	h, w, c := l.size(x)
	const step = 2
	o := options{padding: 1, strideX: step, strideY: step, filterX: side, filterY: side}
	return l.add(code, o, l.picture((h-side)/step+1, (w-side)/step+1, c), x)
}

// convolution adds one with the scale that follows it. A step of one keeps the
// size, larger ones stay inside the picture.
func (l *layers) convolution(name string, x, step int, bent bool) int {
	h, w, from := l.size(x)
	filters := l.constant(name+"/conv/filters", 0, 0, from, 0)
	kh, kw, to := filters.shape[0], filters.shape[1], filters.shape[3]
	bias, scale, shift := l.constant(name+"/conv/bias", to), l.constant(name+"/scale/weights", to), l.constant(name+"/scale/biases", to)
	if l.failed != nil {
		return l.picture(1, 1, to)
	}
	// Those here have the output channels last.
	turned := tensor{shape: []int{to, kh, kw, from}, floats: make([]float32, len(filters.floats))}
	for i, v := range filters.floats {
		turned.floats[i%to*kh*kw*from+i/to] = v * scale.floats[i%to]
	}
	added := tensor{shape: []int{to}, floats: make([]float32, to)}
	for o := range to {
		added.floats[o] = bias.floats[o]*scale.floats[o] + shift.floats[o]
	}
	o := options{padding: paddingSame, strideX: step, strideY: step, dilationX: 1, dilationY: 1}
	if step > 1 {
		o.padding = 1
		h, w = max((h-kh)/step+1, 1), max((w-kw)/step+1, 1)
	}
	if bent {
		o.activation = 1
	}
	return l.add(opConv, o, l.picture(h, w, to), x, l.tensor(turned), l.tensor(added))
}

// takeMean lets the first layer do what is done to colours before it: it
// reaches nowhere beyond the picture, so that a constant can be taken off after
// it as well.
func (l *layers) takeMean(name string) {
	filters := l.constant(name+"/conv/filters", 0, 0, len(meanColour), 0)
	to := filters.shape[3]
	bias := l.constant(name+"/conv/bias", to)
	if l.failed != nil {
		return
	}
	for i := range filters.floats {
		o, c := i%to, i/to%len(meanColour)
		bias.floats[o] -= filters.floats[i] * meanColour[c] / colourScale
		filters.floats[i] *= 255 / colourScale
	}
}

// constant is one by its name, of this shape; 0 stands for any length.
func (l *layers) constant(name string, shape ...int) tensor {
	t, ok := l.constants[name]
	if ok && len(t.shape) == len(shape) {
		for i, n := range shape {
			ok = ok && (n == 0 || n == t.shape[i])
		}
		if ok {
			return t
		}
	}
	if l.failed == nil {
		l.failed = fmt.Errorf("%q is %v instead of %v", name, t.shape, shape)
	}
	blank := tensor{shape: make([]int, len(shape))}
	for i, n := range shape {
		blank.shape[i] = max(n, 1)
	}
	return blank
}

// weightSpec is one entry of the manifest (TensorFlow.js, WeightsManifestEntry).
type weightSpec struct {
	Name         string
	Shape        []int
	Type         string `json:"dtype"`
	Quantization *struct {
		Type       string `json:"dtype"`
		Scale, Min float64
	}
}

// read takes the constants out of the file.
func (l *layers) read(manifest, weights []byte) error {
	var groups []struct{ Weights []weightSpec }
	if err := json.Unmarshal(manifest, &groups); err != nil {
		return fmt.Errorf("manifest: %w", err)
	}
	l.constants = map[string]tensor{}
	for _, g := range groups {
		for _, spec := range g.Weights {
			t, n, err := spec.values(weights)
			if err != nil {
				return fmt.Errorf("%q: %w", spec.Name, err)
			}
			l.constants[spec.Name], weights = t, weights[n:]
		}
	}
	if len(weights) > 0 {
		return fmt.Errorf("%d bytes too many", len(weights))
	}
	return nil
}

// values reads the entry's values from the start of data, and says how many
// bytes they take.
func (s weightSpec) values(data []byte) (t tensor, n int, err error) {
	count, err := volume(s.Shape)
	if err != nil {
		return t, 0, err
	}
	size := 4
	if s.Quantization != nil {
		size = 1
	}
	n = size * count
	if s.Type != "float32" || s.Quantization != nil && s.Quantization.Type != "uint8" || len(data) < n {
		return t, 0, fmt.Errorf("%d bytes for %v of %s", len(data), s.Shape, s.Type)
	}
	t.shape = s.Shape
	if s.Quantization == nil {
		return t, n, t.fill(typeFloat32, data[:n], count)
	}
	t.floats = make([]float32, count)
	for i, b := range data[:n] {
		v := float32(s.Quantization.Min + s.Quantization.Scale*float64(b))
		if !sane(v) {
			return t, 0, fmt.Errorf("value %v", v)
		}
		t.floats[i] = v
	}
	return t, n, nil
}
