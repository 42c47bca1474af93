package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// cellPool keeps the text cells of one kind, by what they stand for.
type cellPool[K comparable] struct {
	plane *fyne.Container
	used  map[K]*textCell
	free  []*textCell
}

func (p *cellPool[K]) init(plane *fyne.Container) { p.plane, p.used = plane, map[K]*textCell{} }

// keep frees the cells that stand for nothing visible.
func (p *cellPool[K]) keep(visible func(K) bool) {
	for k, c := range p.used {
		if !visible(k) {
			delete(p.used, k)
			p.free = append(p.free, c)
		}
	}
}

// get is the cell for k; fresh when it has other words still.
func (p *cellPool[K]) get(k K) (c *textCell, fresh bool) {
	if c := p.used[k]; c != nil {
		return c, false
	}
	if n := len(p.free); n > 0 {
		c, p.free = p.free[n-1], p.free[:n-1]
	} else {
		c = newTextCell()
		p.plane.Objects = append(p.plane.Objects, c.box)
	}
	show(c.box, true)
	p.used[k] = c
	return c, true
}

// tidy hides what is free.
func (p *cellPool[K]) tidy() {
	for _, c := range p.free {
		show(c.box, false)
	}
}

func (p *cellPool[K]) clear() {
	p.keep(func(K) bool { return false })
	p.tidy()
}

// writeTexts gives heads and facts their places, and words to those that are
// new, or to all.
func (p *matrixParts) writeTexts(all bool) {
	m, g := p.m, &p.m.grid
	rows, cols, facts := g.visibleRows(), g.visibleCols(), g.visibleFacts()
	p.cols.keep(cols.has)
	p.rows.keep(rows.has)
	p.factHeads.keep(facts.has)
	p.facts.keep(func(c Cell) bool { return facts.has(c.Row) && cols.has(c.Col) })
	// Words are elided to a width, which changes with the tiles.
	all = all || p.lines.width != g.tile.Width
	p.lines.width = g.tile.Width
	for col := cols.from; col < cols.to; col++ {
		c, fresh := p.cols.get(col)
		size := fyne.NewSize(g.tile.Width, g.head.Height)
		place(c.box, g.x(col), 0, size.Width, size.Height)
		if (fresh || all) && m.ColumnHead != nil {
			c.head(m, m.ColumnHead(col), 1, size, 0)
		}
		for fact := facts.from; fact < facts.to; fact++ {
			p.writeFact(Cell{fact, col}, all)
		}
	}
	p.writeRowHeads(rows, facts, all)
	p.cols.tidy()
	p.rows.tidy()
	p.factHeads.tidy()
	p.facts.tidy()
}

func (p *matrixParts) writeFact(at Cell, all bool) {
	m, g := p.m, &p.m.grid
	c, fresh := p.facts.get(at)
	place(c.box, g.x(at.Col), g.factY(at.Row), g.tile.Width, g.facts[at.Row])
	if (fresh || all) && m.Fact != nil {
		c.fact(m, m.Fact(at.Row, at.Col), max(m.facts[at.Row].Lines, 1), g.tile.Width, g.gap)
	}
}

func (p *matrixParts) writeRowHeads(rows, facts span, all bool) {
	m, g := p.m, &p.m.grid
	inset := length(m, SizeSpace16)
	for row := rows.from; row < rows.to; row++ {
		c, fresh := p.rows.get(row)
		size := fyne.NewSize(g.head.Width, g.tile.Height)
		place(c.box, 0, g.y(row), size.Width, size.Height)
		if (fresh || all) && m.RowHead != nil {
			c.head(m, m.RowHead(row), 2, size, inset)
		}
	}
	for fact := facts.from; fact < facts.to; fact++ {
		c, fresh := p.factHeads.get(fact)
		size := fyne.NewSize(g.head.Width, g.facts[fact])
		place(c.box, 0, g.factY(fact), size.Width, size.Height)
		if fresh || all {
			c.fact(m, Fact{Text: m.facts[fact].Head.Title, Quiet: true}, 1, size.Width-inset, g.gap)
			if plot := m.facts[fact].Plot; plot != nil {
				c.legend(m, plot, max(m.facts[fact].Lines, 1), size.Width-inset, g.gap)
			}
			c.shift(inset)
		}
	}
}

// cellLines are the hairlines above the fact rows, in the body and beside it.
type cellLines struct {
	planes [2]*fyne.Container
	lines  [2][]*canvas.Rectangle
	width  float32 // of the tiles the texts were fitted to
}

func (l *cellLines) init(body, side *fyne.Container) { l.planes = [2]*fyne.Container{body, side} }

func (l *cellLines) place(w fyne.Widget, g *grid) {
	for i, plane := range l.planes {
		for len(l.lines[i]) < len(g.facts) {
			r := newRect()
			paint(r, w, ColorLine)
			l.lines[i] = append(l.lines[i], r)
			plane.Objects = append(plane.Objects, r)
		}
		x, width := g.offset.X, g.window().Width
		if i == 1 {
			x, width = 0, g.head.Width
		}
		for f, r := range l.lines[i] {
			show(r, f < len(g.facts))
			if f < len(g.facts) {
				place(r, x, g.factY(f), width, length(w, SizeLine))
			}
		}
	}
}

func (l *cellLines) paint(w fyne.Widget) {
	for _, lines := range l.lines {
		for _, r := range lines {
			paint(r, w, ColorLine)
		}
	}
}
