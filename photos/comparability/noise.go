package comparability

import (
	"image"
	"math"
	"math/rand/v2"

	"skinline/photos"
)

// noise is the standard deviation of the noise in a shot's own pixels, in parts
// of white, and the share of its energy that comes through into the band of
// detail in a frame w pixels wide.
func (p pair) noise(s Shot, w int) (sd, share float64) {
	sd = grain(s.Picture, p.part(s))
	if sd == 0 {
		return 0, 0
	}
	size := s.Picture.Rect.Size()
	step := p.pixels(s) / (float64(w) / p.crop.W * max(p.crop.W, p.crop.H))
	_, turn := local(s.Align, photos.Point{X: .5 * float64(size.X) / float64(max(size.X, size.Y, 1)), Y: .5})
	return sd, passed(step, turn)
}

// part is the rectangle of a shot's pixels around what the frame shows.
func (p pair) part(s Shot) image.Rectangle {
	back, err := s.Align.Inverse()
	if err != nil {
		return image.Rectangle{}
	}
	long := float64(max(s.Picture.Rect.Dx(), s.Picture.Rect.Dy()))
	r := mapped(p.crop, back)
	pixel := func(v float64) int { return int(min(max(v*long, -1e6), 1e6)) }
	return image.Rect(pixel(r.X), pixel(r.Y), pixel(r.X+r.W), pixel(r.Y+r.H)).Intersect(s.Picture.Rect)
}

// grain estimates the noise in a part of a picture by Immerkaer's operator
// (Fast noise variance estimation, 1996), which sees neither slopes nor most
// edges, on the smoothest tenth of its blocks. At most some thousand blocks
// are looked at.
func grain(pic *image.NRGBA, part image.Rectangle) float64 {
	const most = 48 // blocks along a side
	across, down := part.Dx()/block, part.Dy()/block
	if across < 2 || down < 2 {
		return 0
	}
	var variances []float64
	for y := 0; y < down; y += 1 + down/most {
		for x := 0; x < across; x += 1 + across/most {
			if v, ok := roughness(pic, part.Min.X+x*block, part.Min.Y+y*block); ok {
				variances = append(variances, v)
			}
		}
	}
	return math.Sqrt(quantile(variances, .1))
}

// roughness is the variance of the noise in one block were nothing else there;
// false where the picture is black or burnt out, and has lost its noise.
func roughness(pic *image.NRGBA, x0, y0 int) (float64, bool) {
	var luma [block * block]float64
	for y := range block {
		row := pic.Pix[pic.PixOffset(pic.Rect.Min.X+x0, pic.Rect.Min.Y+y0+y):]
		for x := range block {
			p := row[4*x : 4*x+4 : 4*x+4]
			if p[3] != 255 || max(p[0], p[1], p[2]) < darkest || min(p[0], p[1], p[2]) > brightest {
				return 0, false
			}
			luma[y*block+x] = (.299*float64(p[0]) + .587*float64(p[1]) + .114*float64(p[2])) / 255
		}
	}
	var sum float64
	for y := 1; y < block-1; y++ {
		for x := 1; x < block-1; x++ {
			i := y*block + x
			d := luma[i-block-1] - 2*luma[i-block] + luma[i-block+1] -
				2*luma[i-1] + 4*luma[i] - 2*luma[i+1] +
				luma[i+block-1] - 2*luma[i+block] + luma[i+block+1]
			sum += d * d
		}
	}
	return sum / 36 / ((block - 2) * (block - 2)), true
}

// passed is the share of white noise's energy that is left in the band of
// detail after resampling step of its pixels into one, turned: measured on
// noise that goes the way of the photo.
func passed(step, degrees float64) float64 {
	const side, margin = 96, 8
	const mean, sd = 128, 16
	step = min(max(step, 1), 8)
	source := image.NewNRGBA(image.Rect(0, 0, int(1.5*side*step), int(1.5*side*step)))
	r := rand.New(rand.NewPCG(1, 2))
	for i := 0; i < len(source.Pix); i += 4 {
		v := uint8(min(max(mean+sd*r.NormFloat64()+.5, 0), 255))
		source.Pix[i], source.Pix[i+1], source.Pix[i+2], source.Pix[i+3] = v, v, v, 255
	}
	// Turned about the middle, where a square of two thirds stays inside.
	t := photos.Similarity(1, 0, -.5, -.5).Then(photos.Similarity(1, degrees, .5, .5))
	crop := photos.Rect{X: 1. / 6, Y: 1. / 6, W: 2. / 3, H: 2. / 3}
	luma := lumaOf(photos.Render(source, photos.Frame{Align: t, Crop: crop}, side, side))
	low, high := blurred(luma, coarseSigma), blurred(luma, fineSigma)
	var sum float64
	n := 0
	for y := margin; y < side-margin; y++ {
		for x := margin; x < side-margin; x++ {
			d := float64(high.Pix[y*side+x] - low.Pix[y*side+x])
			sum += d * d
			n++
		}
	}
	return sum / float64(n) * (255 * 255) / (sd * sd)
}
