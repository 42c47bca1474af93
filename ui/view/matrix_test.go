package view

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// filled is a matrix whose tiles say which cell they were last filled for.
func filled(t testing.TB, rows, cols int) (*Matrix, map[*Tile]Cell) {
	lit(t, "dark")
	m := NewMatrix(fyne.NewSize(160, 200))
	m.settle.clock = (&handClock{}).clock
	says := map[*Tile]Cell{}
	m.UpdateTile = func(row, col int, t *Tile) {
		says[t] = Cell{row, col}
		t.SetCaption(Caption{Text: fmt.Sprintf("%d/%d", row, col)})
	}
	m.ReleaseTile = func(t *Tile) { delete(says, t) }
	m.ColumnHead = func(col int) Head { return Head{Title: fmt.Sprintf("Session %d", col+1), Detail: "35 days"} }
	m.RowHead = func(row int) Head { return Head{Title: fmt.Sprintf("View %d", row+1)} }
	m.Fact = func(fact, col int) Fact { return Fact{Text: fmt.Sprintf("fact %d of %d", fact, col)} }
	m.SetShape(rows, cols, []FactRow{{Head: Head{Title: "Depth"}, Lines: 2}, {Head: Head{Title: "Notes"}, Lines: 3}})
	return m, says
}

// The wrong face in a cell is the worst fault: wherever one scrolls, every
// tile was last filled for the cell it stands in.
func TestEveryTileShowsItsOwnCell(t *testing.T) {
	m, says := filled(t, 8, 60)
	onStage(t, m, 1200, 800)
	check := func() {
		t.Helper()
		for c, h := range m.parts.tiles {
			want := fyne.NewPos(m.grid.x(c.Col), m.grid.y(c.Row))
			if says[h.tile] != c || h.tile.caption.Text != fmt.Sprintf("%d/%d", c.Row, c.Col) || h.tile.Position() != want || !h.tile.Visible() {
				t.Fatalf("cell %v has a tile for %v saying %q at %v", c, says[h.tile], h.tile.caption.Text, h.tile.Position())
			}
		}
		for row := m.grid.visibleRows().from; row < m.grid.visibleRows().to; row++ {
			for col := m.grid.visibleCols().from; col < m.grid.visibleCols().to; col++ {
				if m.TileAt(row, col) == nil {
					t.Fatalf("cell %d, %d is visible and has no tile", row, col)
				}
			}
		}
	}
	for i := range 400 {
		m.SetOffset(fyne.NewPos(float32(i*i%9973), float32(i*37%1500)))
		check()
		if i%50 == 0 {
			m.Zoom(1.3)
			check()
			m.Zoom(1 / 1.3)
		}
	}
}

func TestOnlyVisibleCellsExist(t *testing.T) {
	m, _ := filled(t, 8, 60)
	created := 0
	m.CreateTile = func(*Tile) { created++ }
	onStage(t, m, 1200, 800)
	for x := float32(0); x < 10000; x += 61 {
		m.SetOffset(fyne.NewPos(x, x/9))
	}
	if created > 8*5 {
		t.Errorf("%d tiles for a window of 7 by 4", created)
	}
	if n := len(m.parts.cols.used) + len(m.parts.cols.free); n > 9 {
		t.Errorf("%d column heads", n)
	}
}

func TestTilesAreReleasedWithEverythingTheyShowed(t *testing.T) {
	m, says := filled(t, 2, 30)
	update := m.UpdateTile
	m.UpdateTile = func(row, col int, t *Tile) {
		if t.parts.photo.Image != nil {
			panic("a recycled tile still has a picture")
		}
		update(row, col, t)
		t.SetPicture(ramp(16, 20))
	}
	m.parts.releaseAll()
	onStage(t, m, 800, 600)
	m.SetOffset(fyne.NewPos(2500, 0))
	m.Hide()
	if len(says) != 0 {
		t.Errorf("%d tiles were never released", len(says))
	}
	for _, h := range m.parts.freeTiles {
		if h.tile.parts.photo.Image != nil {
			t.Error("a hidden tile holds its picture")
		}
	}
}

func TestHeadsStayWhileTheRestScrolls(t *testing.T) {
	m, _ := filled(t, 8, 60)
	onStage(t, m, 1200, 800)
	m.SetOffset(fyne.NewPos(2000, 500))
	if m.parts.heads.Position() != fyne.NewPos(-2000, 0) || m.parts.rowHeads.Position() != fyne.NewPos(0, -500) {
		t.Errorf("heads at %v and %v", m.parts.heads.Position(), m.parts.rowHeads.Position())
	}
	for i, want := range []fyne.Position{{X: 176, Y: m.grid.head.Height}, {X: 176, Y: 0}, {X: 0, Y: m.grid.head.Height}} {
		if got := m.parts.clips[i].Position(); got != want {
			t.Errorf("clip %d at %v, not %v", i, got, want)
		}
	}
}

