package view

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

var (
	_ fyne.Focusable  = (*Matrix)(nil)
	_ fyne.Scrollable = (*Matrix)(nil)
	_ fyne.Draggable  = (*Matrix)(nil)
	_ fyne.Tappable   = (*Matrix)(nil)
	_ fyne.Accessible = (*Matrix)(nil)
)

// drag is what a drag that is under way moves.
type drag int

const (
	dragNone drag = iota
	dragBody
	dragAcross // the lower scroll bar
	dragUpright
	dragPhoto // a selected photo, to another cell
)

func (m *Matrix) isSelected(c Cell) bool { return slices.Contains(m.selected, c) }

// tapped selects or opens.
func (m *Matrix) tapped(c Cell) {
	focus(m)
	m.cursor = c
	switch {
	case m.parts.tiles[c] != nil && m.parts.tiles[c].tile.state == stateEmpty:
		m.parts.showRings()
		m.open()
	case modifiers()&fyne.KeyModifierShift != 0:
		m.extend()
	default:
		m.toggle(c)
	}
}

// tappedTwice opens, and takes back what the first tap did.
func (m *Matrix) tappedTwice(c Cell) {
	if m.parts.tiles[c] != nil && m.parts.tiles[c].tile.state == stateEmpty {
		return
	}
	m.toggle(c)
	m.open()
}

func (m *Matrix) open() {
	if m.OnOpened != nil {
		m.OnOpened(m.cursor.Row, m.cursor.Col)
	}
}

func (m *Matrix) toggle(c Cell) {
	m.anchor = c
	if i := slices.Index(m.selected, c); i >= 0 {
		m.selected = slices.Delete(m.selected, i, i+1)
	} else {
		m.selected = append(m.selected, c)
	}
	m.selectionChanged()
}

// extend selects everything between the anchor and the cursor.
func (m *Matrix) extend() {
	m.selected = m.selected[:0]
	down, right := step(m.anchor.Row, m.cursor.Row), step(m.anchor.Col, m.cursor.Col)
	for row := m.anchor.Row; ; row += down {
		for col := m.anchor.Col; ; col += right {
			m.selected = append(m.selected, Cell{row, col})
			if col == m.cursor.Col {
				break
			}
		}
		if row == m.cursor.Row {
			break
		}
	}
	m.selectionChanged()
}

func step(from, to int) int {
	if to < from {
		return -1
	}
	return 1
}

func (m *Matrix) selectionChanged() {
	m.parts.showRings()
	if m.OnSelected != nil {
		m.OnSelected(m.Selected())
	}
}

// Tapped is for Fyne: a tap beside the tiles.
func (m *Matrix) Tapped(e *fyne.PointEvent) {
	focus(m)
	if col, ok := m.grid.headAt(e.Position); ok && m.OnHead != nil {
		m.OnHead(col)
	}
	if at, ok := m.grid.factAt(e.Position); ok && m.facts[at.Row].Plot != nil && m.OnHead != nil {
		m.OnHead(at.Col)
	}
}

// FocusGained is for Fyne.
func (m *Matrix) FocusGained() { m.setFocused(true) }

// FocusLost is for Fyne.
func (m *Matrix) FocusLost() { m.setFocused(false) }

func (m *Matrix) setFocused(on bool) {
	m.focused = on
	m.parts.showRings()
}

// TypedRune is for Fyne; + and - arrive here on keyboards that have them on
// other keys.
func (m *Matrix) TypedRune(r rune) {
	switch r {
	case '+':
		m.Zoom(zoomStep)
	case '-':
		m.Zoom(1 / zoomStep)
	}
}

// zoomStep is one press of + or one notch of the wheel.
const zoomStep = 1.2

// TypedKey is for Fyne.
func (m *Matrix) TypedKey(e *fyne.KeyEvent) {
	if to, ok := m.destination(e.Name); ok {
		m.goTo(to)
		return
	}
	switch e.Name {
	case fyne.KeySpace:
		m.toggle(m.cursor)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.open()
	case fyne.KeyEscape:
		if len(m.selected) == 0 {
			m.pass(e)
			return
		}
		m.selected = nil
		m.selectionChanged()
	default:
		m.pass(e)
	}
}

func (m *Matrix) pass(e *fyne.KeyEvent) {
	if m.OnKey != nil {
		m.OnKey(e)
	}
}

