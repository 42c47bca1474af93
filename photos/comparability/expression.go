package comparability

import (
	"math"

	"skinline/photos"
	"skinline/photos/align/face"
)

// Points of the MediaPipe face mesh, by the side of the picture they are on
// when the face is frontal and upright.
const (
	lipUpper, lipLower      = 13, 14 // inner edges, in the middle
	mouthLeft, mouthRight   = 61, 291
	lidUpperLeft            = 159
	lidLowerLeft            = 145
	lidUpperRight           = 386
	lidLowerRight           = 374
	browLeft, browRight     = 105, 334 // the arch, upper edge
	cornerLeft, innerLeft   = 33, 133
	innerRight, cornerRight = 362, 263
	meshPoints              = 468
)

// expression is how a face is held, in eye distances, along the face's own
// axes: neither size, place nor roll of the face matter.
type expression struct{ opening, width, lids, brows float64 }

// expressed judges whether the face moved: the largest change of mouth and
// brows, and the lids, which move less, for themselves.
func (p pair) expressed(v *Verdict) {
	a, b := p.reference, p.photo
	if a.Face == nil || b.Face == nil {
		return
	}
	before, ok := expressionOf(*a.Face)
	after, okToo := expressionOf(*b.Face)
	value, what := 0., ""
	for _, part := range []struct {
		name   string
		change float64
	}{
		{"mouth", after.opening - before.opening},
		{"lips", after.width - before.width},
		{"brows", after.brows - before.brows},
	} {
		if math.Abs(part.change) > math.Abs(value) {
			value, what = part.change, part.name
		}
	}
	v.judge(Expression, value, ok && okToo, what, what)
	v.judge(Eyes, after.lids-before.lids, ok && okToo, "wider", "narrower")
}

// expressionOf is false for landmarks that are not those of a face mesh.
func expressionOf(f face.Face) (expression, bool) {
	if len(f.Landmarks) < meshPoints {
		return expression{}, false
	}
	at := func(i int) photos.Point { return f.Landmarks[i] }
	left, right := halfway(at(cornerLeft), at(innerLeft)), halfway(at(cornerRight), at(innerRight))
	iod := apart(left, right)
	if !(iod > 0) || math.IsInf(iod, 0) {
		return expression{}, false
	}
	across := photos.Point{X: (right.X - left.X) / iod, Y: (right.Y - left.Y) / iod}
	down := func(from, to photos.Point) float64 {
		return ((to.Y-from.Y)*across.X - (to.X-from.X)*across.Y) / iod
	}
	e := expression{
		opening: down(at(lipUpper), at(lipLower)),
		width:   apart(at(mouthLeft), at(mouthRight)) / iod,
		lids:    (down(at(lidUpperLeft), at(lidLowerLeft)) + down(at(lidUpperRight), at(lidLowerRight))) / 2,
		brows:   (down(at(browLeft), left) + down(at(browRight), right)) / 2,
	}
	sum := e.opening + e.width + e.lids + e.brows
	return e, !math.IsNaN(sum) && !math.IsInf(sum, 0)
}

func halfway(a, b photos.Point) photos.Point {
	return photos.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
}
func apart(a, b photos.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
