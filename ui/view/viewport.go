package view

import (
	"math"

	"skinline/photos"
)

// Viewport says which part of a frame of reference is seen: pure arithmetic,
// in the reference's relative coordinates and in units of the screen.
type Viewport struct {
	Frame  photos.Rect  // what "fit" shows whole
	Unit   float64      // screen units per reference unit when fitted
	Centre photos.Point // of what is seen
	Factor float64      // 1 is fitted
}

// Bounds of the factor: a little smaller than fitted, and far enough in for
// single pixels.
const (
	leastFactor = .5
	mostFactor  = 64
)

// Scale is screen units per reference unit.
func (v Viewport) Scale() float64 { return v.Unit * v.Factor }

// Visible is the part of the reference that a pane of w x h screen units
// shows; it may reach beyond the frame.
func (v Viewport) Visible(w, h float64) photos.Rect {
	s := v.Scale()
	if s <= 0 {
		return photos.Rect{}
	}
	return photos.Rect{X: v.Centre.X - w/s/2, Y: v.Centre.Y - h/s/2, W: w / s, H: h / s}
}

// ToScreen is where p is in a pane of w x h.
func (v Viewport) ToScreen(p photos.Point, w, h float64) (x, y float64) {
	s := v.Scale()
	return w/2 + (p.X-v.Centre.X)*s, h/2 + (p.Y-v.Centre.Y)*s
}

// FromScreen is what is at a place of a pane of w x h.
func (v Viewport) FromScreen(x, y, w, h float64) photos.Point {
	s := v.Scale()
	if s <= 0 {
		return v.Centre
	}
	return photos.Point{X: v.Centre.X + (x-w/2)/s, Y: v.Centre.Y + (y-h/2)/s}
}

// Fitted shows the whole frame.
func (v Viewport) Fitted() Viewport {
	v.Factor = 1
	v.Centre = photos.Point{X: v.Frame.X + v.Frame.W/2, Y: v.Frame.Y + v.Frame.H/2}
	return v
}

// ZoomedAt changes the factor and keeps p where it is on the screen.
func (v Viewport) ZoomedAt(p photos.Point, factor float64) Viewport {
	factor = min(max(factor, leastFactor), mostFactor)
	by := v.Factor / factor
	v.Centre = photos.Point{X: p.X + (v.Centre.X-p.X)*by, Y: p.Y + (v.Centre.Y-p.Y)*by}
	v.Factor = factor
	return v
}

// Panned moves what is seen with a pointer that moved dx, dy screen units. The
// centre stays within the frame.
func (v Viewport) Panned(dx, dy float64) Viewport {
	s := v.Scale()
	if s <= 0 {
		return v
	}
	v.Centre.X = min(max(v.Centre.X-dx/s, v.Frame.X), v.Frame.X+v.Frame.W)
	v.Centre.Y = min(max(v.Centre.Y-dy/s, v.Frame.Y), v.Frame.Y+v.Frame.H)
	return v
}

// fit is the scale at which a pane of w x h shows the whole frame.
func (v Viewport) fit(w, h float64) float64 {
	if v.Frame.Empty() {
		return 0
	}
	return math.Min(w/v.Frame.W, h/v.Frame.H)
}
