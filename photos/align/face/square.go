package face

import (
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

// near reports whether a network would see the same in both squares.
func (s square) near(t square) bool {
	turn := math.Abs(math.Remainder(s.roll-t.roll, 360)) * math.Pi / 180
	moved := math.Hypot(s.centre.X-t.centre.X, s.centre.Y-t.centre.Y) / s.side
	return max(turn, moved, math.Abs(s.side/t.side-1)) < settled
}