// destination is where a key leads from the cursor.
func (m *Matrix) destination(k fyne.KeyName) (Cell, bool) {
	c := m.cursor
	page := max(int(m.grid.window().Width/(m.grid.tile.Width+m.grid.gap)), 1)
	switch k {
	case fyne.KeyLeft:
		c.Col--
	case fyne.KeyRight:
		c.Col++
	case fyne.KeyUp:
		c.Row--
	case fyne.KeyDown:
		c.Row++
	case fyne.KeyHome:
		c.Col = 0
	case fyne.KeyEnd:
		c.Col = m.grid.cols - 1
	case fyne.KeyPageUp:
		c.Col -= page
	case fyne.KeyPageDown:
		c.Col += page
	default:
		return c, false
	}
	return m.within(c), true
}

func (m *Matrix) goTo(c Cell) {
	if m.grid.rows == 0 || m.grid.cols == 0 {
		return
	}
	if modifiers()&fyne.KeyModifierShift == 0 {
		m.anchor = c
		m.SetCursor(c)
		m.scrollToFacts(c)
		return
	}
	m.SetCursor(c)
	m.extend()
}

// scrollToFacts shows the texts as well when the last row of photos is
// current and they fit.
func (m *Matrix) scrollToFacts(c Cell) {
	if c.Row < m.grid.rows-1 {
		return
	}
	most := m.grid.furthest().Y
	m.SetOffset(fyne.NewPos(m.grid.offset.X, min(most, m.grid.y(c.Row)-m.grid.gap)))
}

// Scrolled is for Fyne.
func (m *Matrix) Scrolled(e *fyne.ScrollEvent) {
	held := modifiers()
	if held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 {
		m.Zoom(float32(wheelFactor(e.Scrolled.DY)))
		return
	}
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	if held&fyne.KeyModifierShift != 0 && dx == 0 {
		dx, dy = dy, 0
	}
	m.SetOffset(m.grid.offset.SubtractXY(dx*wheelSpeed, dy*wheelSpeed))
}

// wheelSpeed makes one notch about a third of a tile.
const wheelSpeed = 6

// Dragged is for Fyne.
func (m *Matrix) Dragged(e *fyne.DragEvent) {
	if m.dragging == dragNone {
		m.dragging = m.dragFrom(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
		m.leave()
	}
	switch at := m.grid.offset; m.dragging {
	case dragBody:
		m.SetOffset(at.SubtractXY(e.Dragged.DX, e.Dragged.DY))
	case dragPhoto:
		m.over, _ = m.grid.at(e.Position)
		m.parts.showTarget()
	case dragAcross:
		_, long := barSpan(&m.grid, false)
		room := max(m.grid.window().Width-long, 1)
		m.SetOffset(at.AddXY(e.Dragged.DX*m.grid.furthest().X/room, 0))
	case dragUpright:
		_, long := barSpan(&m.grid, true)
		room := max(m.grid.window().Height-long, 1)
		m.SetOffset(at.AddXY(0, e.Dragged.DY*m.grid.furthest().Y/room))
	}
}

func (m *Matrix) dragFrom(at fyne.Position) drag {
	zone := length(m, SizeSpace16)
	most := m.grid.furthest()
	switch {
	case most.Y > 0 && at.X > m.grid.size.Width-zone:
		return dragUpright
	case most.X > 0 && at.Y > m.grid.size.Height-zone:
		return dragAcross
	}
	if c, ok := m.grid.at(at); ok && m.OnMoved != nil && m.isSelected(c) && m.holdsPhoto(c) {
		m.carried, m.over = c, c
		return dragPhoto
	}
	return dragBody
}

func (m *Matrix) holdsPhoto(c Cell) bool {
	t := m.TileAt(c.Row, c.Col)
	return t != nil && t.state != stateEmpty
}

// DragEnd is for Fyne.
func (m *Matrix) DragEnd() {
	was := m.dragging
	m.dragging = dragNone
	m.parts.showTarget()
	if was == dragPhoto && m.over != m.carried && m.over == m.within(m.over) {
		m.OnMoved(m.carried, m.over)
	}
}

// hover is the pointer coming to a tile or leaving it.
func (m *Matrix) hover(h *held, on bool) {
	m.leave()
	if on && m.OnHovered != nil && h.tile.state == statePicture {
		m.dwell.again(dwellTime, func() {
			if m.parts.tiles[h.cell] == h {
				m.OnHovered(h.cell, true)
			}
		})
	}
}

// leave ends a hover.
func (m *Matrix) leave() {
	m.dwell.cancel()
	if m.OnHovered != nil {
		m.OnHovered(Cell{}, false)
	}
}

// dwellTime is how long a pointer rests on a photo before it is shown larger.
const dwellTime = 600 * time.Millisecond
