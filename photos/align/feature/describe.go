package feature

import (
	"math"

	"skinline/photos/align/plane"
)

const (
	cells   = 4                     // histograms in a row of a descriptor
	turns   = 8                     // directions in a histogram
	size    = cells * cells * turns // values of a descriptor
	samples = 16                    // gradients in a row of a descriptor
	spacing = .75                   // of the point's Gaussian, between gradients
	bins    = 36                    // directions looked at for the main one
	closer  = 4.5 / (samples / 2)   // spacing there: to three of its Gaussians, of 1.5 of the point's
)

// describe appends e's points to found: one for every main direction.
func (o *octave) describe(found *Points, e extremum) {
	level := min(max(int(math.Round(e.level)), 0), len(o.blurs)-1)
	pic, sigma := o.blurs[level], blurOf(e.level)
	x, y := o.place(e)
	for _, angle := range directions(pic, e.x, e.y, sigma) {
		found.at = append(found.at, point{x: x, y: y, scale: sigma * o.step, angle: angle})
		found.descriptors = append(found.descriptors, describe(pic, e.x, e.y, sigma, angle)...)
	}
}

// directions are the main directions of the gradients about x, y: the highest
// and any that is at least .8 of it, two at most.
func directions(pic *plane.Plane, x, y, sigma float64) []float64 {
	p := around(pic, x, y, closer*sigma, 0)
	var g gradients
	g.fill(&p)
	var raw [bins]float32
	for i, length := range g.length {
		at := g.turn[i] * bins
		b := int(at)
		f := at - float32(b)
		weight := fall[i] * length
		raw[b%bins] += weight * (1 - f)
		raw[(b+1)%bins] += weight * f
	}
	return peaks(smooth(raw))
}

// fall is how much a gradient counts for the main direction: a Gaussian of one
// and a half times the point's.
var fall = func() (table [samples * samples]float32) {
	for i := range table {
		u, v := float64(i%samples)-(samples-1)/2., float64(i/samples)-(samples-1)/2.
		const wide = 1.5 / closer
		table[i] = float32(math.Exp(-(u*u + v*v) / (2 * wide * wide)))
	}
	return table
}()

func smooth(raw [bins]float32) [bins]float32 {
	var out [bins]float32
	for i := range out {
		out[i] = (6*raw[i] + 4*(raw[(i+1)%bins]+raw[(i+bins-1)%bins]) + raw[(i+2)%bins] + raw[(i+bins-2)%bins]) / 16
	}
	return out
}

func peaks(h [bins]float32) []float64 {
	var highest float32
	for _, v := range h {
		highest = max(highest, v)
	}
	if highest == 0 {
		return nil
	}
	angles, heights := make([]float64, 0, 2), [2]float32{}
	for i, v := range h {
		before, after := h[(i+bins-1)%bins], h[(i+1)%bins]
		if v < .8*highest || v <= before || v < after {
			continue
		}
		at := float64(i) + float64((before-after)/(2*(before-2*v+after)))
		angle := at * 2 * math.Pi / bins
		switch {
		case len(angles) < 2:
			heights[len(angles)] = v
			angles = append(angles, angle)
		case v > min(heights[0], heights[1]):
			least := 0
			if heights[1] < heights[0] {
				least = 1
			}
			angles[least], heights[least] = angle, v
		}
	}
	return angles
}

// describe is the descriptor at x, y of pic: histograms of the gradients'
// directions, turned by angle and scaled by sigma, in cells by cells places.
// Values are square roots (R. Arandjelovic, A. Zisserman, Three things everyone
// should know to improve object retrieval, CVPR 2012), 0 to 63, of length
// about unit.
func describe(pic *plane.Plane, x, y, sigma, angle float64) []int8 {
	p := around(pic, x, y, spacing*sigma, angle)
	var g gradients
	g.fill(&p)
	// With a cell around them on all sides, whose histograms nobody reads.
	var histograms [wide * wide * turns]float32
	for i, length := range g.length {
		at := g.turn[i] * turns
		b := int(at)
		f := (at - float32(b)) * length
		g := length - f
		b, after := b%turns, (b+1)%turns
		p := &pull[i]
		h := (*[(wide + 2) * turns]float32)(histograms[p.cell:])
		for k, weight := range p.weights {
			cell := (k/2*wide + k%2) * turns
			h[cell+b] += weight * g
			h[cell+after] += weight * f
		}
	}
	var inner [size]float32
	for row := range cells {
		copy(inner[row*cells*turns:][:cells*turns], histograms[((row+1)*wide+1)*turns:])
	}
	return quantised(&inner)
}

// around is pic about x, y, turned by angle, a value every step pixels.
func around(pic *plane.Plane, x, y, step, angle float64) (p patch) {
	const half = (patchSide - 1) / 2.
	sin, cos := math.Sincos(angle)
	sin, cos = sin*step, cos*step
	reach := (math.Abs(sin)+math.Abs(cos))*half + 1
	inside := x-reach >= 0 && y-reach >= 0 && x+reach < float64(pic.W-1) && y+reach < float64(pic.H-1)
	for j := range patchSide {
		v := float64(j) - half
		px, py := x-cos*half-sin*v, y-sin*half+cos*v
		for i := range patchSide {
			if inside {
				x0, y0 := int(px), int(py)
				fx, fy := float32(px-float64(x0)), float32(py-float64(y0))
				k := y0*pic.W + x0
				top, low := pic.Pix[k:k+2], pic.Pix[k+pic.W:k+pic.W+2]
				a, b := top[0]+fx*(top[1]-top[0]), low[0]+fx*(low[1]-low[0])
				p[j*patchSide+i] = a + fy*(b-a)
			} else {
				p[j*patchSide+i] = pic.At(px, py)
			}
			px, py = px+cos, py+sin
		}
	}
	return p
}

// wide is how many cells a row has with one more on either side.
const wide = cells + 2

// pulled is how much a gradient counts in two by two cells, and where the
// histogram of the first of them starts.
type pulled struct {
	cell    int
	weights [4]float32
}

// pull is what each gradient of a patch counts for: bilinear in the cells,
// under a Gaussian of half the patch.
var pull = func() (table [samples * samples]pulled) {
	for i := range table {
		u, v := (float64(i%samples)+.5)/samples, (float64(i/samples)+.5)/samples
		fall := math.Exp(-((u-.5)*(u-.5) + (v-.5)*(v-.5)) / (2 * .5 * .5))
		cu, cv := u*cells-.5, v*cells-.5
		x, y := math.Floor(cu), math.Floor(cv)
		table[i].cell = ((int(y)+1)*wide + int(x) + 1) * turns
		for k := range 4 {
			weight := fall * (1 - math.Abs(cu-x-float64(k%2))) * (1 - math.Abs(cv-y-float64(k/2)))
			table[i].weights[k] = float32(weight)
		}
	}
	return table
}()

// unit is the length of a descriptor: what its values are multiples of.
const unit = 256

func quantised(h *[size]float32) []int8 {
	var squares float32
	for _, v := range h {
		squares += v * v
	}
	// No direction may outweigh the others: a highlight would.
	limit := .2 * float32(math.Sqrt(float64(squares)))
	var sum float32
	for i, v := range h {
		h[i] = min(v, limit)
		sum += h[i]
	}
	out := make([]int8, size)
	if sum == 0 {
		return out
	}
	for i, v := range h {
		out[i] = int8(min(unit*math.Sqrt(float64(v/sum))+.5, 63))
	}
	return out
}
