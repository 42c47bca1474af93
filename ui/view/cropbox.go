package view

import "skinline/photos"

// grip is what of a crop is held: some of its edges, or none to move it all.
type grip int

const (
	gripLeft grip = 1 << iota
	gripRight
	gripTop
	gripBottom
	gripMove grip = 0
)

// grips are the eight handles.
func grips() [8]grip {
	return [8]grip{
		gripLeft | gripTop, gripTop, gripRight | gripTop, gripRight,
		gripRight | gripBottom, gripBottom, gripLeft | gripBottom, gripLeft,
	}
}

// at is where a handle sits on r, 0 to 1 along each side.
func (g grip) at() (x, y float64) {
	x, y = .5, .5
	switch {
	case g&gripLeft != 0:
		x = 0
	case g&gripRight != 0:
		x = 1
	}
	switch {
	case g&gripTop != 0:
		y = 0
	case g&gripBottom != 0:
		y = 1
	}
	return x, y
}

// leastCrop is the smallest side of a crop, in reference units.
const leastCrop = .02

// cropBox is a crop, what it must stay in and the proportion it must keep,
// width by height, 0 for none.
type cropBox struct {
	rect, bounds photos.Rect
	ratio        float64
}

// moved shifts the crop and stops it at the bounds.
func (c cropBox) moved(dx, dy float64) photos.Rect {
	r, b := c.rect, c.bounds
	r.X = min(max(r.X+dx, b.X), b.X+b.W-r.W)
	r.Y = min(max(r.Y+dy, b.Y), b.Y+b.H-r.H)
	return r
}

// dragged moves the edges held by dx, dy. What is opposite stays where it is;
// with a proportion a side that is not held grows about its middle.
func (c cropBox) dragged(g grip, dx, dy float64) photos.Rect {
	if g == gripMove {
		return c.moved(dx, dy)
	}
	w, h := c.rect.W, c.rect.H
	switch {
	case g&gripLeft != 0:
		w -= dx
	case g&gripRight != 0:
		w += dx
	}
	switch {
	case g&gripTop != 0:
		h -= dy
	case g&gripBottom != 0:
		h += dy
	}
	if c.ratio > 0 {
		w, h = c.proportioned(g, w, h)
	}
	return c.sized(g, w, h)
}

// proportioned makes w and h agree with the ratio; a corner follows the
// larger of the two.
func (c cropBox) proportioned(g grip, w, h float64) (float64, float64) {
	across, upright := g&(gripLeft|gripRight) != 0, g&(gripTop|gripBottom) != 0
	if across && (!upright || w/c.ratio >= h) {
		return w, w / c.ratio
	}
	return h * c.ratio, h
}

// sized gives the crop a size, held at what g does not hold, within bounds.
func (c cropBox) sized(g grip, w, h float64) photos.Rect {
	x, y := g.at()
	ax, ay := 1-x, 1-y // the anchor, along the sides
	px, py := c.rect.X+ax*c.rect.W, c.rect.Y+ay*c.rect.H
	mostW, mostH := room(px, ax, c.bounds.X, c.bounds.W), room(py, ay, c.bounds.Y, c.bounds.H)
	w, h = max(w, leastCrop), max(h, leastCrop)
	if c.ratio > 0 {
		w = max(w, h*c.ratio, leastCrop*c.ratio)
		w = min(w, mostW, mostH*c.ratio)
		h = w / c.ratio
	} else {
		w, h = min(w, mostW), min(h, mostH)
	}
	return photos.Rect{X: px - ax*w, Y: py - ay*h, W: w, H: h}
}

// room is how long a side may get that is anchored at p, a part a along it.
func room(p, a, from, long float64) float64 {
	most := long
	if a > 0 {
		most = min(most, (p-from)/a)
	}
	if a < 1 {
		most = min(most, (from+long-p)/(1-a))
	}
	return max(most, 0)
}

// fitted is the largest crop of the ratio within the present one's area and
// middle, as far as the bounds allow.
func (c cropBox) fitted() photos.Rect {
	r := c.rect
	if c.ratio <= 0 {
		return r
	}
	x, y := r.X+r.W/2, r.Y+r.H/2
	w, h := min(r.W, r.H*c.ratio), min(r.H, r.W/c.ratio)
	return cropBox{photos.Rect{X: x - w/2, Y: y - h/2, W: w, H: h}, c.bounds, c.ratio}.moved(0, 0)
}

// clipped is r within the bounds, the whole bounds for a rectangle that is
// not set or lies outside.
func (c cropBox) clipped(r photos.Rect) photos.Rect {
	b := c.bounds
	x0, y0 := max(r.X, b.X), max(r.Y, b.Y)
	x1, y1 := min(r.X+r.W, b.X+b.W), min(r.Y+r.H, b.Y+b.H)
	out := photos.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
	if r.Empty() || out.Empty() {
		return b
	}
	return out
}
