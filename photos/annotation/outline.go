package annotation

import (
	"math"

	"skinline/photos"
)

// ellipseParts is how many straight parts an ellipse is drawn with: over a
// width of 800 pixels they leave the curve by less than one.
const ellipseParts = 64

// Outline is what is drawn of s, as points to be joined; closed says that the
// last is joined to the first. A Text gives its one point. Mapped point by
// point, it is right under any transform.
func (s Shape) Outline() (points []photos.Point, closed bool) {
	switch s.Kind {
	case Ellipse:
		return ellipse(s.Points[0], s.Points[1], s.Points[2]), true
	case Area:
		return s.Points, true
	}
	return s.Points, false
}

// ellipse is centre + cos t (a - centre) + sin t (b - centre), which any affine
// map takes to another of that form.
func ellipse(centre, a, b photos.Point) []photos.Point {
	points := make([]photos.Point, ellipseParts)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / ellipseParts)
		points[i] = photos.Point{
			X: centre.X + cos*(a.X-centre.X) + sin*(b.X-centre.X),
			Y: centre.Y + cos*(a.Y-centre.Y) + sin*(b.Y-centre.Y),
		}
	}
	return points
}

// Barbs are the two outer points of an arrow's head of a length, in the units
// of the points. The head is at most half as long as the arrow.
func Barbs(tail, tip photos.Point, length float64) [2]photos.Point {
	dx, dy := tail.X-tip.X, tail.Y-tip.Y
	far := math.Hypot(dx, dy)
	if far == 0 {
		return [2]photos.Point{tip, tip}
	}
	length = min(length, far/2)
	dx, dy = dx/far*length, dy/far*length
	const wide = .5 // half the head's width by its length
	return [2]photos.Point{
		{X: tip.X + dx - wide*dy, Y: tip.Y + dy + wide*dx},
		{X: tip.X + dx + wide*dy, Y: tip.Y + dy - wide*dx},
	}
}

// LabelAt is where the middle of a label of w x h stands: beside the middle of
// a line, below anything that encloses skin, so that nothing lies on what is
// pointed at. Points are an outline; everything is in one unit, y down.
func LabelAt(points []photos.Point, closed bool, w, h, gap float64) photos.Point {
	low, high := bounds(points)
	if closed || len(points) > 2 {
		return photos.Point{X: (low.X + high.X) / 2, Y: high.Y + gap + h/2}
	}
	a, b := points[0], points[len(points)-1]
	mid := photos.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
	dx, dy := b.X-a.X, b.Y-a.Y
	far := math.Hypot(dx, dy)
	if far == 0 {
		return photos.Point{X: mid.X, Y: mid.Y - gap - h/2}
	}
	nx, ny := -dy/far, dx/far
	if ny > 0 || ny == 0 && nx < 0 {
		nx, ny = -nx, -ny // above the line, right of an upright one
	}
	away := gap + math.Abs(nx)*w/2 + math.Abs(ny)*h/2
	return photos.Point{X: mid.X + nx*away, Y: mid.Y + ny*away}
}

func bounds(points []photos.Point) (low, high photos.Point) {
	low = photos.Point{X: math.Inf(1), Y: math.Inf(1)}
	high = photos.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, p := range points {
		low = photos.Point{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
		high = photos.Point{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
	}
	return low, high
}

// Distance is how far p is from an outline.
func Distance(p photos.Point, points []photos.Point, closed bool) float64 {
	if len(points) == 1 {
		return math.Hypot(p.X-points[0].X, p.Y-points[0].Y)
	}
	near := math.Inf(1)
	for i := 1; i < len(points); i++ {
		near = min(near, toSegment(p, points[i-1], points[i]))
	}
	if closed {
		near = min(near, toSegment(p, points[len(points)-1], points[0]))
	}
	return near
}

func toSegment(p, a, b photos.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	along := 0.0
	if square := dx*dx + dy*dy; square > 0 {
		along = min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/square, 0), 1)
	}
	return math.Hypot(p.X-a.X-along*dx, p.Y-a.Y-along*dy)
}

// Simplified leaves out the points of a stroke without which it changes by no
// more than tolerance (Douglas and Peucker 1973), and then as many more as it
// takes to leave at most MostPoints.
func Simplified(stroke []photos.Point, tolerance float64) []photos.Point {
	for {
		keep := make([]bool, len(stroke))
		if len(stroke) > 0 {
			keep[0], keep[len(stroke)-1] = true, true
			simplify(stroke, keep, 0, len(stroke)-1, tolerance)
		}
		var out []photos.Point
		for i, p := range stroke {
			if keep[i] {
				out = append(out, p)
			}
		}
		if len(out) <= MostPoints {
			return out
		}
		tolerance = max(2*tolerance, 1e-6)
	}
}

func simplify(stroke []photos.Point, keep []bool, from, to int, tolerance float64) {
	worst, at := tolerance, -1
	for i := from + 1; i < to; i++ {
		if d := toSegment(stroke[i], stroke[from], stroke[to]); d > worst {
			worst, at = d, i
		}
	}
	if at < 0 {
		return
	}
	keep[at] = true
	simplify(stroke, keep, from, at, tolerance)
	simplify(stroke, keep, at, to, tolerance)
}
