package view

import "fyne.io/fyne/v2"

// FocusTile is a tile that stands alone: it can be reached by the Tab key,
// and the space bar taps it, Return opens it.
type FocusTile struct{ Tile }

var _ fyne.Focusable = (*FocusTile)(nil)

// NewFocusTile is a blank tile of a fixed size.
func NewFocusTile(size fyne.Size) *FocusTile {
	t := &FocusTile{}
	t.init(size)
	t.ExtendBaseWidget(t)
	return t
}

// Tapped is for Fyne.
func (t *FocusTile) Tapped(e *fyne.PointEvent) {
	focus(t)
	t.Tile.Tapped(e)
}

// FocusGained is for Fyne.
func (t *FocusTile) FocusGained() { t.SetCursor(true) }

// FocusLost is for Fyne.
func (t *FocusTile) FocusLost() { t.SetCursor(false) }

// TypedRune is for Fyne.
func (t *FocusTile) TypedRune(rune) {}

// TypedKey is for Fyne.
func (t *FocusTile) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeySpace && t.OnTapped != nil:
		t.OnTapped()
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && t.OnDoubleTapped != nil:
		t.OnDoubleTapped()
	}
}
