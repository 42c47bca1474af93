package comparability

import (
	"math"

	"skinline/photos"
	"skinline/photos/align"
)

// coarse is the long side in pixels of the frame on which what is not fine
// detail is measured.
const coarse = 192

// placed judges where the photo lies and what had to be done to bring it there.
func (p pair) placed(v *Verdict) {
	middle := photos.Point{X: p.crop.X + p.crop.W/2, Y: p.crop.Y + p.crop.H/2}
	scale, turn := 1., 0.
	toReference, err := p.reference.Align.Inverse()
	if err == nil {
		back, _ := p.photo.Align.Inverse()
		scale, turn = local(p.photo.Align.Then(toReference), back.Apply(middle))
	}
	known := err == nil && scale > 0 && !math.IsInf(scale, 0)
	v.judge(Scale, scale, known, "smaller", "larger")
	if a, b := p.reference.Settings.FocalLength35, p.photo.Settings.FocalLength35; known && a > 0 && b > 0 {
		// In a photo of the same format the subject's size is focal length over distance.
		v.judge(Distance, scale*float64(b)/float64(a), true, "farther", "nearer")
	}
	v.judge(Roll, turn, known, "rolled", "rolled")
	v.judge(Coverage, p.coverage(), true, "", "little")
	if bent(p.reference.Model) || bent(p.photo.Model) {
		v.judge(Model, 1, true, "bent", "")
	}
}

func bent(m align.Model) bool { return m != "" && m != align.Similarity }

// local is the scale of t at a point and its turn there in degrees. A
// similarity has them everywhere alike.
func local(t photos.Transform, at photos.Point) (scale, turn float64) {
	const step = 1e-4
	o, x, y := t.Apply(at), t.Apply(photos.Point{X: at.X + step, Y: at.Y}), t.Apply(photos.Point{X: at.X, Y: at.Y + step})
	m := photos.Transform{{(x.X - o.X) / step, (y.X - o.X) / step, 0}, {(x.Y - o.Y) / step, (y.Y - o.Y) / step, 0}, {0, 0, 1}}
	return m.Scale(), m.Roll()
}

// coverage is the part of what the frame shows of the reference that it shows
// of the photo too.
func (p pair) coverage() float64 {
	a, b := p.rendered(p.reference, coarse), p.rendered(p.photo, coarse)
	shown, both := 0, 0
	for i := 3; i < len(a.Pix); i += 4 {
		if a.Pix[i] < 128 {
			continue
		}
		shown++
		if b.Pix[i] >= 128 {
			both++
		}
	}
	if shown == 0 {
		return 0
	}
	return float64(both) / float64(shown)
}

// posed judges how the head was held.
func (p pair) posed(v *Verdict) {
	a, b := p.reference.Face, p.photo.Face
	if a == nil || b == nil {
		return
	}
	known := !math.IsNaN(a.Turn+a.Tilt+b.Turn+b.Tilt) && !math.IsInf(a.Turn+a.Tilt+b.Turn+b.Tilt, 0)
	v.judge(Turn, b.Turn-a.Turn, known, "right", "left")
	v.judge(Tilt, b.Tilt-a.Tilt, known, "down", "up")
}

// flashed judges whether the flash fired for one of the photos only.
func (p pair) flashed(v *Verdict) {
	a, b := p.reference.Settings.Flash, p.photo.Settings.Flash
	if a == nil || b == nil {
		return
	}
	switch {
	case *a == *b:
		v.judge(Flash, 0, true, "", "")
	case *b:
		v.judge(Flash, 1, true, "photo", "")
	default:
		v.judge(Flash, -1, true, "", "reference")
	}
}
