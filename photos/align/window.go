package align

import (
	"image"
	"iter"
	"math"
	"slices"

	"skinline/photos"
	"skinline/photos/align/plane"
	"skinline/photos/align/refine"
)

// window is a piece of the reference, turned upright and of a fixed size in
// pixels whatever the photo's: both photos are looked at through it.
type window struct {
	// at maps the reference's relative coordinates to the window's.
	at   photos.Transform
	w, h int
}

func (v window) long() int { return max(v.w, v.h) }

// layer is a photo seen through the window, where onto maps the photo to the
// reference. Only pixels wholly inside the photo have weight.
func (v window) layer(img *image.NRGBA, onto photos.Transform) refine.Layer {
	crop := photos.Whole(v.w, v.h)
	drawn := photos.Render(img, photos.Frame{Align: onto.Then(v.at), Crop: crop}, v.w, v.h)
	l := refine.Layer{
		Plane:  plane.Of(&image.NRGBA{Pix: drawn.Pix, Stride: drawn.Stride, Rect: drawn.Rect}, 0),
		Weight: make([]float32, v.w*v.h),
	}
	for i := range l.Weight {
		if drawn.Pix[4*i+3] == 255 {
			l.Weight[i] = 1
		}
	}
	return l
}

// look is layer of the smallest size of a photo that is plenty for the window.
func (v window) look(photo *Prepared, onto photos.Transform) refine.Layer {
	// Half as much again as the window's pixels leaves the drawing its choice
	// of a kernel.
	size := photo.sizes.AtLeast(1.5 * v.wanted(onto))
	return v.layer(size.Picture, size.Relative().Then(onto))
}

// wanted is how long, in pixels, a photo would be that has as many as the window
// where that is closest to it.
func (v window) wanted(onto photos.Transform) float64 {
	back, err := onto.Then(v.at).Inverse()
	if err != nil {
		return math.Inf(1)
	}
	most := 0.
	pixel := 1 / float64(v.long())
	right, low := float64(v.w)*pixel, float64(v.h)*pixel
	for _, c := range []photos.Point{{}, {X: right}, {Y: low}, {X: right, Y: low}} {
		p := back.Apply(c)
		for _, next := range []photos.Point{{X: c.X + pixel, Y: c.Y}, {X: c.X, Y: c.Y + pixel}} {
			q := back.Apply(next)
			most = max(most, 1/math.Hypot(q.X-p.X, q.Y-p.Y))
		}
	}
	return most
}

// only is a layer of which just the mask's pixels count.
func only(l refine.Layer, mask []bool) refine.Layer {
	part := refine.Layer{Plane: l.Plane, Weight: make([]float32, len(l.Weight))}
	for i, in := range mask {
		if in {
			part.Weight[i] = l.Weight[i]
		}
	}
	return part
}

// travel is the mean distance that a warp moves points; infinite for none.
func travel(warp photos.Transform, points iter.Seq[photos.Point]) float64 {
	var sum, n float64
	for p := range points {
		q := warp.Apply(p)
		sum += math.Hypot(q.X-p.X, q.Y-p.Y)
		n++
	}
	if n == 0 {
		return math.Inf(1)
	}
	return sum / n
}

// pixels maps the reference's relative coordinates to the window's pixels.
func (v window) pixels(p photos.Point) photos.Point {
	p = v.at.Apply(p)
	long := float64(v.long())
	return photos.Point{X: p.X*long - .5, Y: p.Y*long - .5}
}

// corrected is the transform onto that a fit in the window improved: warp maps
// the window's pixels to those of the photo seen through it under onto.
func (v window) corrected(onto, warp photos.Transform) (photos.Transform, error) {
	long := float64(v.long())
	toPixels := photos.Transform{{long, 0, -.5}, {0, long, -.5}, {0, 0, 1}}
	fromPixels := photos.Transform{{1 / long, 0, .5 / long}, {0, 1 / long, .5 / long}, {0, 0, 1}}
	forth, err := warp.Inverse()
	if err != nil {
		return photos.Transform{}, err
	}
	home, err := v.at.Inverse()
	if err != nil {
		return photos.Transform{}, err
	}
	t := onto.Then(v.at).Then(toPixels).Then(forth).Then(fromPixels).Then(home)
	last := t[2][2]
	for i := range t {
		for j := range t[i] {
			t[i][j] /= last
		}
	}
	return t, nil
}

// mask are the window's pixels inside a polygon of the reference, which is
// first grown by grow about its middle (1 leaves it).
func (v window) mask(polygon []photos.Point, grow float64) []bool {
	var middle photos.Point
	corners := make([]photos.Point, len(polygon))
	for i, p := range polygon {
		corners[i] = v.pixels(p)
		middle.X += corners[i].X / float64(len(polygon))
		middle.Y += corners[i].Y / float64(len(polygon))
	}
	for i, p := range corners {
		corners[i] = photos.Point{X: middle.X + grow*(p.X-middle.X), Y: middle.Y + grow*(p.Y-middle.Y)}
	}
	out := make([]bool, v.w*v.h)
	for y := range v.h {
		row := out[y*v.w : (y+1)*v.w]
		at := crossings(corners, float64(y))
		for i := 0; i+1 < len(at); i += 2 {
			from, to := max(int(math.Ceil(at[i])), 0), min(int(math.Ceil(at[i+1])), v.w)
			for x := from; x < to; x++ {
				row[x] = true
			}
		}
	}
	return out
}

// crossings are where the polygon's edges meet the row y, from left to right.
func crossings(polygon []photos.Point, y float64) []float64 {
	var at []float64
	for i, p := range polygon {
		q := polygon[(i+1)%len(polygon)]
		if (p.Y > y) != (q.Y > y) {
			at = append(at, p.X+(y-p.Y)/(q.Y-p.Y)*(q.X-p.X))
		}
	}
	slices.Sort(at)
	return at
}

// inside reports by the even-odd rule whether x, y lies in the polygon.
func inside(polygon []photos.Point, x, y float64) bool {
	in := false
	for _, at := range crossings(polygon, y) {
		if x < at {
			in = !in
		}
	}
	return in
}

// within is the keep of a template for a mask of the window.
func (v window) within(mask []bool) func(x, y float64) bool {
	return func(x, y float64) bool {
		i, j := int(math.Round(x)), int(math.Round(y))
		return i >= 0 && j >= 0 && i < v.w && j < v.h && mask[j*v.w+i]
	}
}
