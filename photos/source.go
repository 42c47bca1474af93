package photos

import (
	"image"
	"math"
)

// raster is premultiplied pixels, four bytes each, ready to be sampled.
type raster struct {
	pix          []uint8
	stride, w, h int
}

// source is the part of pic that the grid needs, averaged as far as the
// reduction allows, and the grid onto it; nil when the photo is out of sight.
func (g grid) source(pic *image.NRGBA) (*raster, grid) {
	need, sx, sy := g.reach(pic.Bounds().Size())
	if need.Empty() {
		return nil, g
	}
	// Between 1.5 and 3 source pixels are left for each result pixel: boxes
	// alone would blur the finest detail and let some of it alias.
	nx, ny := max(1, int(sx/1.5)), max(1, int(sy/1.5))
	need.Min.X -= need.Min.X % nx
	need.Min.Y -= need.Min.Y % ny
	g = g.moved(need.Min, nx, ny)
	part := pic.SubImage(need.Add(pic.Rect.Min)).(*image.NRGBA)
	if nx > 1 || ny > 1 {
		part = shrink(part, nx, ny)
	}
	if !part.Opaque() {
		part = premultiplied(part)
	}
	size := part.Rect.Size()
	return &raster{pix: part.Pix, stride: part.Stride, w: size.X, h: size.Y}, g
}

// reach is the rectangle of source pixels that can influence the result, and
// the smallest steps in it.
func (g grid) reach(size image.Point) (need image.Rectangle, sx, sy float64) {
	whole := image.Rectangle{Max: size}
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	sx, sy = math.Inf(1), math.Inf(1)
	var margin Point
	right, bottom := float64(g.w)-.5, float64(g.h)-.5
	for _, c := range []Point{{-.5, -.5}, {right, -.5}, {-.5, bottom}, {right, bottom}} {
		if g.depth(c.X, c.Y) <= 0 {
			return whole, 1, 1
		}
		p := g.at.Apply(c)
		low, high = Point{min(low.X, p.X), min(low.Y, p.Y)}, Point{max(high.X, p.X), max(high.Y, p.Y)}
		stepX, stepY := g.steps(c.X, c.Y)
		sx, sy = min(sx, stepX), min(sy, stepY)
		margin = Point{max(margin.X, 3*max(stepX, 1)+1), max(margin.Y, 3*max(stepY, 1)+1)}
	}
	pixel := func(v float64, top int) int { return int(clamp(v, 0, float64(top))) }
	need = image.Rect(
		pixel(math.Floor(low.X-margin.X), size.X), pixel(math.Floor(low.Y-margin.Y), size.Y),
		pixel(math.Ceil(high.X+margin.X), size.X), pixel(math.Ceil(high.Y+margin.Y), size.Y))
	// Nothing is gained by boxes larger than the picture.
	return need, min(sx, float64(size.X)), min(sy, float64(size.Y))
}

// Shrink averages boxes of n x n pixels exactly, weighing colour by alpha; the
// last box of a row or column may be narrower. The result is new and starts
// at 0,0. It is the cheap way down to a size that Render takes on from.
func Shrink(pic *image.NRGBA, n int) *image.NRGBA { return shrink(pic, max(n, 1), max(n, 1)) }

func shrink(pic *image.NRGBA, nx, ny int) *image.NRGBA {
	size := pic.Rect.Size()
	out := image.NewNRGBA(image.Rect(0, 0, (size.X+nx-1)/nx, (size.Y+ny-1)/ny))
	opaque := pic.Opaque()
	bands(out.Rect.Dy(), func(from, to int) {
		sums := make([]uint64, 4*out.Rect.Dx())
		for y := from; y < to; y++ {
			clear(sums)
			top, bottom := y*ny, min(y*ny+ny, size.Y)
			for sy := top; sy < bottom; sy++ {
				row := pic.Pix[sy*pic.Stride:][:4*size.X]
				if opaque {
					addOpaque(sums, row, nx)
				} else {
					addWeighed(sums, row, nx)
				}
			}
			average(out.Pix[y*out.Stride:], sums, size.X, nx, bottom-top, opaque)
		}
	})
	return out
}

func addOpaque(sums []uint64, row []uint8, nx int) {
	for x := 0; len(row) > 0; x += 4 {
		n := min(4*nx, len(row))
		var r, g, b uint64
		for box := row[:n]; len(box) >= 4; box = box[4:] {
			r += uint64(box[0])
			g += uint64(box[1])
			b += uint64(box[2])
		}
		s := sums[x : x+4 : x+4]
		s[0] += r
		s[1] += g
		s[2] += b
		row = row[n:]
	}
}

func addWeighed(sums []uint64, row []uint8, nx int) {
	for x := 0; len(row) > 0; x += 4 {
		n := min(4*nx, len(row))
		s := sums[x : x+4 : x+4]
		for box := row[:n]; len(box) >= 4; box = box[4:] {
			a := uint64(box[3])
			s[0] += uint64(box[0]) * a
			s[1] += uint64(box[1]) * a
			s[2] += uint64(box[2]) * a
			s[3] += a
		}
		row = row[n:]
	}
}

// average turns the sums of boxes nx wide and rows high, in a picture w wide,
// into pixels.
func average(out []uint8, sums []uint64, w, nx, rows int, opaque bool) {
	for x := 0; x < len(sums); x += 4 {
		count := uint64(min(nx, w-x/4*nx) * rows)
		weight := count
		alpha := uint64(255)
		if !opaque {
			weight = sums[x+3]
			alpha = (weight + count/2) / count
		}
		if weight == 0 {
			continue
		}
		for c := range 3 {
			out[x+c] = uint8((sums[x+c] + weight/2) / weight)
		}
		out[x+3] = uint8(alpha)
	}
}

func premultiplied(pic *image.NRGBA) *image.NRGBA {
	size := pic.Rect.Size()
	out := image.NewNRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		from, to := pic.Pix[y*pic.Stride:][:4*size.X], out.Pix[y*out.Stride:]
		for i := 0; i < len(from); i += 4 {
			a := int(from[i+3])
			for c := range 3 {
				to[i+c] = uint8((int(from[i+c])*a + 127) / 255)
			}
			to[i+3] = uint8(a)
		}
	}
	return out
}
