package view

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Cell is a place for a photo: a view in a session, counted from 0.
type Cell struct{ Row, Col int }

// Head is what stands over a column or before a row.
type Head struct {
	Title, Detail string
	Caution       bool // the detail is a reservation
}

// Fact is the text of one cell under the photos.
type Fact struct {
	Text    string // lines are wrapped; "\n" starts a new one
	Quiet   bool   // less important than its neighbours
	Caution bool   // a reservation
}

// FactRow is one row of texts under the photos.
type FactRow struct {
	Head  Head
	Lines int // the lines every cell of the row has room for, at least 1
	// Plot, if set, is drawn across the row instead of texts.
	Plot *Plot
}

// Matrix is the timeline: photos in rows (views) and columns (sessions), rows
// of texts under them, and heads that stay where they are while the rest
// scrolls. Only what is visible exists: tiles are few and used again.
//
// Set the callbacks, then SetShape. A tap selects a photo or takes it out of
// the selection, with Shift everything up to it; a tap on an empty place and a
// double tap open. The wheel scrolls, sideways with Shift, and changes the
// tiles' size with Ctrl; dragging scrolls, and dragging a selected photo moves
// it to another cell. The keyboard goes about by arrows,
// Home, End and Page keys, extends the selection with Shift, selects with the
// space bar, opens with Return, changes the size with + and -, and drops the
// selection with Escape.
type Matrix struct {
	widget.BaseWidget

	// CreateTile, if set, is called once for every tile that comes to be.
	CreateTile func(t *Tile)
	// UpdateTile fills a tile that now stands for a cell. The tile comes
	// cleared when it stood for another cell before; with the same cell it
	// is called again after Refresh, RefreshCell or a change of size, and
	// what it showed is still there.
	UpdateTile func(row, col int, t *Tile)
	// ReleaseTile, if set, is called when a tile stands for nothing any more,
	// so that what it waits for can be cancelled.
	ReleaseTile func(t *Tile)
	// ColumnHead and RowHead name a column and a row of photos.
	ColumnHead, RowHead func(index int) Head
	// Fact is the text of fact row fact in column col.
	Fact func(fact, col int) Fact

	// OnSelected hears of every change of the selection by the user.
	OnSelected func(cells []Cell)
	// OnOpened is a double tap or Return on a cell, OnMenu a tap with the
	// other button at a position in the window, OnHead a tap on a column's
	// head or on a plot in that column, OnZoomed a change of the tile size by the user.
	OnOpened func(row, col int)
	OnMenu   func(row, col int, at fyne.Position)
	OnHead   func(col int)
	OnZoomed func(tile fyne.Size)
	// OnMoved is a selected photo dragged from its cell to another.
	OnMoved func(from, to Cell)
	// OnHovered hears when the pointer comes to rest on a photo, and with ok
	// false when it leaves.
	OnHovered func(c Cell, ok bool)
	// OnKey receives keys the matrix has no use for while it has the focus.
	OnKey func(e *fyne.KeyEvent)

	grid     grid
	facts    []FactRow
	parts    *matrixParts
	selected []Cell
	anchor   Cell // where extending the selection started
	cursor   Cell
	focused  bool
	dragging drag
	carried  Cell // the photo being dragged, to
	over     Cell
	settle   pause
	dwell    pause
}

// NewMatrix is an empty matrix with tiles of a size.
func NewMatrix(tile fyne.Size) *Matrix {
	m := &Matrix{grid: grid{tile: tile}, settle: pause{clock: wallClock}, dwell: pause{clock: wallClock}}
	m.parts = newMatrixParts(m)
	m.ExtendBaseWidget(m)
	return m
}

// SetShape says how many rows and columns of photos there are, and the texts
// under them. Cells that no longer exist leave the selection; everything is
// asked for again.
func (m *Matrix) SetShape(rows, cols int, facts []FactRow) {
	m.grid.rows, m.grid.cols, m.facts = rows, cols, facts
	m.selected = slices.DeleteFunc(m.selected, func(c Cell) bool { return c.Row >= rows || c.Col >= cols })
	m.cursor = m.within(m.cursor)
	m.anchor = m.within(m.anchor)
	m.parts.releaseAll()
	m.Refresh()
}

// Refresh asks for everything visible again, and takes the theme anew.
func (m *Matrix) Refresh() {
	m.measure()
	m.parts.refresh()
	m.BaseWidget.Refresh()
}

// RefreshCell asks for one cell again, if it is visible.
func (m *Matrix) RefreshCell(row, col int) {
	if t := m.TileAt(row, col); t != nil && m.UpdateTile != nil {
		m.UpdateTile(row, col, t)
	}
}

// SetTileSize changes the size of all tiles, within bounds.
func (m *Matrix) SetTileSize(size fyne.Size) {
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	m.grid.tile = fyne.NewSize(m.grid.tile.Width, m.grid.tile.Width*size.Height/size.Width)
	m.grid.zoomed(size.Width)
	m.parts.refresh()
}

