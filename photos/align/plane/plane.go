// Package plane holds pictures as one channel of floating-point luminance: what
// registration works on.
//
// A Plane's coordinates are pixels with centres at integers.
package plane

import (
	"image"
	"math"
)

// Plane is a grey picture. Pix has W*H values row by row, 0 (black) to 1
// (white), of the picture's sRGB-coded luma (ITU-R BT.601 weights).
type Plane struct {
	W, H int
	Pix  []float32
}

// New is a black plane.
func New(w, h int) *Plane { return &Plane{W: w, H: h, Pix: make([]float32, w*h)} }

// Of is the luma of img, shrunk so that its long side is long pixels; 0 or a
// long side beyond img's keeps its size. A pixel is the mean of the area it
// covers, nearly. img must start at 0,0 and is not kept. It uses at most two
// goroutines, on which the result does not depend.
func Of(img *image.NRGBA, long int) *Plane {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if long > 0 && long < max(w, h) {
		return shrunk(img, long)
	}
	return whole(img)
}

// At is the bilinear value at x, y; positions outside take the nearest edge.
func (p *Plane) At(x, y float64) float32 {
	x = math.Min(math.Max(x, 0), float64(p.W-1))
	y = math.Min(math.Max(y, 0), float64(p.H-1))
	x0, y0 := int(x), int(y)
	fx, fy := float32(x-float64(x0)), float32(y-float64(y0))
	x1, y1 := min(x0+1, p.W-1), min(y0+1, p.H-1)
	top := p.Pix[y0*p.W+x0]*(1-fx) + p.Pix[y0*p.W+x1]*fx
	low := p.Pix[y1*p.W+x0]*(1-fx) + p.Pix[y1*p.W+x1]*fx
	return top*(1-fy) + low*fy
}
