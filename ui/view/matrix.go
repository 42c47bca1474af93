package view

import (
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
}

// Matrix is the timeline: photos in rows (views) and columns (sessions), rows
// of texts under them, and heads that stay where they are while the rest
// scrolls. Only what is visible exists: tiles are few and used again.
//
// Set the callbacks, then SetShape. The wheel scrolls, sideways with Shift,
// and changes the tiles' size with Ctrl; dragging scrolls; the keyboard goes
// about by arrows, Home, End and Page keys, extends the selection with Shift,
// selects with the space bar, opens with Return, changes the size with + and -.
type Matrix struct {
	widget.BaseWidget

	// CreateTile, if set, is called once for every tile that comes to be.
	CreateTile func(t *Tile)
	// UpdateTile fills a tile that now stands for a cell. The tile comes
	// cleared when it stood for another cell before; with the same cell it
	// is called again after Refresh or a change of size, and what it showed
	// is still there.
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
	// head, OnZoomed a change of the tile size by the user.
	OnOpened func(row, col int)
	OnMenu   func(row, col int, at fyne.Position)
	OnHead   func(col int)
	OnZoomed func(tile fyne.Size)

	grid grid
}

// NewMatrix is an empty matrix with tiles of a size.
func NewMatrix(tile fyne.Size) *Matrix {
	m := &Matrix{}
	m.ExtendBaseWidget(m)
	return m
}

// SetShape says how many rows and columns of photos there are, and the texts
// under them. The selection is dropped when it no longer fits; everything is
// asked for again.
func (m *Matrix) SetShape(rows, cols int, facts []FactRow) {}

// RefreshCell asks for one cell again, if it is visible.
func (m *Matrix) RefreshCell(row, col int) {}

// SetTileSize changes the size of all tiles, within bounds.
func (m *Matrix) SetTileSize(size fyne.Size) {}

// TileSize is the size of the tiles.
func (m *Matrix) TileSize() fyne.Size { return fyne.Size{} }

// Zoom changes the tiles' width by a factor, in their proportions.
func (m *Matrix) Zoom(factor float32) {}

// Selected are the selected cells in the order they were selected.
func (m *Matrix) Selected() []Cell { return nil }

// Select replaces the selection without telling OnSelected.
func (m *Matrix) Select(cells ...Cell) {}

// Cursor is the keyboard's cell.
func (m *Matrix) Cursor() Cell { return Cell{} }

// SetCursor moves the keyboard's cell and scrolls it into view.
func (m *Matrix) SetCursor(c Cell) {}

// CellAt is the cell at a position in the widget, for drops; ok is false over
// heads, texts and gaps outside of the photos.
func (m *Matrix) CellAt(at fyne.Position) (row, col int, ok bool) { return 0, 0, false }

// TileAt is the tile of a cell while it is visible, nil otherwise.
func (m *Matrix) TileAt(row, col int) *Tile { return nil }

// ScrollTo brings a cell into view.
func (m *Matrix) ScrollTo(row, col int) {}

// Offset and SetOffset save and restore the scroll position.
func (m *Matrix) Offset() fyne.Position { return fyne.Position{} }

// SetOffset scrolls to a position given by Offset, as far as possible.
func (m *Matrix) SetOffset(at fyne.Position) {}

// CreateRenderer is for Fyne.
func (m *Matrix) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(NewFill(ColorStage))
}

type grid struct{}
