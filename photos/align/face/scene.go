package face

import (
	"image"
	"math"

	"skinline/photos"
)

// scene is a photo in the sizes that the networks look at, the largest first.
type scene []level

// level is the photo step times smaller.
type level struct {
	img  *image.NRGBA
	step int
}

const (
	// middleSide is the least long side of the first smaller level, in pixels:
	// for the landmarks of a face that fills a quarter of the photo.
	middleSide = 800
	// smallSide is that of the last.
	smallSide = detectorSize
)

func newScene(img *image.NRGBA) scene {
	s := scene{{img, 1}}
	for n := max(img.Rect.Dx(), img.Rect.Dy()) / middleSide; ; n = 2 {
		last := s[len(s)-1]
		w, h := last.img.Rect.Dx(), last.img.Rect.Dy()
		if max(w, h) < n*smallSide || min(w, h) < n {
			return s
		}
		if n > 1 {
			s = append(s, level{thinned(last.img, n), last.step * n})
		}
	}
}

// thinned is a picture n times smaller, of four pixels out of every n x n: on
// 12 megapixels that takes a fraction of the time of the mean of all, and the
// networks do not mind. What is left over at the right and lower edge is cut.
// Transparency becomes black.
func thinned(img *image.NRGBA, n int) *image.NRGBA {
	w, h := img.Rect.Dx()/n, img.Rect.Dy()/n
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	first := n / 4
	second := n - 1 - first
	for y := range h {
		upper, lower := img.Pix[(y*n+first)*img.Stride:], img.Pix[(y*n+second)*img.Stride:]
		to := out.Pix[y*out.Stride:][:4*w]
		for x := 0; x < len(to); x += 4 {
			a, b := (x*n/4+first)*4, (x*n/4+second)*4
			mean(to[x:x+4:x+4], upper[a:a+4:a+4], upper[b:b+4:b+4], lower[a:a+4:a+4], lower[b:b+4:b+4])
		}
	}
	return out
}

func mean(to, a, b, c, d []uint8) {
	if a[3]&b[3]&c[3]&d[3] == 255 {
		for k := range 3 {
			to[k] = uint8((int(a[k]) + int(b[k]) + int(c[k]) + int(d[k]) + 2) / 4)
		}
	} else {
		for k := range 3 {
			sum := int(a[k])*int(a[3]) + int(b[k])*int(b[3]) + int(c[k])*int(c[3]) + int(d[k])*int(d[3])
			to[k] = uint8((sum + 510) / 1020)
		}
	}
	to[3] = 255
}

// long is the level's long side in its own pixels; no whole number where the
// edge was cut.
func (s scene) long(l level) float64 {
	size := s[0].img.Rect.Size()
	return float64(max(size.X, size.Y)) / float64(l.step)
}

// size is the photo's extent in relative coordinates.
func (s scene) size() photos.Rect {
	return photos.Whole(s[0].img.Rect.Dx(), s[0].img.Rect.Dy())
}

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
func (s scene) view(sq square, in input) []float32 {
	l := s[0]
	for _, smaller := range s[1:] {
		if sq.side*s.long(smaller) >= float64(in.size) {
			l = smaller
		}
	}
	n := in.size
	long, step := s.long(l), 1/float64(n)
	corner, right, down := sq.place(step/2, step/2), sq.place(step/2+1, step/2), sq.place(step/2, step/2+1)
	across := photos.Point{X: (right.X - corner.X) * step * long, Y: (right.Y - corner.Y) * step * long}
	along := photos.Point{X: (down.X - corner.X) * step * long, Y: (down.Y - corner.Y) * step * long}
	out := make([]float32, 3*n*n)
	scale := (1 - in.low) / 255
	w, h := float64(l.img.Rect.Dx()-1), float64(l.img.Rect.Dy()-1)
	for y := range n {
		row := out[3*n*y:][:3*n]
		for x := range n {
			u := corner.X*long - .5 + float64(x)*across.X + float64(y)*along.X
			v := corner.Y*long - .5 + float64(x)*across.Y + float64(y)*along.Y
			if in.extended {
				u, v = max(0, min(u, w)), max(0, min(v, h))
			}
			c := sample(l.img, u, v)
			to := row[3*x : 3*x+3 : 3*x+3]
			to[0], to[1], to[2] = in.low+c[0]*scale, in.low+c[1]*scale, in.low+c[2]*scale
		}
	}
	return out
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
	if i >= 0 && j >= 0 && i < w-1 && j < h-1 {
		at := j*img.Stride + 4*i
		upper, lower := img.Pix[at:at+8:at+8], img.Pix[at+img.Stride:at+img.Stride+8:at+img.Stride+8]
		if upper[3]&upper[7]&lower[3]&lower[7] == 255 {
			for k := range out {
				a, b := float32(upper[k]), float32(upper[k+4])
				c, d := float32(lower[k]), float32(lower[k+4])
				a += (b - a) * fx
				c += (d - c) * fx
				out[k] = a + (c-a)*fy
			}
			return out
		}
	}
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
