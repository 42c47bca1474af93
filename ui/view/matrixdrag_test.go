package view

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// dragTo drags from one position of the matrix to another in two steps.
func dragTo(m *Matrix, from, to fyne.Position) {
	step := fyne.NewDelta((to.X-from.X)/2, (to.Y-from.Y)/2)
	for i := float32(1); i <= 2; i++ {
		e := &fyne.DragEvent{Dragged: step}
		e.Position = from.AddXY(step.DX*i, step.DY*i)
		m.Dragged(e)
	}
	m.DragEnd()
}

func TestOnlyASelectedPhotoIsDraggedToAnotherCell(t *testing.T) {
	m, _ := filled(t, 3, 20)
	update := m.UpdateTile
	m.UpdateTile = func(row, col int, tile *Tile) {
		update(row, col, tile)
		tile.SetPicture(ramp(16, 20))
	}
	var from, to Cell
	moves := 0
	m.OnMoved = func(a, b Cell) { from, to, moves = a, b, moves+1 }
	onStage(t, m, 900, 700)
	middle := func(c Cell) fyne.Position {
		g := &m.grid
		return fyne.NewPos(g.head.Width+g.x(c.Col)-g.offset.X+80, g.head.Height+g.y(c.Row)-g.offset.Y+100)
	}
	dragTo(m, middle(Cell{0, 1}), middle(Cell{0, 0}))
	if moves != 0 || m.Offset().X == 0 {
		t.Fatalf("dragging what is not selected: %d moves, scrolled to %v", moves, m.Offset())
	}
	m.SetOffset(fyne.Position{})
	m.Select(Cell{0, 1})
	dragTo(m, middle(Cell{0, 1}), middle(Cell{1, 3}))
	if moves != 1 || from != (Cell{0, 1}) || to != (Cell{1, 3}) || m.Offset() != (fyne.Position{}) {
		t.Fatalf("%d moves, from %v to %v, scrolled to %v", moves, from, to, m.Offset())
	}
	dragTo(m, middle(Cell{0, 1}), middle(Cell{0, 1}).AddXY(10, 10))
	if moves != 1 {
		t.Error("a photo was moved to its own cell")
	}
	if m.parts.target.Visible() {
		t.Error("the target stays framed")
	}
}

func TestRestingOnAPhotoTellsItsCell(t *testing.T) {
	m, _ := filled(t, 2, 10)
	hand := &handClock{}
	m.dwell.clock = hand.clock
	update := m.UpdateTile
	m.UpdateTile = func(row, col int, tile *Tile) {
		update(row, col, tile)
		tile.SetPicture(ramp(16, 20))
	}
	var at Cell
	resting := false
	m.OnHovered = func(c Cell, ok bool) { at, resting = c, ok }
	onStage(t, m, 900, 700)
	tile := m.TileAt(1, 2)
	tile.MouseIn(&desktop.MouseEvent{})
	if resting {
		t.Fatal("told before the pointer rested")
	}
	hand.strike()
	if !resting || at != (Cell{1, 2}) {
		t.Fatalf("resting %v on %v", resting, at)
	}
	m.SetOffset(fyne.NewPos(50, 0))
	if resting {
		t.Error("scrolling does not end it")
	}
	tile.MouseIn(&desktop.MouseEvent{})
	tile.MouseOut()
	hand.strike()
	if resting {
		t.Error("told after the pointer left")
	}
}
