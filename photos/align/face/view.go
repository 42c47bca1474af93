package face

import (
	"encoding/binary"
	"image"
	"math"

	"skinline/photos"
	"skinline/photos/align/pyramid"
)

// input is how a network wants its picture.
type input struct {
	size int // pixels along both sides
	// low is what black becomes; white becomes 1.
	low float32
	// extended continues the photo's edge where the square leaves it; else it
	// is black there.
	extended bool
}

// The inputs are those of MediaPipe's graphs. Without its extended edge the
// landmarks of faces that leave the photo are off by half as much again.
var (
	detectorInput = input{detectorSize, -1, false}
	mesherInput   = input{mesherSize, 0, true}
)

// view is the square as a network wants it: rows of pixels of red, green and
// blue. It is sampled bilinearly from a level of once to twice the resolution.
func view(s pyramid.Pyramid, sq square, in input) []float32 {
	l := s.AtLeast(float64(in.size) / sq.side)
	img, long := l.Picture, l.Long
	n := in.size
	step := 1 / float64(n)
	corner, right, down := sq.place(step/2, step/2), sq.place(step/2+1, step/2), sq.place(step/2, step/2+1)
	across := photos.Point{X: (right.X - corner.X) * step * long, Y: (right.Y - corner.Y) * step * long}
	along := photos.Point{X: (down.X - corner.X) * step * long, Y: (down.Y - corner.Y) * step * long}
	out := make([]float32, 3*n*n)
	scale := (1 - in.low) / 255
	w, h := float64(img.Rect.Dx()-1), float64(img.Rect.Dy()-1)
	for y := range n {
		row := out[3*n*y:][:3*n]
		for x := range n {
			u := corner.X*long - .5 + float64(x)*across.X + float64(y)*along.X
			v := corner.Y*long - .5 + float64(x)*across.Y + float64(y)*along.Y
			if in.extended {
				u, v = max(0, min(u, w)), max(0, min(v, h))
			}
			c, ok := within(img, u, v)
			if !ok {
				c = sample(img, u, v)
			}
			to := row[3*x : 3*x+3 : 3*x+3]
			to[0], to[1], to[2] = in.low+c[0]*scale, in.low+c[1]*scale, in.low+c[2]*scale
		}
	}
	return out
}

// within is what sample is where that is easy, and most often: between four
// pixels of the picture without transparency.
func within(img *image.NRGBA, x, y float64) (c [3]float32, ok bool) {
	i, j := int(x), int(y)
	if !(x >= 0 && y >= 0 && i < img.Rect.Max.X-1 && j < img.Rect.Max.Y-1) {
		return c, false
	}
	const opaque = 255<<24 | 255<<56
	at := j*img.Stride + 4*i
	upper, lower := binary.LittleEndian.Uint64(img.Pix[at:]), binary.LittleEndian.Uint64(img.Pix[at+img.Stride:])
	if upper&lower&opaque != opaque {
		return c, false
	}
	fx, fy := float32(x-float64(i)), float32(y-float64(j))
	for k := range c {
		a, b := float32(uint8(upper)), float32(uint8(upper>>32))
		d, e := float32(uint8(lower)), float32(uint8(lower>>32))
		upper, lower = upper>>8, lower>>8
		a += (b - a) * fx
		d += (e - d) * fx
		c[k] = a + (d-a)*fy
	}
	return c, true
}

// sample is the colour at x, y, pixel centres at integers, 0 to 255, and black
// outside.
func sample(img *image.NRGBA, x, y float64) [3]float32 {
	left, top := math.Floor(x), math.Floor(y)
	fx, fy := float32(x-left), float32(y-top)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if !(left > -2 && top > -2 && left < float64(w) && top < float64(h)) {
		return [3]float32{}
	}
	i, j := int(left), int(top)
	var out [3]float32
	for k, weight := range [4]float32{(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy} {
		p := image.Pt(i+k%2, j+k/2)
		if !p.In(img.Rect) {
			continue
		}
		from := img.Pix[p.Y*img.Stride+4*p.X:][:4]
		weight *= float32(from[3]) / 255
		for c := range out {
			out[c] += weight * float32(from[c])
		}
	}
	return out
}
