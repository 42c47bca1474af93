package comparability

import (
	"image"
	"math"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/align/face"
)

// Version changes whenever the same pair may be judged differently.
const Version = 1

// Shot is one photo of a pair.
type Shot struct {
	// Picture is the oriented photo or any smaller preview of it, at 0,0; it is
	// only read. Fine detail is judged up to about 2048 pixels.
	Picture *image.NRGBA
	// Align maps the photo's relative coordinates to the view's, which are those
	// of the view's reference photo; the zero Transform is the identity.
	Align photos.Transform
	// Model is the family Align is of; "" is align.Similarity.
	Model align.Model
	// Face is the client's face in the photo, nil when none is known. Faces that
	// do not lie upon each other in the frame are not taken for one person's.
	Face *face.Face
	// Settings are how the photo was taken, as far as it says so.
	Settings photos.Settings
	// Moment is when in the course of treatment it was taken.
	Moment Moment
}

// Judge compares photo with reference in the frame that both are shown in:
// crop, in the view's coordinates; the zero Rect is the whole reference.
// Pictures without pixels are judged not comparable. It takes some tenths of a
// second and may be called from many goroutines.
func Judge(reference, photo Shot, crop photos.Rect) Verdict {
	p := pair{reference: reference.resolved(), photo: photo.resolved(), crop: crop}
	if crop.Empty() {
		size := p.reference.Picture.Rect.Size()
		p.crop = mapped(photos.Whole(size.X, size.Y), p.reference.Align)
	}
	if !p.sameFace() {
		p.reference.Face, p.photo.Face = nil, nil
	}
	var v Verdict
	p.placed(&v)
	p.posed(&v)
	p.lit(&v)
	p.sharp(&v)
	p.expressed(&v)
	p.flashed(&v)
	p.timed(&v)
	return v
}

// pair is two photos in one frame.
type pair struct {
	reference, photo Shot
	crop             photos.Rect
}

// sameFace reports whether the faces lie upon each other, where both are known.
func (p pair) sameFace() bool {
	a, b := p.reference.Face, p.photo.Face
	if a == nil || b == nil {
		return true
	}
	one, scale := p.reference.middle()
	other, _ := p.photo.middle()
	return math.Hypot(one.X-other.X, one.Y-other.Y) < .5*a.IOD*scale
}

// middle of the shot's face in the frame, with the scale there.
func (s Shot) middle() (at photos.Point, scale float64) {
	at = photos.Point{X: s.Face.Box.X + s.Face.Box.W/2, Y: s.Face.Box.Y + s.Face.Box.H/2}
	scale, _ = local(s.Align, at)
	return s.Align.Apply(at), scale
}

func (s Shot) resolved() Shot {
	if s.Picture == nil {
		s.Picture = image.NewNRGBA(image.Rectangle{})
	}
	if _, err := s.Align.Inverse(); err != nil {
		s.Align = photos.Identity()
	}
	return s
}

// mapped is the upright rectangle around r after t.
func mapped(r photos.Rect, t photos.Transform) photos.Rect {
	low, high := photos.Point{X: math.Inf(1), Y: math.Inf(1)}, photos.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, c := range []photos.Point{{X: r.X, Y: r.Y}, {X: r.X + r.W, Y: r.Y}, {X: r.X, Y: r.Y + r.H}, {X: r.X + r.W, Y: r.Y + r.H}} {
		p := t.Apply(c)
		low, high = photos.Point{X: min(low.X, p.X), Y: min(low.Y, p.Y)}, photos.Point{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
	}
	return photos.Rect{X: low.X, Y: low.Y, W: high.X - low.X, H: high.Y - low.Y}
}

// rendered is a shot in the frame, as large as fits long x long.
func (p pair) rendered(s Shot, long int) *image.RGBA {
	w, h := photos.Fit(p.crop, long, long)
	return photos.Render(s.Picture, photos.Frame{Align: s.Align, Crop: p.crop}, w, h)
}
