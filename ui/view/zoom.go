package view

import (
	"math"

	"skinline/photos"
)

// Zoom is what several panes share: one place and one scale in the frame of
// reference, whatever their sizes, so that the same anatomy is at the same
// size in all of them. "Fit" shows the whole frame in the smallest pane.
type Zoom struct {
	// OnChanged hears of every change, for a label; may be nil.
	OnChanged func()

	view  Viewport
	full  float64 // device pixels per reference unit at 100 %
	panes []*Pane

	guides Guides
	lens   bool          // the loupe is held
	at     *photos.Point // the place under the pointer, nil when there is none
}

// NewZoom fits frame, the part of the reference that is compared.
func NewZoom(frame photos.Rect) *Zoom {
	z := &Zoom{view: Viewport{Frame: frame}}
	z.view = z.view.Fitted()
	return z
}

// SetFrame fits another frame.
func (z *Zoom) SetFrame(frame photos.Rect) {
	z.view.Frame = frame
	z.measure()
	z.jump(z.view.Fitted())
}

// MoveTo shows the same place and magnification in another frame: another
// view of the body has its own.
func (z *Zoom) MoveTo(frame photos.Rect) {
	from, v := z.view.Frame, z.view
	v.Frame = frame
	if !from.Empty() {
		v.Centre.X = frame.X + (v.Centre.X-from.X)/from.W*frame.W
		v.Centre.Y = frame.Y + (v.Centre.Y-from.Y)/from.H*frame.H
	}
	z.view = v
	z.view.Unit = z.least()
	z.changed(true)
}

// Follow shows what another zoom shows, at the size that fits here.
func (z *Zoom) Follow(other *Zoom) {
	z.full, z.guides = other.full, other.guides
	v := other.view
	v.Unit = z.view.Unit
	if z.view.Frame != v.Frame {
		z.view.Frame = v.Frame
		v.Unit = z.least()
	}
	z.set(v)
}

// SetFull says how many pixels of a photo one reference unit has (the long
// side of the reference photo, in pixels), which makes 100 %. Without it
// there is no 100 %.
func (z *Zoom) SetFull(pixels float64) {
	z.full = pixels
	z.changed(false)
}

// Viewport is the arithmetic behind it all.
func (z *Zoom) Viewport() Viewport { return z.view }

// Fit shows the whole frame.
func (z *Zoom) Fit() { z.jump(z.view.Fitted()) }

// Fitted reports whether the whole frame is shown.
func (z *Zoom) Fitted() bool { return z.view == z.view.Fitted() }

// Full shows one photo pixel on one device pixel around p; without SetFull it
// doubles.
func (z *Zoom) Full(p photos.Point) {
	factor := 2.0
	if z.full > 0 && z.view.Unit > 0 {
		factor = z.full / (z.view.Unit * z.scale())
	}
	z.jump(z.view.ZoomedAt(p, factor))
}

// At multiplies the scale by a factor and keeps p where it is.
func (z *Zoom) At(p photos.Point, by float64) { z.set(z.view.ZoomedAt(p, z.view.Factor*by)) }

// Pan moves all panes as a drag by dx, dy screen units does.
func (z *Zoom) Pan(dx, dy float64) { z.set(z.view.Panned(dx, dy)) }

// Centre is the middle of what is seen.
func (z *Zoom) Centre() photos.Point { return z.view.Centre }

// Percent is the scale against 100 %, where one photo pixel takes one device
// pixel; false when SetFull was not called or nothing is shown yet.
func (z *Zoom) Percent() (float64, bool) {
	if z.full <= 0 || z.view.Unit <= 0 {
		return 0, false
	}
	return 100 * z.view.Scale() * z.scale() / z.full, true
}

// Pixels is how long d is in pixels of a photo at 100 %, 0 without SetFull.
func (z *Zoom) Pixels(d photos.Point) float64 { return math.Hypot(d.X, d.Y) * z.full }

// scale is the device pixels per screen unit.
func (z *Zoom) scale() float64 {
	if len(z.panes) == 0 {
		return 1
	}
	return float64(scaleOf(z.panes[0]))
}

func (z *Zoom) join(p *Pane) { z.panes = append(z.panes, p) }

func (z *Zoom) leave(p *Pane) {
	for i, other := range z.panes {
		if other == p {
			z.panes = append(z.panes[:i], z.panes[i+1:]...)
			break
		}
	}
	z.measure()
}

// measure takes the sizes of the panes into account: what is fitted stays so,
// anything else keeps its size on the screen.
func (z *Zoom) measure() {
	least := z.least()
	if least <= 0 || least == z.view.Unit {
		return
	}
	if z.view.Unit > 0 && z.view.Factor != 1 {
		z.view.Factor = min(max(z.view.Scale()/least, leastFactor), mostFactor)
	}
	z.view.Unit = least
	z.changed(false)
}

// least is the scale at which the smallest pane shows the whole frame.
func (z *Zoom) least() float64 {
	least := 0.0
	for _, p := range z.panes {
		size := p.Size()
		if size.Width <= 0 || size.Height <= 0 || !p.Visible() {
			continue
		}
		if fit := z.view.fit(float64(size.Width), float64(size.Height)); least == 0 || fit < least {
			least = fit
		}
	}
	return least
}

func (z *Zoom) set(v Viewport) { z.take(v, false) }

// jump is a change that is over at once.
func (z *Zoom) jump(v Viewport) { z.take(v, true) }

func (z *Zoom) take(v Viewport, jumped bool) {
	if v == z.view {
		return
	}
	z.view = v
	z.changed(jumped)
}

func (z *Zoom) changed(jumped bool) {
	for _, p := range z.panes {
		p.moved(jumped)
	}
	if z.OnChanged != nil {
		z.OnChanged()
	}
}

// redraw draws the panes anew where nothing moved.
func (z *Zoom) redraw() {
	for _, p := range z.panes {
		p.draw()
	}
}
