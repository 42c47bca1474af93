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
	if !c.holding {
		g, ok := c.gripAt(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
		if !ok {
			return
		}
		focus(c)
		c.holding, c.held = true, g
	}
	s := c.viewport().Scale()
	c.change(c.box.dragged(c.held, float64(e.Dragged.DX)/s, float64(e.Dragged.DY)/s), false)
}

// DragEnd is for Fyne.
func (c *Cropper) DragEnd() {
	if c.holding {
		c.tell(true)
	}
	c.holding = false
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
	held := modifiers()
	by := 1 / c.long()
	if held&fyne.KeyModifierControl != 0 {
		by *= 10
	}
	g := gripMove
	if held&fyne.KeyModifierShift != 0 {
		g = gripRight
		if dy != 0 {
			g = gripBottom
		}
	}
	c.change(c.box.dragged(g, dx*by, dy*by), true)
}
