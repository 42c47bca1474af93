package face

import (
	"image"
	"math"

	"skinline/photos"
)

// square is the part of a photo that a network looks at: its centre and side
// in relative coordinates, and how far its upright is turned clockwise, in
// degrees.
type square struct {
	centre     photos.Point
	side, roll float64
}

// place is the photo's point at x, y of the square, both 0 to 1 inside.
func (s square) place(x, y float64) photos.Point {
	sin, cos := math.Sincos(s.roll * math.Pi / 180)
	x, y = (x-.5)*s.side, (y-.5)*s.side
	return photos.Point{X: s.centre.X + x*cos - y*sin, Y: s.centre.Y + x*sin + y*cos}
}

// frame shows the square upright.
func (s square) frame() photos.Frame {
	turned := photos.Similarity(1/s.side, -s.roll, 0, 0)
	c := turned.Apply(s.centre)
	turned[0][2], turned[1][2] = .5-c.X, .5-c.Y
	return photos.Frame{Align: turned, Crop: photos.Rect{W: 1, H: 1}}
}

// scene is a photo in the sizes that the networks look at.
type scene struct{ levels []*image.NRGBA } // the largest first

// Long sides, in pixels, that the smaller levels have at least: for the
// landmarks of a face that fills a quarter of the photo, and for the detector.
const (
	middleSide = 800
	smallSide  = 256
)

func newScene(img *image.NRGBA) scene {
	levels := []*image.NRGBA{img}
	for _, side := range []int{middleSide, smallSide} {
		last := levels[len(levels)-1]
		if n := max(last.Rect.Dx(), last.Rect.Dy()) / side; n > 1 {
			levels = append(levels, photos.Shrink(last, n))
		}
	}
	return scene{levels}
}

// size is the photo's extent in relative coordinates.
func (s scene) size() photos.Rect {
	return photos.Whole(s.levels[0].Rect.Dx(), s.levels[0].Rect.Dy())
}

// view is the square at n x n pixels for a network: rows of pixels of red,
// green and blue from low (black, and all that is outside the photo) to 1.
func (s scene) view(sq square, n int, low float32) []float32 {
	img := s.levels[0]
	for _, smaller := range s.levels[1:] {
		if sq.side*float64(max(smaller.Rect.Dx(), smaller.Rect.Dy())) >= float64(n) {
			img = smaller
		}
	}
	drawn := photos.Render(img, sq.frame(), n, n)
	out := make([]float32, 0, 3*n*n)
	scale := (1 - low) / 255
	for i := 0; i < len(drawn.Pix); i += 4 {
		for _, v := range drawn.Pix[i : i+3] {
			out = append(out, low+float32(v)*scale)
		}
	}
	return out
}
