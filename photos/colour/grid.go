package colour

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/kovidgoyal/imaging/prism/meta/icc"
)

// grid is a transform sampled at a lattice of 3 or 4 device values, the last
// varying fastest. Between the nodes it is linear in the simplex a colour lies
// in (for three values: tetrahedral interpolation), which keeps greys grey.
type grid struct {
	inks  int // values a pixel has
	side  int // nodes along one value
	nodes []uint16
	steps [4][]step // by 8-bit value
	finer func() [4][]step
}

// step is where a value lies along one side: from the node at offset on, part
// of the way to the next.
type step struct{ offset, part int32 }

const (
	whole  = 1 << 10 // part of a step
	levels = 1 << 6  // parts of an 8-bit level that nodes are kept in
)

// sampled runs the engine over a lattice, a few ten thousand colours whatever
// the size of the picture. The engine may panic on crafted tables; that is an
// error.
func (p profile) sampled() (m mapping, err error) {
	defer func() {
		if r := recover(); r != nil {
			m, err = nil, fmt.Errorf("its tables are broken (%v)", r)
		}
	}()
	intent := icc.PerceptualRenderingIntent
	if p.tags["A2B0"] == nil {
		intent = icc.RelativeColorimetricRenderingIntent
	}
	g := &grid{inks: 3, side: 33}
	if p.space == CMYK {
		g.inks, g.side = 4, 17
	}
	read, err := icc.DecodeProfile(bytes.NewReader(p.data))
	if err != nil {
		return nil, err
	}
	const compensate, clamp, mapGamut, optimize = true, true, false, true
	line, err := read.CreateTransformerToSRGB(intent, compensate, g.inks, clamp, mapGamut, optimize)
	if err != nil {
		return nil, err
	}
	if line == nil {
		return nil, errors.New("its tables are empty")
	}
	g.sample(func(out, in []float64) {
		if g.inks == 4 {
			line.TransformGeneral(out, in)
			return
		}
		out[0], out[1], out[2] = line.Transform(in[0], in[1], in[2])
	})
	g.steps = g.stepsOf(256)
	g.finer = sync.OnceValue(func() [4][]step { return g.stepsOf(finer) })
	return g, nil
}

// sample fills the nodes; to may spoil in, and both have room for four values.
func (g *grid) sample(to func(out, in []float64)) {
	count := 1
	for range g.inks {
		count *= g.side
	}
	g.nodes = make([]uint16, 3*count)
	for n := range count {
		var in, out [4]float64
		for i, rest := g.inks-1, n; i >= 0; i, rest = i-1, rest/g.side {
			in[i] = float64(rest%g.side) / float64(g.side-1)
		}
		to(out[:], in[:])
		for c := range 3 {
			g.nodes[3*n+c] = uint16(math.Round(clip(out[c]) * 255 * levels))
		}
	}
}

// stepsOf places so many values along every side.
func (g *grid) stepsOf(values int) [4][]step {
	var steps [4][]step
	stride := 3
	for i := g.inks - 1; i >= 0; i-- {
		steps[i] = make([]step, values)
		for v := range values {
			at := v * (g.side - 1) * whole / (values - 1)
			// The last node is the far end of the last step.
			node := min(at/whole, g.side-2)
			steps[i][v] = step{int32(node * stride), int32(at - node*whole)}
		}
		stride *= g.side
	}
	return steps
}

// at is the colour at places along the sides.
func (g *grid) at(places *[4]step) (r, gr, b uint8) {
	// Sides in order of how far the colour lies along them, each with its
	// stride: the path through the corners of the simplex.
	var part, stride [4]int32
	base, by := int32(0), int32(3)
	for i := g.inks - 1; i >= 0; i-- {
		p := places[i]
		base += p.offset
		j := g.inks - 1 - i
		for ; j > 0 && part[j-1] < p.part; j-- {
			part[j], stride[j] = part[j-1], stride[j-1]
		}
		part[j], stride[j] = p.part, by
		by *= int32(g.side)
	}
	n := g.nodes[base : base+3 : base+3]
	w := whole - part[0]
	sum := [3]int32{int32(n[0]) * w, int32(n[1]) * w, int32(n[2]) * w}
	for i := range g.inks {
		base += stride[i]
		w := part[i]
		if i+1 < g.inks {
			w -= part[i+1]
		}
		n := g.nodes[base : base+3 : base+3]
		sum[0] += int32(n[0]) * w
		sum[1] += int32(n[1]) * w
		sum[2] += int32(n[2]) * w
	}
	const one = whole * levels
	return uint8((sum[0] + one/2) / one), uint8((sum[1] + one/2) / one), uint8((sum[2] + one/2) / one)
}

func (g *grid) apply(pix []uint8) {
	var places [4]step
	for ; len(pix) >= 4; pix = pix[4:] {
		for i := range g.inks {
			places[i] = g.steps[i][pix[i]]
		}
		pix[0], pix[1], pix[2] = g.at(&places)
		if g.inks == 4 {
			pix[3] = 255
		}
	}
}

func (g *grid) narrow(out []uint8, row []float32) {
	steps := g.finer()
	var places [4]step
	for x := range len(out) / 4 {
		for c := range 3 {
			places[c] = steps[c][fine(row[3*x+c])]
		}
		out[4*x], out[4*x+1], out[4*x+2] = g.at(&places)
		out[4*x+3] = 255
	}
}
