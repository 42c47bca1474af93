package view

import (
	"time"

	"fyne.io/fyne/v2"

	"skinline/photos"
)

var (
	_ fyne.Focusable  = (*board)(nil)
	_ fyne.Scrollable = (*board)(nil)
	_ fyne.Draggable  = (*board)(nil)
	_ fyne.Tappable   = (*board)(nil)
	_ fyne.Accessible = (*board)(nil)
)

// loupeStays is how long the loupe remains after a nudge.
const loupeStays = 1200 * time.Millisecond

// near is the mark under a place, -1 for none.
func (b *board) near(at fyne.Position) int {
	best, closest := -1, length(b, SizeHandle)*.75
	for i, p := range b.owner.points(b.side) {
		if p == nil {
			continue
		}
		d := b.screen(*p).Subtract(at)
		if far := max(d.X, -d.X, d.Y, -d.Y); far < closest {
			best, closest = i, far
		}
	}
	return best
}

// Tapped selects the point under the pointer, or marks a new one.
func (b *board) Tapped(e *fyne.PointEvent) {
	focus(b)
	if b.img == nil {
		return
	}
	if i := b.near(e.Position); i >= 0 {
		b.owner.pick(i)
		return
	}
	at := b.view.FromScreen(float64(e.Position.X), float64(e.Position.Y), float64(b.Size().Width), float64(b.Size().Height))
	if at != b.inside(at) {
		b.owner.pick(-1)
		return
	}
	b.owner.mark(b.side, at)
}

// Dragged moves a point under the loupe, or the picture.
func (b *board) Dragged(e *fyne.DragEvent) {
	if b.img == nil {
		return
	}
	if !b.dragged {
		from := e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY)
		b.dragged, b.grabbed = true, b.near(from)
		if b.grabbed >= 0 {
			at := b.screen(*b.owner.points(b.side)[b.grabbed])
			b.grip = fyne.NewDelta(at.X-from.X, at.Y-from.Y)
			b.owner.pick(b.grabbed)
		}
	}
	if b.grabbed < 0 {
		b.set(b.view.Panned(float64(e.Dragged.DX), float64(e.Dragged.DY)))
		return
	}
	p := b.point(e.Position.AddXY(b.grip.DX, b.grip.DY))
	b.owner.move(b.side, b.grabbed, p, false)
	b.settle.cancel()
	b.look(p)
}

// DragEnd finishes a move.
func (b *board) DragEnd() {
	if b.dragged && b.grabbed >= 0 {
		b.loupe.hide()
		b.owner.changed(true)
	}
	b.dragged = false
}

// Scrolled zooms at the pointer.
func (b *board) Scrolled(e *fyne.ScrollEvent) {
	if b.img == nil {
		return
	}
	b.set(b.view.ZoomedAt(b.point(e.Position), b.view.Factor*wheelFactor(e.Scrolled.DY)))
}

// FocusGained is for Fyne.
func (b *board) FocusGained() { b.focused = true; b.draw() }

// FocusLost is for Fyne.
func (b *board) FocusLost() { b.focused = false; b.draw() }

// TypedRune zooms.
func (b *board) TypedRune(r rune) {
	if b.img == nil {
		return
	}
	switch v := b.view; r {
	case '+', '=':
		b.set(v.ZoomedAt(v.Centre, v.Factor*zoomStep))
	case '-':
		b.set(v.ZoomedAt(v.Centre, v.Factor/zoomStep))
	case '0':
		b.fit()
	case 'n', 'N':
		b.owner.next()
	}
}

// TypedKey nudges and removes.
func (b *board) TypedKey(e *fyne.KeyEvent) {
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
	case fyne.KeyDelete, fyne.KeyBackspace:
		b.owner.Remove()
		return
	default:
		b.owner.key(e)
		return
	}
	if modifiers()&fyne.KeyModifierShift != 0 {
		dx, dy = dx*10, dy*10
	}
	b.nudge(dx, dy)
}

// nudge moves the selected point by pixels of the picture.
func (b *board) nudge(dx, dy float64) {
	points := b.owner.points(b.side)
	i := b.owner.selected
	if b.img == nil || i < 0 || i >= len(points) || points[i] == nil {
		return
	}
	p := b.inside(photos.Point{X: points[i].X + dx/b.long(), Y: points[i].Y + dy/b.long()})
	b.owner.move(b.side, i, p, true)
	b.look(p)
	b.settle.again(loupeStays, b.loupe.hide)
}

// AccessibilityLabel is the title.
func (b *board) AccessibilityLabel() string { return b.title }

// AccessibilityRole is a container.
func (b *board) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
