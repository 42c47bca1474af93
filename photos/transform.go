// Package photos holds the values that say how a photo is shown, and the one
// function that turns a decoded picture into the pixels on screen or paper.
//
// # Coordinates
//
// Positions in a photo are relative: pixels of the oriented photo divided by
// its long side, origin at the top left corner of the picture (not at the
// centre of the first pixel), x to the right, y down. A preview and its
// original therefore share every coordinate. A landscape 3:2 photo covers
// x 0..1 and y 0..0.667; a portrait one x 0..0.667 and y 0..1.
//
// Values are plain and may be copied and shared between goroutines.
package photos

import (
	"errors"
	"math"
)

// ErrDegenerate is returned for a transform that cannot be inverted, and by
// estimations whose points do not determine one (coincident or too few).
var ErrDegenerate = errors.New("points do not determine a transform")

// Point is a position in relative coordinates (see the package comment).
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Rect is an upright rectangle in relative coordinates; W and H are positive
// for anything that can be shown. The zero Rect means "not set".
type Rect struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// Empty reports whether r covers nothing (the zero Rect does not).
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Transform is a plane projective map acting on column vectors (x, y, 1).
// A similarity has the last row 0 0 1 and equal scale without shear.
type Transform [3][3]float64

// Identity maps every point to itself.
func Identity() Transform {
	return Transform{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
}

// Similarity is the transform that scales by scale, turns by degrees
// (positive is clockwise as seen on screen, because y points down), then
// moves by (dx, dy).
func Similarity(scale, degrees, dx, dy float64) Transform {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return Transform{
		{scale * cos, -scale * sin, dx},
		{scale * sin, scale * cos, dy},
		{0, 0, 1},
	}
}

// Apply maps p.
func (t Transform) Apply(p Point) Point {
	w := t[2][0]*p.X + t[2][1]*p.Y + t[2][2]
	return Point{
		X: (t[0][0]*p.X + t[0][1]*p.Y + t[0][2]) / w,
		Y: (t[1][0]*p.X + t[1][1]*p.Y + t[1][2]) / w,
	}
}

// Then is the transform that first applies t and then u.
func (t Transform) Then(u Transform) Transform {
	var out Transform
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				out[i][j] += u[i][k] * t[k][j]
			}
		}
	}
	return out
}

// Inverse returns the transform that undoes t, or ErrDegenerate.
func (t Transform) Inverse() (Transform, error) {
	cof := func(r0, c0, r1, c1 int) float64 { return t[r0][c0]*t[r1][c1] - t[r0][c1]*t[r1][c0] }
	adj := Transform{
		{cof(1, 1, 2, 2), -cof(0, 1, 2, 2), cof(0, 1, 1, 2)},
		{-cof(1, 0, 2, 2), cof(0, 0, 2, 2), -cof(0, 0, 1, 2)},
		{cof(1, 0, 2, 1), -cof(0, 0, 2, 1), cof(0, 0, 1, 1)},
	}
	det := t[0][0]*adj[0][0] + t[0][1]*adj[1][0] + t[0][2]*adj[2][0]
	if math.Abs(det) < 1e-12 || math.IsNaN(det) || math.IsInf(det, 0) {
		return Transform{}, ErrDegenerate
	}
	for i := range 3 {
		for j := range 3 {
			adj[i][j] /= det
		}
	}
	return adj, nil
}

// Scale is the factor by which t changes lengths at the origin: the square
// root of the determinant of its linear part. For a similarity it holds
// everywhere.
func (t Transform) Scale() float64 {
	return math.Sqrt(math.Abs(t[0][0]*t[1][1] - t[0][1]*t[1][0]))
}

// Roll is the turn of t's linear part in degrees, clockwise on screen,
// in (-180, 180].
func (t Transform) Roll() float64 {
	return math.Atan2(t[1][0]-t[0][1], t[0][0]+t[1][1]) * 180 / math.Pi
}

// Pixels turns a transform between relative coordinates into one between
// pixels with pixel centres at integers, given the long sides in pixels of
// the photo mapped from and the photo mapped to.
func (t Transform) Pixels(fromLong, toLong int) Transform {
	from := Transform{{1 / float64(fromLong), 0, .5 / float64(fromLong)}, {0, 1 / float64(fromLong), .5 / float64(fromLong)}, {0, 0, 1}}
	to := Transform{{float64(toLong), 0, -.5}, {0, float64(toLong), -.5}, {0, 0, 1}}
	return from.Then(t).Then(to)
}
