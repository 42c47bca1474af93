package view

import (
	"testing"

	"fyne.io/fyne/v2"
)

func bigGrid() grid {
	return grid{
		rows: 8, cols: 60, tile: fyne.NewSize(160, 200), gap: 8, head: fyne.NewSize(176, 50),
		facts: []float32{50, 30, 80}, size: fyne.NewSize(1200, 800),
	}
}

// Every offset shows exactly the cells that meet the window.
func TestVisibleCellsAreThoseThatMeetTheWindow(t *testing.T) {
	g := bigGrid()
	for x := float32(0); x < g.furthest().X; x += 37 {
		g.offset = fyne.NewPos(x, x/7)
		g.clamp()
		cols, rows := g.visibleCols(), g.visibleRows()
		w := g.window()
		for c := range g.cols {
			meets := g.x(c)+g.tile.Width > g.offset.X && g.x(c) < g.offset.X+w.Width
			if meets && !cols.has(c) {
				t.Fatalf("column %d is missing at %v", c, g.offset)
			}
		}
		for r := range g.rows {
			meets := g.y(r)+g.tile.Height > g.offset.Y && g.y(r) < g.offset.Y+w.Height
			if meets && !rows.has(r) {
				t.Fatalf("row %d is missing at %v", r, g.offset)
			}
		}
		if n := cols.to - cols.from; n > 8 {
			t.Fatalf("%d columns for a window of six", n)
		}
	}
}

func TestEveryPlaceInACellIsThatCell(t *testing.T) {
	g := bigGrid()
	g.offset = fyne.NewPos(1234, 321)
	for row := 2; row < 4; row++ {
		for col := 8; col < 12; col++ {
			at := fyne.NewPos(g.head.Width+g.x(col)-g.offset.X+1, g.head.Height+g.y(row)-g.offset.Y+1)
			for _, p := range []fyne.Position{at, at.AddXY(g.tile.Width-2, g.tile.Height-2)} {
				if got, ok := g.at(p); !ok || got != (Cell{row, col}) {
					t.Errorf("%v is %v %v, not row %d, column %d", p, got, ok, row, col)
				}
			}
		}
	}
	for _, p := range []fyne.Position{{X: 10, Y: 300}, {X: 600, Y: 20}, {X: 1300, Y: 300}} {
		if c, ok := g.at(p); ok {
			t.Errorf("%v is cell %v", p, c)
		}
	}
	g.offset = g.furthest()
	if c, ok := g.at(fyne.NewPos(600, 790)); ok {
		t.Errorf("the texts are cell %v", c)
	}
}

func TestRevealedCellsAreWhole(t *testing.T) {
	g := bigGrid()
	for _, c := range []Cell{{7, 59}, {0, 0}, {3, 30}, {7, 2}, {0, 59}} {
		g.reveal(c)
		w := g.window()
		if g.x(c.Col) < g.offset.X || g.x(c.Col)+g.tile.Width > g.offset.X+w.Width ||
			g.y(c.Row) < g.offset.Y || g.y(c.Row)+g.tile.Height > g.offset.Y+w.Height {
			t.Errorf("%v is cut at %v", c, g.offset)
		}
	}
}

func TestZoomingTilesKeepsTheMiddleAndTheProportions(t *testing.T) {
	g := bigGrid()
	g.offset = fyne.NewPos(4000, 500)
	w := g.window()
	before := (g.offset.X + w.Width/2) / (g.tile.Width + g.gap)
	g.zoomed(240)
	after := (g.offset.X + w.Width/2) / (g.tile.Width + g.gap)
	if d := before - after; d > .01 || d < -.01 {
		t.Errorf("the middle went from column %v to %v", before, after)
	}
	if g.tile != fyne.NewSize(240, 300) {
		t.Errorf("tile %v", g.tile)
	}
	g.zoomed(1e6)
	if g.tile.Width != mostTile {
		t.Errorf("tile %v", g.tile)
	}
}
