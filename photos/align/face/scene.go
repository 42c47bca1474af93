package face

import (
	"encoding/binary"
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
		at := binary.LittleEndian
		for x := 0; x < len(to); x += 4 {
			a, b := (x*n/4+first)*4, (x*n/4+second)*4
			at.PutUint32(to[x:], mean(at.Uint32(upper[a:]), at.Uint32(upper[b:]), at.Uint32(lower[a:]), at.Uint32(lower[b:])))
		}
	}
	return out
}

// mean is that of four pixels, red in the lowest byte.
func mean(a, b, c, d uint32) uint32 {
	if a&b&c&d < 255<<24 {
		return weighed(a, b, c, d)
	}
	const alternate = 0xff00ff // two channels, each with room above it for a sum
	even := a&alternate + b&alternate + c&alternate + d&alternate + 0x20002
	odd := a>>8&alternate + b>>8&alternate + c>>8&alternate + d>>8&alternate + 0x20002
	return even>>2&alternate | odd>>2&alternate<<8
}

// weighed is mean where there is transparency.
func weighed(pixels ...uint32) uint32 {
	out := uint32(255 << 24)
	for shift := 0; shift < 24; shift += 8 {
		sum := uint32(510)
		for _, p := range pixels {
			sum += p >> shift & 255 * (p >> 24)
		}
		out |= sum / 1020 << shift
	}
	return out
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
			c, ok := within(l.img, u, v)
			if !ok {
				c = sample(l.img, u, v)
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
