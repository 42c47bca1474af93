package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ fyne.Focusable     = (*Cropper)(nil)
	_ fyne.Draggable     = (*Cropper)(nil)
	_ fyne.Tappable      = (*Cropper)(nil)
	_ desktop.Cursorable = (*Cropper)(nil)
	_ fyne.Accessible    = (*Cropper)(nil)
)

// hold is a drag under way: what is held, of which crop, and how far the
// pointer went. The crop follows the pointer's whole way, so that it is found
// again under it after being stopped at the edge.
type hold struct {
	on     bool
	grip   grip
	box    cropBox
	dx, dy float64
}

// gripAt is what a pointer takes hold of; false outside of the crop.
func (c *Cropper) gripAt(at fyne.Position) (grip, bool) {
	i := onScreen(c.viewport(), c.box.rect, c.Size())
	reach := length(c, SizeTarget) / 2
	for _, g := range grips() {
		x, y := g.at()
		dx, dy := at.X-(i.x0+(i.x1-i.x0)*float32(x)), at.Y-(i.y0+(i.y1-i.y0)*float32(y))
		if max(dx, -dx, dy, -dy) <= reach {
			return g, true
		}
	}
	// An edge is held anywhere along it.
	g := gripMove
	switch {
	case at.X > i.x0-reach/2 && at.X < i.x0+reach/2:
		g |= gripLeft
	case at.X > i.x1-reach/2 && at.X < i.x1+reach/2:
		g |= gripRight
	}
	switch {
	case at.Y > i.y0-reach/2 && at.Y < i.y0+reach/2:
		g |= gripTop
	case at.Y > i.y1-reach/2 && at.Y < i.y1+reach/2:
		g |= gripBottom
	}
	within := at.X > i.x0-reach/2 && at.X < i.x1+reach/2 && at.Y > i.y0-reach/2 && at.Y < i.y1+reach/2
	return g, within
}

// Tapped takes the keyboard.
func (c *Cropper) Tapped(*fyne.PointEvent) { focus(c) }

// Dragged is for Fyne.
func (c *Cropper) Dragged(e *fyne.DragEvent) {
	if c.img == nil {
		return
	}
	if !c.hold.on {
		g, ok := c.gripAt(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
		if !ok {
			return
		}
		focus(c)
		c.hold = hold{on: true, grip: g, box: c.box}
	}
	s := c.viewport().Scale()
	c.hold.dx += float64(e.Dragged.DX) / s
	c.hold.dy += float64(e.Dragged.DY) / s
	c.change(c.hold.box.dragged(c.hold.grip, c.hold.dx, c.hold.dy), false)
}

// DragEnd is for Fyne.
func (c *Cropper) DragEnd() {
	if c.hold.on {
		c.tell(true)
	}
	c.hold = hold{}
}

// Cursor is a cross.
func (c *Cropper) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// FocusGained is for Fyne.
func (c *Cropper) FocusGained() { c.focused = true; c.draw() }

// FocusLost is for Fyne.
func (c *Cropper) FocusLost() { c.focused = false; c.draw() }

// TypedRune is for Fyne.
func (c *Cropper) TypedRune(rune) {}

// TypedKey moves and resizes.
func (c *Cropper) TypedKey(e *fyne.KeyEvent) {
	dx, dy := 0.0, 0.0
	switch e.Name {
	case fyne.KeyLeft:
		dx = -1
	case fyne.KeyRight:
		dx = 1
	case fyne.KeyUp:
		dy = -1
	case fyne.KeyDown:
		dy = 1
	default:
		if c.OnKey != nil {
			c.OnKey(e)
		}
		return
	}
	if c.img == nil {
		return
	}
	by := 1 / c.viewport().Scale()
	g := gripMove
	if modifiers()&fyne.KeyModifierShift != 0 {
		g = gripRight
		if dy != 0 {
			g = gripBottom
		}
	}
	c.change(c.box.dragged(g, dx*by, dy*by), true)
}