func TestMatrixByKeyboard(t *testing.T) {
	m, _ := filled(t, 3, 20)
	win, keys := onStage(t, m, 800, 600)
	var heard []Cell
	var opened Cell
	m.OnSelected = func(c []Cell) { heard = c }
	m.OnOpened = func(row, col int) { opened = Cell{row, col} }
	win.Canvas().Focus(m)
	press(m, fyne.KeyRight, fyne.KeyRight, fyne.KeyDown)
	if m.Cursor() != (Cell{1, 2}) || !m.TileAt(1, 2).cursor {
		t.Fatalf("cursor %v", m.Cursor())
	}
	press(m, fyne.KeySpace, fyne.KeyReturn)
	if !slices.Equal(heard, []Cell{{1, 2}}) || opened != (Cell{1, 2}) {
		t.Errorf("selected %v, opened %v", heard, opened)
	}
	keys.hold(fyne.KeyModifierShift, func() { press(m, fyne.KeyRight, fyne.KeyRight) })
	if want := []Cell{{1, 2}, {1, 3}, {1, 4}}; !slices.Equal(heard, want) {
		t.Errorf("extended to %v, not %v", heard, want)
	}
	press(m, fyne.KeyEnd)
	if m.Cursor() != (Cell{1, 19}) || m.TileAt(1, 19) == nil {
		t.Errorf("End went to %v", m.Cursor())
	}
	press(m, fyne.KeyHome, fyne.KeyLeft)
	if m.Cursor() != (Cell{1, 0}) {
		t.Errorf("Home went to %v", m.Cursor())
	}
	press(m, fyne.KeyEscape)
	if len(m.Selected()) != 0 {
		t.Error("Escape keeps the selection")
	}
	passed := false
	m.OnKey = func(*fyne.KeyEvent) { passed = true }
	press(m, fyne.KeyF2)
	if !passed {
		t.Error("a key the matrix has no use for is lost")
	}
}

func TestMatrixByPointer(t *testing.T) {
	m, _ := filled(t, 3, 20)
	_, keys := onStage(t, m, 800, 600)
	update := m.UpdateTile
	m.UpdateTile = func(row, col int, tile *Tile) {
		update(row, col, tile)
		if row == 2 {
			tile.SetEmpty("Drop a photo here")
		}
	}
	m.Refresh()
	var heard []Cell
	opened, head := 0, -1
	m.OnSelected = func(c []Cell) { heard = c }
	m.OnOpened = func(int, int) { opened++ }
	m.OnHead = func(col int) { head = col }
	m.TileAt(0, 1).Tapped(nil)
	m.TileAt(0, 0).Tapped(nil)
	if want := []Cell{{0, 1}, {0, 0}}; !slices.Equal(heard, want) || !m.TileAt(0, 1).selected {
		t.Errorf("selected %v, not %v", heard, want)
	}
	m.TileAt(0, 2).Tapped(nil)
	m.TileAt(0, 2).Tapped(nil)
	if want := []Cell{{0, 1}, {0, 0}}; !slices.Equal(heard, want) || opened != 1 {
		t.Errorf("a double tap left %v selected and opened %d", heard, opened)
	}
	m.TileAt(2, 0).Tapped(nil)
	if opened != 2 || len(heard) != 2 {
		t.Errorf("a tap on an empty place: opened %d, selected %v", opened, heard)
	}
	m.TileAt(1, 0).Tapped(nil)
	keys.hold(fyne.KeyModifierShift, func() { m.TileAt(1, 2).Tapped(nil) })
	if want := []Cell{{1, 0}, {1, 1}, {1, 2}}; !slices.Equal(heard, want) {
		t.Errorf("Shift selected %v, not %v", heard, want)
	}
	m.Tapped(&fyne.PointEvent{Position: fyne.NewPos(176+8+168+20, 20)})
	if head != 1 {
		t.Errorf("head %d was tapped", head)
	}
}

func wheel(dx, dy float32) *fyne.ScrollEvent {
	return &fyne.ScrollEvent{Scrolled: fyne.NewDelta(dx, dy)}
}