// TileSize is the size of the tiles.
func (m *Matrix) TileSize() fyne.Size { return m.grid.tile }

// Zoom changes the tiles' width by a factor, in their proportions. What is
// shown is stretched at once; cells are asked for again when it rests.
func (m *Matrix) Zoom(factor float32) {
	before := m.grid.tile
	m.grid.zoomed(before.Width * factor)
	if m.grid.tile == before {
		return
	}
	m.parts.update()
	m.settle.again(rest, m.parts.refresh)
	if m.OnZoomed != nil {
		m.OnZoomed(m.grid.tile)
	}
}

// Selected are the selected cells in the order they were selected.
func (m *Matrix) Selected() []Cell { return slices.Clone(m.selected) }

// Select replaces the selection without telling OnSelected.
func (m *Matrix) Select(cells ...Cell) {
	m.selected = slices.Clone(cells)
	m.parts.showRings()
}

// Cursor is the keyboard's cell.
func (m *Matrix) Cursor() Cell { return m.cursor }

// SetCursor moves the keyboard's cell and scrolls it into view.
func (m *Matrix) SetCursor(c Cell) {
	m.cursor = m.within(c)
	m.ScrollTo(m.cursor.Row, m.cursor.Col)
	m.parts.showRings()
}

// CellAt is the cell at a position in the widget, for drops; ok is false over
// heads and texts.
func (m *Matrix) CellAt(at fyne.Position) (row, col int, ok bool) {
	c, ok := m.grid.at(at)
	return c.Row, c.Col, ok
}

// TileAt is the tile of a cell while it is visible, nil otherwise.
func (m *Matrix) TileAt(row, col int) *Tile {
	if h := m.parts.tiles[Cell{row, col}]; h != nil {
		return h.tile
	}
	return nil
}

// ScrollTo brings a cell into view.
func (m *Matrix) ScrollTo(row, col int) {
	before := m.grid.offset
	m.grid.reveal(Cell{row, col})
	if m.grid.offset != before {
		m.parts.update()
	}
}

// Offset is the scroll position, for SetOffset.
func (m *Matrix) Offset() fyne.Position { return m.grid.offset }

// SetOffset scrolls to a position given by Offset, as far as possible.
func (m *Matrix) SetOffset(at fyne.Position) {
	m.grid.offset = at
	m.grid.clamp()
	m.parts.update()
}

// Hide lets every picture go.
func (m *Matrix) Hide() {
	m.parts.releaseAll()
	m.BaseWidget.Hide()
}

// Show asks for what is visible.
func (m *Matrix) Show() {
	m.BaseWidget.Show()
	m.parts.update()
}

// MinSize has room for the heads and one photo.
func (m *Matrix) MinSize() fyne.Size {
	m.ExtendBaseWidget(m)
	m.measure()
	return m.grid.head.AddWidthHeight(leastTile, leastTile)
}

// AccessibilityLabel is what a screen reader says: the current cell.
func (m *Matrix) AccessibilityLabel() string {
	if t := m.TileAt(m.cursor.Row, m.cursor.Col); t != nil {
		return t.AccessibilityLabel()
	}
	return ""
}

// AccessibilityRole is a container.
func (m *Matrix) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// measure takes the theme's sizes.
func (m *Matrix) measure() {
	g := &m.grid
	g.gap = length(m, SizeSpace8)
	title, detail := style{size: SizeBody, bold: true}, style{size: SizeCaption}
	g.head = fyne.NewSize(length(m, SizeHead), lineHeight(m, title)+lineHeight(m, detail)+2*g.gap)
	line := lineHeight(m, style{size: SizeBody})
	g.facts = g.facts[:0]
	for _, f := range m.facts {
		g.facts = append(g.facts, float32(max(f.Lines, 1))*line+2*g.gap)
	}
	g.clamp()
}

func (m *Matrix) within(c Cell) Cell {
	return Cell{min(max(c.Row, 0), max(m.grid.rows-1, 0)), min(max(c.Col, 0), max(m.grid.cols-1, 0))}
}

// CreateRenderer is for Fyne.
func (m *Matrix) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	m.measure()
	return &matrixRenderer{m}
}

type matrixRenderer struct{ m *Matrix }

func (r *matrixRenderer) Destroy()           {}
func (r *matrixRenderer) MinSize() fyne.Size { return r.m.MinSize() }

// Refresh redraws; Matrix.Refresh has asked for the cells.
func (r *matrixRenderer) Refresh()                     {}
func (r *matrixRenderer) Objects() []fyne.CanvasObject { return r.m.parts.objects }

// Layout fits the window; the cells stay as large as they are.
func (r *matrixRenderer) Layout(size fyne.Size) {
	r.m.grid.size = size
	r.m.measure()
	r.m.parts.layout()
}
