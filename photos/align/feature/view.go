package feature

import (
	"math"
	"sync"

	"skinline/photos"
	"skinline/photos/align/plane"
)

const (
	// tilt is how much narrower a view is than its picture: that of a flat
	// area seen from 60 degrees.
	tilt = 2
	// directions in which a picture is made narrower.
	viewed = 4
)

// registerViews tries narrower views of the photo and of the reference, which
// is what a flat area looks like from another side: descriptors bear turns and
// scales only (J.-M. Morel, G. Yu, ASIFT, SIAM J. Imaging Sciences 2, 2009). ok
// is false when none has more matches than found.
func registerViews(reference, photo *Points, model Model, found Found) (Found, bool) {
	var all [2 * viewed]Found
	try := func(from int) {
		for i := from; i < viewed; i += 2 {
			angle := float64(i) * math.Pi / viewed
			all[i] = ofPhoto(reference, photo, model, angle)
			all[viewed+i] = ofReference(reference, photo, model, angle)
		}
	}
	var other sync.WaitGroup
	other.Go(func() { try(1) })
	try(0)
	other.Wait()
	better := false
	for _, f := range all {
		if len(f.Matches) > len(found.Matches) {
			found, better = f, true
		}
	}
	return found, better
}

func ofPhoto(reference, photo *Points, model Model, angle float64) Found {
	view, to := photo.view(angle)
	f, ok := register(reference, view, model)
	back, err := to.Inverse()
	if !ok || err != nil {
		return Found{}
	}
	f.Transform = to.Then(f.Transform)
	for i := range f.Matches {
		f.Matches[i].Photo = back.Apply(f.Matches[i].Photo)
	}
	return f
}

func ofReference(reference, photo *Points, model Model, angle float64) Found {
	view, to := reference.view(angle)
	f, ok := register(view, photo, model)
	back, err := to.Inverse()
	if !ok || err != nil {
		return Found{}
	}
	f.Transform = f.Transform.Then(back)
	for i := range f.Matches {
		f.Matches[i].Reference = back.Apply(f.Matches[i].Reference)
	}
	return f
}

// view is the picture turned by angle and made narrower, and the map to it from
// the picture's pixels.
func (p *Points) view(angle float64) (*Points, photos.Transform) {
	w, h := float64(p.picture.W-1), float64(p.picture.H-1)
	sin, cos := math.Sincos(angle)
	wide, high := (w*math.Abs(cos)+h*math.Abs(sin))/tilt, w*math.Abs(sin)+h*math.Abs(cos)
	to := photos.Transform{{cos / tilt, sin / tilt, 0}, {-sin, cos, 0}, {0, 0, 1}}
	middle := to.Apply(photos.Point{X: w / 2, Y: h / 2})
	to[0][2], to[1][2] = wide/2-middle.X, high/2-middle.Y
	from := func(x, y float64) (float64, float64) {
		x, y = (x-to[0][2])*tilt, y-to[1][2]
		return cos*x - sin*y, sin*x + cos*y
	}
	view := plane.New(int(wide)+1, int(high)+1)
	for i := range view.Pix {
		x, y := from(float64(i%view.W), float64(i/view.W))
		// A pixel of the view is as wide as tilt of the picture.
		const d = tilt / 3.
		view.Pix[i] = (p.picture.At(x, y) + p.picture.At(x-d*cos, y-d*sin) + p.picture.At(x+d*cos, y+d*sin)) / 3
	}
	return Detect(view, func(x, y float64) bool {
		const edge = 4 // what is beyond is made of the edge's pixels
		x, y = from(x, y)
		return x > edge && y > edge && x < w-edge && y < h-edge && (p.inside == nil || p.inside(x, y))
	}), to
}
