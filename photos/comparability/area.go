package comparability

import (
	"cmp"
	"slices"

	"skinline/photos"
)

// outline is a convex polygon in the frame's pixels, clockwise on screen; nil
// holds nothing.
type outline []photos.Point

// faceOutline is the convex hull of the face's landmarks in a frame w pixels
// wide, nil when neither photo has a face.
func (p pair) faceOutline(w int) outline {
	for _, s := range []Shot{p.reference, p.photo} {
		if s.Face == nil || len(s.Face.Landmarks) < 3 {
			continue
		}
		scale := float64(w) / p.crop.W
		points := make([]photos.Point, len(s.Face.Landmarks))
		for i, l := range s.Face.Landmarks {
			at := s.Align.Apply(l)
			points[i] = photos.Point{X: (at.X-p.crop.X)*scale - .5, Y: (at.Y-p.crop.Y)*scale - .5}
		}
		return hull(points)
	}
	return nil
}

// hull is the convex hull (Andrew's monotone chain).
func hull(points []photos.Point) outline {
	slices.SortFunc(points, func(a, b photos.Point) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y))
	})
	var out outline
	half := func() {
		start := len(out)
		for _, p := range points {
			for len(out) >= start+2 && side(out[len(out)-2], out[len(out)-1], p) <= 0 {
				out = out[:len(out)-1]
			}
			out = append(out, p)
		}
		out = out[:len(out)-1]
	}
	half()
	slices.Reverse(points)
	half()
	return out
}

// side is positive when c lies to the right on screen of the way from a to b.
func side(a, b, c photos.Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}

// holds reports whether a point lies inside.
func (o outline) holds(x, y float64) bool {
	at := photos.Point{X: x, Y: y}
	for i, a := range o {
		if side(a, o[(i+1)%len(o)], at) < 0 {
			return false
		}
	}
	return len(o) >= 3
}
