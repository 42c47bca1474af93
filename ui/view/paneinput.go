package view

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"skinline/photos"
)

var (
	_ fyne.Focusable  = (*Pane)(nil)
	_ fyne.Scrollable = (*Pane)(nil)
	_ fyne.Draggable  = (*Pane)(nil)
	_ fyne.Tappable   = (*Pane)(nil)
	_ fyne.Accessible = (*Pane)(nil)

	_ desktop.Hoverable  = (*Pane)(nil)
	_ desktop.Keyable    = (*Pane)(nil)
	_ desktop.Cursorable = (*Pane)(nil)
)

// wheelFactor is how much a turn of the wheel magnifies. Fyne counts a notch as
// 25 on Linux and Windows; macOS sends many smaller steps.
func wheelFactor(dy float32) float64 { return math.Pow(zoomStep, float64(dy)/25) }

// arrowPan is how far an arrow key moves, in screen units.
const arrowPan = 48

func (p *Pane) at(pos fyne.Position) photos.Point {
	size := p.Size()
	return p.viewport().FromScreen(float64(pos.X), float64(pos.Y), float64(size.Width), float64(size.Height))
}

// shared is a place under the pointer as the shared zoom knows it.
func (p *Pane) shared(pos fyne.Position) photos.Point {
	at := p.at(pos)
	return photos.Point{X: at.X + p.offset.X, Y: at.Y + p.offset.Y}
}

// alone reports whether a gesture is meant for one photo: with Shift or Ctrl.
// Alt moves whole windows on many desktops.
func alone() bool { return modifiers()&(fyne.KeyModifierShift|fyne.KeyModifierControl) != 0 }

// shift moves this pane's photo alone by so much of the screen.
func (p *Pane) shift(dx, dy float64) {
	if p.Alone != nil && p.Alone != p {
		p.Alone.shift(dx, dy)
		return
	}
	s := p.zoom.view.Scale()
	if s <= 0 {
		return
	}
	p.SetOffset(photos.Point{X: p.offset.X + dx/s, Y: p.offset.Y + dy/s})
	if p.OnShifted != nil {
		p.OnShifted()
	}
}

// Scrolled is for Fyne.
func (p *Pane) Scrolled(e *fyne.ScrollEvent) {
	if alone() {
		p.shift(float64(e.Scrolled.DX), float64(e.Scrolled.DY))
		return
	}
	p.zoom.At(p.shared(e.Position), wheelFactor(e.Scrolled.DY))
}

// Dragged is for Fyne.
func (p *Pane) Dragged(e *fyne.DragEvent) {
	p.point(e.Position)
	dx, dy := float64(e.Dragged.DX), float64(e.Dragged.DY)
	if alone() {
		p.shift(dx, dy)
		return
	}
	if p.Tool != nil && p.Tool.Dragged(e) {
		return
	}
	p.zoom.Pan(dx, dy)
}

// DragEnd is for Fyne.
func (p *Pane) DragEnd() {
	if p.Tool != nil {
		p.Tool.DragEnd()
	}
}

// Cursor says what a drag would do.
func (p *Pane) Cursor() desktop.Cursor {
	if p.Tool != nil {
		return p.Tool.Cursor()
	}
	return desktop.DefaultCursor
}

// Tapped is for Fyne.
func (p *Pane) Tapped(e *fyne.PointEvent) {
	focus(p)
	if p.Tool != nil && p.Tool.Tapped(e.Position) || !p.taps.twice() {
		return
	}
	if p.zoom.Fitted() {
		p.zoom.Full(p.shared(e.Position))
		return
	}
	p.zoom.Fit()
}

// FocusGained is for Fyne.
func (p *Pane) FocusGained() {
	p.focused = true
	p.draw()
	if p.OnFocused != nil {
		p.OnFocused()
	}
}

// FocusLost is for Fyne.
func (p *Pane) FocusLost() {
	p.focused = false
	p.draw()
}

// KeyDown is for Fyne.
func (p *Pane) KeyDown(e *fyne.KeyEvent) {
	if p.OnHeld != nil {
		p.OnHeld(e.Name, true)
	}
}

// KeyUp is for Fyne.
func (p *Pane) KeyUp(e *fyne.KeyEvent) {
	if p.OnHeld != nil {
		p.OnHeld(e.Name, false)
	}
}

// MouseIn is for Fyne.
func (p *Pane) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved is for Fyne.
func (p *Pane) MouseMoved(e *desktop.MouseEvent) {
	p.point(e.Position)
	if p.OnPointer != nil {
		p.OnPointer()
	}
}

// MouseOut is for Fyne.
func (p *Pane) MouseOut() { p.zoom.point(nil) }

// point says where the pointer is, as the shared zoom knows it.
func (p *Pane) point(pos fyne.Position) {
	size := p.Size()
	at := p.zoom.view.FromScreen(float64(pos.X), float64(pos.Y), float64(size.Width), float64(size.Height))
	p.zoom.point(&at)
}

// TypedRune is for Fyne.
func (p *Pane) TypedRune(r rune) { p.zoom.TypedRune(r) }

// TypedKey is for Fyne.
func (p *Pane) TypedKey(e *fyne.KeyEvent) {
	if p.BeforeKey != nil && p.BeforeKey(e) {
		return
	}
	if !p.zoom.TypedKey(e) && p.OnKey != nil {
		p.OnKey(e)
	}
}

// TypedRune takes the characters + - 0 1, and reports whether it was one.
func (z *Zoom) TypedRune(r rune) bool {
	switch r {
	case '+', '=':
		z.At(z.Centre(), zoomStep)
	case '-':
		z.At(z.Centre(), 1/zoomStep)
	case '0':
		z.Fit()
	case '1':
		z.Full(z.Centre())
	default:
		return false
	}
	return true
}

// TypedKey takes the arrow keys, and reports whether it was one.
func (z *Zoom) TypedKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyLeft:
		z.Pan(arrowPan, 0)
	case fyne.KeyRight:
		z.Pan(-arrowPan, 0)
	case fyne.KeyUp:
		z.Pan(0, arrowPan)
	case fyne.KeyDown:
		z.Pan(0, -arrowPan)
	default:
		return false
	}
	return true
}
