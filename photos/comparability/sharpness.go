package comparability

import (
	"image"
	"math"
	"slices"

	"skinline/photos"
	"skinline/photos/align/plane"
)

const (
	// finest is the most pixels along the frame that detail is judged on.
	finest = 1400
	// reduced is by how much a photo is at least reduced for it: resampling takes
	// the same from all detail that is then left.
	reduced = 1.5
	// leastSide of a frame that can be judged.
	leastSide = 96
	// block is the side in pixels of the areas that are compared.
	block = 16
	// fineSigma and coarseSigma bound the band of detail that is compared: its
	// middle is 0.175 cycles a pixel, waves of 5.7 pixels.
	fineSigma, coarseSigma = 1, 1.6
)

// sharp judges the contrast of fine detail at the same scale of the skin. Both
// photos are brought to pixels that neither has to be enlarged for; the energy
// that each one's noise has there is taken off; what is left is compared block
// by block where there is detail, and the median block decides.
func (p pair) sharp(v *Verdict) {
	value, ok := p.sharpness()
	v.judge(Sharpness, value, ok, "sharper", "softer")
}

func (p pair) sharpness() (float64, bool) {
	long := int(min(p.pixels(p.reference), p.pixels(p.photo))/reduced + .5)
	if long < leastSide {
		return 0, false
	}
	long = min(long, finest)
	w, h := photos.Fit(p.crop, long, long)
	a, b := p.detail(p.reference, w, h), p.detail(p.photo, w, h)
	face := p.faceOutline(w)
	var both []struct{ a, b float64 }
	for by := range h / block {
		for bx := range w / block {
			if face != nil && !face.holds((float64(bx)+.5)*block, (float64(by)+.5)*block) {
				continue
			}
			i := by*(w/block) + bx
			if a[i].shown && b[i].shown {
				both = append(both, struct{ a, b float64 }{a[i].energy - a[i].noise, b[i].energy - b[i].noise})
			}
		}
	}
	// The half with the most detail tells; the rest is mostly noise.
	slices.SortFunc(both, func(p, q struct{ a, b float64 }) int {
		switch d := p.a + p.b - q.a - q.b; {
		case d > 0:
			return -1
		case d < 0:
			return 1
		}
		return 0
	})
	both = both[:len(both)/2]
	if len(both) < 8 {
		return 0, false
	}
	ratios := make([]float64, len(both))
	var detailA, detailB float64
	for i, e := range both {
		ratios[i] = (math.Log(max(e.b, least)) - math.Log(max(e.a, least))) / 2
		detailA, detailB = detailA+e.a/float64(len(both)), detailB+e.b/float64(len(both))
	}
	if max(detailA, detailB) < 4*least {
		return 0, false
	}
	return math.Exp(quantile(ratios, .5)), true
}

// least is the energy of detail with a contrast of a thousandth. Skin has five
// times as much contrast in the band and more; what rounding to 8 bits makes is
// a fifth of it.
const least = .001 * .001

// pixels is how many of its own pixels a photo has along the frame's long side.
func (p pair) pixels(s Shot) float64 {
	size := s.Picture.Rect.Size()
	back, err := s.Align.Inverse()
	if err != nil || size.X == 0 || size.Y == 0 {
		return 0
	}
	scale, _ := local(back, photos.Point{X: p.crop.X + p.crop.W/2, Y: p.crop.Y + p.crop.H/2})
	pixels := scale * max(p.crop.W, p.crop.H) * float64(max(size.X, size.Y))
	if !(pixels < 1e6) {
		return 0
	}
	return pixels
}

// patch is the detail of one block, relative to the block's brightness.
type patch struct {
	shown         bool
	energy, noise float64
}

// detail is the fine detail of every whole block of a shot in the frame.
func (p pair) detail(s Shot, w, h int) []patch {
	pic := photos.Render(s.Picture, photos.Frame{Align: s.Align, Crop: p.crop}, w, h)
	luma := lumaOf(pic)
	low := blurred(luma, coarseSigma)
	high := blurred(luma, fineSigma)
	sd, share := p.noise(s, w)
	out := make([]patch, (w/block)*(h/block))
	for i := range out {
		out[i] = patchAt(pic, low, high, i%(w/block)*block, i/(w/block)*block)
		out[i].noise *= sd * sd * share
	}
	return out
}

// patchAt is the block at x, y; its noise is that of noise of unit energy.
func patchAt(pic *image.RGBA, low, high *plane.Plane, x, y int) patch {
	const dark, bright = .06, .97
	b := patch{shown: true}
	var mean float64
	for j := y; j < y+block; j++ {
		for i := x; i < x+block; i++ {
			at := j*low.W + i
			l := float64(low.Pix[at])
			if pic.Pix[4*at+3] != 255 || l < dark || l > bright {
				return patch{}
			}
			d := (float64(high.Pix[at]) - l) / l
			b.energy += d * d
			mean += 1 / (l * l)
		}
	}
	b.energy /= block * block
	b.noise = mean / (block * block)
	return b
}

func lumaOf(pic *image.RGBA) *plane.Plane {
	p := plane.New(pic.Rect.Dx(), pic.Rect.Dy())
	for i := range p.Pix {
		q := pic.Pix[4*i : 4*i+3 : 4*i+3]
		p.Pix[i] = (.299*float32(q[0]) + .587*float32(q[1]) + .114*float32(q[2])) / 255
	}
	return p
}

// blurred is p under a Gaussian of sigma pixels; beyond its edges it goes on as
// it ends.
func blurred(p *plane.Plane, sigma float64) *plane.Plane {
	reach := int(math.Ceil(3 * sigma))
	weights := make([]float32, 2*reach+1)
	var sum float32
	for i := range weights {
		d := float64(i - reach)
		weights[i] = float32(math.Exp(-d * d / (2 * sigma * sigma)))
		sum += weights[i]
	}
	for i := range weights {
		weights[i] /= sum
	}
	across, out := plane.New(p.W, p.H), plane.New(p.W, p.H)
	for y := range p.H {
		row := p.Pix[y*p.W : (y+1)*p.W]
		to := across.Pix[y*p.W : (y+1)*p.W]
		for x := range to {
			var v float32
			if x >= reach && x+reach < p.W {
				for i, w := range weights {
					v += w * row[x-reach+i]
				}
			} else {
				for i, w := range weights {
					v += w * row[min(max(x-reach+i, 0), p.W-1)]
				}
			}
			to[x] = v
		}
	}
	for y := range p.H {
		to := out.Pix[y*p.W : (y+1)*p.W]
		for i, w := range weights {
			from := across.Pix[min(max(y-reach+i, 0), p.H-1)*p.W:][:p.W]
			for x := range to {
				to[x] += w * from[x]
			}
		}
	}
	return out
}
