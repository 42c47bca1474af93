package decode

import (
	"image"
	"math"

	"skinline/photos/colour"
)

// deep reads the rows of a picture with 16 bits a channel: R, G, B from 0 to
// 255, not rounded, over the ground. y counts from 0.
type deep func(row []float32, y int)

// deepRows is how pic is read when it has 16 bits a channel, else nil.
func deepRows(pic image.Image) deep {
	switch p := pic.(type) {
	case *image.Gray16:
		return func(row []float32, y int) {
			from := p.Pix[y*p.Stride:]
			for x := range len(row) / 3 {
				v := level(from[2*x:])
				row[3*x], row[3*x+1], row[3*x+2] = v, v, v
			}
		}
	case *image.NRGBA64:
		return func(row []float32, y int) {
			from := p.Pix[y*p.Stride:]
			for x := range len(row) / 3 {
				a := level(from[8*x+6:]) / 255
				for c := range 3 {
					row[3*x+c] = level(from[8*x+2*c:])*a + ground*(1-a)
				}
			}
		}
	case *image.RGBA64:
		return func(row []float32, y int) {
			from := p.Pix[y*p.Stride:]
			for x := range len(row) / 3 {
				a := level(from[8*x+6:]) / 255
				for c := range 3 {
					row[3*x+c] = level(from[8*x+2*c:]) + ground*(1-a)
				}
			}
		}
	}
	return nil
}

// level is a big-endian 16-bit value as a level of 0 to 255.
func level(b []uint8) float32 { return float32(int(b[0])<<8|int(b[1])) / 257 }

// resize makes a picture of the given size of rows of size from, none of its
// sides larger. It is Lanczos with three lobes, on gamma-encoded values, as
// for JPEG, in floats from the file to the last rounding, which is that to sRGB.
func (rows deep) resize(from, size image.Point, srgb *colour.Transform) *image.NRGBA {
	out := image.NewNRGBA(image.Rectangle{Max: size})
	if size == from {
		bands(size.Y, func(top, bottom int) {
			row := make([]float32, 3*size.X)
			for y := top; y < bottom; y++ {
				rows(row, y)
				srgb.Narrow(out.Pix[y*out.Stride:][:4*size.X], row)
			}
		})
		return out
	}
	across, down := lanczos(from.X, size.X), lanczos(from.Y, size.Y)
	bands(size.Y, func(top, bottom int) {
		wide, sum := make([]float32, 3*from.X), make([]float32, 3*size.X)
		// The rows an output row needs, already narrowed, at row % len.
		ring := make([][]float32, longest(down))
		next := 0
		for y := top; y < bottom; y++ {
			clear(sum)
			next = max(next, down[y].first)
			for i, weight := range down[y].weights {
				at := down[y].first + i
				slot := at % len(ring)
				if at == next {
					rows(wide, at)
					ring[slot] = squeeze(ring[slot], wide, across)
					next++
				}
				for n, v := range ring[slot] {
					sum[n] += v * weight
				}
			}
			srgb.Narrow(out.Pix[y*out.Stride:][:4*size.X], sum)
		}
	})
	return out
}

// squeeze weighs one row across, into reuse when that is large enough.
func squeeze(reuse, wide []float32, across []taps) []float32 {
	if reuse == nil {
		reuse = make([]float32, 3*len(across))
	}
	for x, t := range across {
		var r, g, b float32
		for i, weight := range t.weights {
			p := wide[3*(t.first+i):][:3:3]
			r += p[0] * weight
			g += p[1] * weight
			b += p[2] * weight
		}
		reuse[3*x], reuse[3*x+1], reuse[3*x+2] = r, g, b
	}
	return reuse
}

// taps are the source pixels of one output pixel.
type taps struct {
	first   int
	weights []float32
}

func longest(all []taps) int {
	n := 0
	for _, t := range all {
		n = max(n, len(t.weights))
	}
	return n
}

// lanczos are the taps of a side of n pixels made of one of from pixels.
func lanczos(from, n int) []taps {
	all := make([]taps, n)
	step := float64(from) / float64(n)
	for i := range all {
		centre := (float64(i)+.5)*step - .5
		first, last := max(int(math.Ceil(centre-3*step)), 0), min(int(math.Floor(centre+3*step)), from-1)
		weights := make([]float32, last-first+1)
		var sum float64
		for j := range weights {
			w := lobes((float64(first+j) - centre) / step)
			weights[j] = float32(w)
			sum += w
		}
		for j := range weights {
			weights[j] /= float32(sum)
		}
		all[i] = taps{first, weights}
	}
	return all
}

// lobes is the Lanczos kernel of three lobes.
func lobes(x float64) float64 {
	if x == 0 {
		return 1
	}
	if x <= -3 || x >= 3 {
		return 0
	}
	x *= math.Pi
	return 3 * math.Sin(x) * math.Sin(x/3) / (x * x)
}
