package view

import "fyne.io/fyne/v2"

// grid is the arithmetic of a matrix: where everything is and what of it is
// visible. Positions are in the scrolled body unless they say otherwise.
type grid struct {
	rows, cols int
	tile       fyne.Size
	gap        float32
	head       fyne.Size     // row heads' width, column heads' height
	facts      []float32     // heights of the fact rows
	size       fyne.Size     // of the widget
	offset     fyne.Position // scrolled by
}

// span is a range of indexes, the last excluded.
type span struct{ from, to int }

func (s span) has(i int) bool { return i >= s.from && i < s.to }

// window is the part of the widget in which the body is seen.
func (g *grid) window() fyne.Size {
	return fyne.NewSize(max(g.size.Width-g.head.Width, 0), max(g.size.Height-g.head.Height, 0))
}

// body is the size of everything that scrolls.
func (g *grid) body() fyne.Size {
	high := g.photos()
	for _, f := range g.facts {
		high += f
	}
	return fyne.NewSize(g.gap+float32(g.cols)*(g.tile.Width+g.gap), high)
}

// photos is the height of the rows of photos.
func (g *grid) photos() float32 { return g.gap + float32(g.rows)*(g.tile.Height+g.gap) }

func (g *grid) x(col int) float32 { return g.gap + float32(col)*(g.tile.Width+g.gap) }
func (g *grid) y(row int) float32 { return g.gap + float32(row)*(g.tile.Height+g.gap) }

// factY is the top of a fact row.
func (g *grid) factY(fact int) float32 {
	y := g.photos()
	for _, f := range g.facts[:fact] {
		y += f
	}
	return y
}

// cols, rows and fact rows that are at least partly visible.
func (g *grid) visibleCols() span {
	return visible(g.offset.X, g.window().Width, g.gap, g.tile.Width, g.cols)
}

func (g *grid) visibleRows() span {
	return visible(g.offset.Y, g.window().Height, g.gap, g.tile.Height, g.rows)
}

func (g *grid) visibleFacts() span {
	bottom := g.offset.Y + g.window().Height
	out := span{len(g.facts), len(g.facts)}
	y := g.photos()
	for i, f := range g.facts {
		if y < bottom && y+f > g.offset.Y {
			out.from = min(out.from, i)
			out.to = i + 1
		}
		y += f
	}
	if out.from == len(g.facts) {
		out.to = out.from
	}
	return out
}

func visible(offset, window, gap, each float32, count int) span {
	if window <= 0 || count == 0 {
		return span{}
	}
	step := each + gap
	from := int(max(offset-gap, 0) / step)
	to := int((offset+window-gap)/step) + 1
	return span{min(max(from, 0), count), min(max(to, 0), count)}
}

// furthest is how far one can scroll.
func (g *grid) furthest() fyne.Position {
	b, w := g.body(), g.window()
	return fyne.NewPos(max(b.Width-w.Width, 0), max(b.Height-w.Height, 0))
}

// clamp keeps the offset where something is.
func (g *grid) clamp() {
	most := g.furthest()
	g.offset = fyne.NewPos(min(max(g.offset.X, 0), most.X), min(max(g.offset.Y, 0), most.Y))
}

// reveal scrolls as little as needed to see a cell whole.
func (g *grid) reveal(c Cell) {
	w := g.window()
	g.offset.X = min(g.offset.X, g.x(c.Col)-g.gap)
	g.offset.X = max(g.offset.X, g.x(c.Col)+g.tile.Width+g.gap-w.Width)
	g.offset.Y = min(g.offset.Y, g.y(c.Row)-g.gap)
	g.offset.Y = max(g.offset.Y, g.y(c.Row)+g.tile.Height+g.gap-w.Height)
	g.clamp()
}

// at is the cell at a position in the widget; the gap after a cell is its own.
func (g *grid) at(p fyne.Position) (Cell, bool) {
	if p.X < g.head.Width || p.Y < g.head.Height || p.X >= g.size.Width || p.Y >= g.size.Height {
		return Cell{}, false
	}
	x, y := p.X-g.head.Width+g.offset.X-g.gap/2, p.Y-g.head.Height+g.offset.Y-g.gap/2
	if x < 0 || y < 0 {
		return Cell{}, false
	}
	c := Cell{int(y / (g.tile.Height + g.gap)), int(x / (g.tile.Width + g.gap))}
	return c, c.Row < g.rows && c.Col < g.cols
}

// headAt is the column whose head is at a position in the widget.
func (g *grid) headAt(p fyne.Position) (int, bool) {
	if p.X < g.head.Width || p.Y < 0 || p.Y >= g.head.Height {
		return 0, false
	}
	col := int((p.X - g.head.Width + g.offset.X - g.gap/2) / (g.tile.Width + g.gap))
	return col, col >= 0 && col < g.cols
}

// factAt is the fact row and column at a position in the widget.
func (g *grid) factAt(p fyne.Position) (Cell, bool) {
	if p.X < g.head.Width || p.Y < g.head.Height {
		return Cell{}, false
	}
	col := int((p.X - g.head.Width + g.offset.X - g.gap/2) / (g.tile.Width + g.gap))
	y := p.Y - g.head.Height + g.offset.Y
	for fact := range g.facts {
		if top := g.factY(fact); y >= top && y < top+g.facts[fact] {
			return Cell{fact, col}, col >= 0 && col < g.cols
		}
	}
	return Cell{}, false
}

// zoomed changes the tiles' width within bounds, keeping their proportions
// and what is in the middle of the window.
func (g *grid) zoomed(width float32) {
	width = min(max(width, leastTile), mostTile)
	w := g.window()
	middleX := (g.offset.X + w.Width/2) / (g.tile.Width + g.gap)
	middleY := (g.offset.Y + w.Height/2) / (g.tile.Height + g.gap)
	g.tile = fyne.NewSize(width, float32(int(width*g.tile.Height/g.tile.Width+.5)))
	g.offset = fyne.NewPos(middleX*(g.tile.Width+g.gap)-w.Width/2, middleY*(g.tile.Height+g.gap)-w.Height/2)
	g.clamp()
}

// The tiles' width stays between a thumbnail and half a screen.
const (
	leastTile = 80
	mostTile  = 720
)
