package ui

import (
	"math"

	"fyne.io/fyne/v2"
)

// mode is a way to see photos beside or upon each other.
type mode int

const (
	modeSide    mode = iota // side by side in one row
	modeCurtain             // upon each other, parted by a divider
	modeOnion               // upon each other, the upper one translucent
	modeFlip                // upon each other, one to be seen at a time
	modeGrid                // in rows and columns
)

// most photos there may be, and most that stand in one row at first.
const (
	mostPanes = 12
	mostInRow = 4
)

// arrangement says how the photos of a comparison are seen.
type arrangement struct {
	mode    mode
	single  bool    // the active photo alone, over everything
	flipped bool    // the other one of the pair is seen in its place
	pinned  int     // the photo the others are compared with, -1 for none
	active  int     // the photo that steps through the sessions
	curtain float32 // where the divider stands, 0..1 of the width
	opacity float64 // of the upper photo of an onion skin, 0..1
	bare    bool    // annotations are left off
}

// stacked reports whether the pair lies upon each other.
func (r arrangement) stacked() bool {
	return r.single || r.mode == modeCurtain || r.mode == modeOnion || r.mode == modeFlip
}

// divided reports whether there is a divider to be seen.
func (r arrangement) divided() bool { return r.mode == modeCurtain && !r.single && !r.flipped }

// pair are the two photos of n that are compared when only two can be: the
// pinned and the active one. In a flip the active one lies over the other,
// else the one further right.
func (r arrangement) pair(n int) (under, over int) {
	other := r.pinned
	if other < 0 || other >= n || other == r.active {
		other = r.active - 1
		if other < 0 {
			other = min(1, n-1)
		}
	}
	if r.single || r.mode == modeFlip {
		return other, r.active
	}
	return min(other, r.active), max(other, r.active)
}

// spot is where one photo lies and how much of it is seen.
type spot struct {
	shown     bool
	pos       fyne.Position
	size      fyne.Size
	from, to  float32 // of its width
	opacity   float64
	foot      fyne.Position
	footWidth float32
}

// sheet is a board to lay photos out on.
type sheet struct {
	size   fyne.Size
	scale  float32 // device pixels a unit
	aspect float32 // width by height of the frame
	strip  float32 // height between photos and facts
	// foot is the height of the facts at a width; all photos get the same.
	foot func(width float32) float32
}

// spots lays n photos out.
func (r arrangement) spots(n int, s sheet) []spot {
	spots := make([]spot, n)
	switch {
	case n == 0:
	case r.stacked():
		r.stack(spots, s)
	case r.mode == modeGrid:
		s.grid(spots, gridColumns(n, s))
	default:
		s.grid(spots, n)
	}
	if n > 1 && r.flipped && !r.stacked() {
		a, b := r.pair(n)
		spots[a], spots[b] = spots[b], spots[a]
	}
	return spots
}

// stack lays the pair upon each other, with their facts side by side below.
func (r arrangement) stack(spots []spot, s sheet) {
	under, over := r.pair(len(spots))
	half := (s.size.Width - photoGap) / 2
	foot := s.foot(half)
	size := fyne.NewSize(s.floor(s.size.Width), max(s.floor(s.size.Height-foot-s.strip), 1))
	whole := spot{shown: true, size: size, to: 1, opacity: 1, footWidth: half, foot: fyne.NewPos(0, s.size.Height-foot)}
	spots[under], spots[over] = whole, whole
	spots[max(under, over)].foot.X = half + photoGap
	if under == over {
		return
	}
	o := &spots[over]
	switch {
	case r.flipped:
		o.to = 0
	case r.single || r.mode == modeFlip:
	case r.mode == modeCurtain:
		o.from = r.curtain
	case r.mode == modeOnion:
		o.opacity = r.opacity
	}
}

// grid lays photos out in columns, every photo at one size and on whole
// device pixels, so that a flip shows the same pixels in another place.
func (s sheet) grid(spots []spot, columns int) {
	n := len(spots)
	rows := (n + columns - 1) / columns
	width := s.floor((s.size.Width - photoGap*float32(columns-1)) / float32(columns))
	foot := s.foot(width)
	height := s.floor((s.size.Height-s.strip-photoGap*float32(rows-1))/float32(rows) - foot)
	step := s.floor(height + foot + photoGap)
	for i := range spots {
		x, y := float32(i%columns)*s.floor(width+photoGap), float32(i/columns)*step
		below := y + height
		if rows == 1 {
			below = s.size.Height - foot // the strip lies between
		}
		spots[i] = spot{
			shown: true, pos: fyne.NewPos(x, y), size: fyne.NewSize(max(width, 1), max(height, 1)), to: 1, opacity: 1,
			foot: fyne.NewPos(x, below), footWidth: width,
		}
	}
}

// floor is x on a whole device pixel, not beyond it.
func (s sheet) floor(x float32) float32 {
	return float32(math.Floor(float64(x*s.scale)+1e-3)) / s.scale
}

// gridColumns is how many columns show n photos largest.
func gridColumns(n int, s sheet) int {
	best, largest := 1, float32(0)
	for columns := 1; columns <= n; columns++ {
		if size := s.photoHeight(n, columns); size > largest {
			best, largest = columns, size
		}
	}
	return best
}

// photoHeight is how high the frame is shown with n photos in columns.
func (s sheet) photoHeight(n, columns int) float32 {
	rows := (n + columns - 1) / columns
	width := (s.size.Width - photoGap*float32(columns-1)) / float32(columns)
	height := (s.size.Height-s.strip-photoGap*float32(rows-1))/float32(rows) - s.foot(width)
	return min(height, width/s.aspect)
}

// photoGap is the space between photos on the stage.
const photoGap = 8