func TestWheelScrollsSidewaysWithShiftAndZoomsWithControl(t *testing.T) {
	m, _ := filled(t, 8, 60)
	clock := &handClock{}
	m.settle.clock = clock.clock
	_, keys := onStage(t, m, 1200, 800)
	m.Scrolled(wheel(0, -10))
	if m.Offset().Y <= 0 || m.Offset().X != 0 {
		t.Errorf("scrolled to %v", m.Offset())
	}
	keys.hold(fyne.KeyModifierShift, func() { m.Scrolled(wheel(0, -10)) })
	if m.Offset().X <= 0 {
		t.Errorf("Shift scrolled to %v", m.Offset())
	}
	asked := 0
	update := m.UpdateTile
	m.UpdateTile = func(row, col int, tile *Tile) { asked++; update(row, col, tile) }
	old := m.TileAt(2, 3)
	keys.hold(fyne.KeyModifierControl, func() { m.Scrolled(wheel(0, 25)) })
	if m.TileSize().Width != 192 || old.Size() != m.TileSize() {
		t.Errorf("tiles are %v, the one shown %v", m.TileSize(), old.Size())
	}
	during := asked
	clock.strike()
	if asked <= during {
		t.Error("nothing was asked for once the zoom rested")
	}
}

func TestDraggingScrollsAndSoDoTheBars(t *testing.T) {
	m, _ := filled(t, 8, 60)
	onStage(t, m, 1200, 800)
	drags(m, fyne.NewPos(600, 400), fyne.NewDelta(-100, -50), fyne.NewDelta(-100, 0))
	m.DragEnd()
	if m.Offset() != fyne.NewPos(200, 50) {
		t.Errorf("dragged to %v", m.Offset())
	}
	drags(m, fyne.NewPos(300, 796), fyne.NewDelta(5000, 0))
	m.DragEnd()
	if m.Offset().X != m.grid.furthest().X {
		t.Errorf("the bar ends at %v of %v", m.Offset().X, m.grid.furthest().X)
	}
}

func TestShrinkingTheMatrixDropsWhatNoLongerExists(t *testing.T) {
	m, _ := filled(t, 3, 20)
	onStage(t, m, 800, 600)
	m.Select(Cell{0, 1}, Cell{2, 19})
	m.SetCursor(Cell{2, 19})
	m.SetShape(1, 5, nil)
	if !slices.Equal(m.Selected(), []Cell{{0, 1}}) || m.Cursor() != (Cell{0, 4}) {
		t.Errorf("selected %v, cursor %v", m.Selected(), m.Cursor())
	}
	m.SetShape(0, 0, nil)
	press(m, fyne.KeyRight, fyne.KeyEnd, fyne.KeyPageUp)
	if len(m.parts.tiles) != 0 {
		t.Errorf("%d tiles of an empty matrix", len(m.parts.tiles))
	}
}

// BenchmarkMatrixScroll is the work of one frame on the main goroutine while
// a course of 60 sessions and 8 views scrolls by 90 units.
func BenchmarkMatrixScroll(b *testing.B) {
	m, _ := filled(b, 8, 60)
	img := ramp(160, 200)
	update := m.UpdateTile
	m.UpdateTile = func(row, col int, t *Tile) {
		update(row, col, t)
		t.SetPicture(img)
	}
	onStage(b, m, 1440, 900)
	b.ReportAllocs()
	x := float32(0)
	for b.Loop() {
		x += 90
		if x > m.grid.furthest().X {
			x = 0
		}
		m.SetOffset(fyne.NewPos(x, 300))
	}
}

func TestPlotReachesIntoTheVisibleColumns(t *testing.T) {
	m, _ := filled(t, 1, 40)
	values := make([]float64, 40)
	for i := range values {
		values[i] = math.NaN()
	}
	values[0], values[20], values[39] = .5, 1, 2
	m.SetShape(1, 40, []FactRow{{Head: Head{Title: "Depth"}, Lines: 4, Plot: &Plot{Series: []Series{{"cheek", values}}, Most: 2}}})
	onStage(t, m, 900, 600)
	m.SetOffset(fyne.NewPos(m.grid.x(8), 0)) // none of the values' columns
	if m.parts.plot.used.lines != 1 || m.parts.plot.used.dots != 2 {
		t.Fatalf("%d lines and %d dots between the first value and the second", m.parts.plot.used.lines, m.parts.plot.used.dots)
	}
	l := m.parts.plot.lines[0]
	foot, high := m.grid.factY(0)+m.grid.facts[0]-m.grid.gap, m.grid.facts[0]-2*m.grid.gap
	if want := fyne.NewPos(m.grid.x(20)+80, foot-high/2); l.Position2 != want {
		t.Errorf("1 of 2 mm is drawn at %v, not %v", l.Position2, want)
	}
	opened := -1
	m.OnHead = func(col int) { opened = col }
	m.Tapped(&fyne.PointEvent{Position: fyne.NewPos(m.grid.head.Width+20, m.grid.head.Height+m.grid.factY(0)+5)})
	if opened != 8 {
		t.Errorf("a tap on the plot opened column %d", opened)
	}
}
