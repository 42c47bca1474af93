package view

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// held is a tile and the cell it stands for.
type held struct {
	tile *Tile
	cell Cell
}

// matrixParts are the objects of a matrix. Scrolling moves three planes and
// gives the cells that came into view tiles that went out of it.
type matrixParts struct {
	m       *Matrix
	objects []fyne.CanvasObject

	stage, top, side, corner *canvas.Rectangle
	under, beside            *canvas.Rectangle // hairlines of the heads
	ground                   *canvas.Rectangle // under the facts
	target                   *canvas.Rectangle // where a dragged photo would go
	bars                     [2]*canvas.Rectangle
	body, heads, rowHeads    *fyne.Container
	clips                    [3]*container.Clip

	tiles     map[Cell]*held
	freeTiles []*held
	cols      cellPool[int]
	rows      cellPool[int]
	factHeads cellPool[int]
	facts     cellPool[Cell]
	lines     cellLines
	plot      matrixPlot
}

func newMatrixParts(m *Matrix) *matrixParts {
	p := &matrixParts{
		m: m, stage: newRect(), top: newRect(), side: newRect(), corner: newRect(), under: newRect(), beside: newRect(), ground: newRect(), target: newRect(),
		bars: [2]*canvas.Rectangle{newRect(), newRect()},
		body: &fyne.Container{}, heads: &fyne.Container{}, rowHeads: &fyne.Container{},
		tiles: map[Cell]*held{},
	}
	p.body.Objects = []fyne.CanvasObject{p.ground}
	p.target.Hide()
	p.cols.init(p.heads)
	p.rows.init(p.rowHeads)
	p.factHeads.init(p.rowHeads)
	p.facts.init(p.body)
	p.lines.init(p.body, p.rowHeads)
	p.plot.init(p.body)
	for i, plane := range []*fyne.Container{p.body, p.heads, p.rowHeads} {
		p.clips[i] = container.NewClip(plane)
	}
	p.objects = []fyne.CanvasObject{
		p.stage, p.clips[0], p.target, p.bars[0], p.bars[1],
		p.top, p.clips[1], p.side, p.clips[2], p.corner, p.under, p.beside,
	}
	return p
}

// refresh asks for everything visible again.
func (p *matrixParts) refresh() {
	p.m.settle.cancel()
	p.colours()
	p.update()
	if p.m.UpdateTile != nil {
		for c, h := range p.tiles {
			p.m.UpdateTile(c.Row, c.Col, h.tile)
		}
	}
	p.writeTexts(true)
}

func (p *matrixParts) colours() {
	paint(p.stage, p.m, ColorStage)
	for _, r := range []*canvas.Rectangle{p.top, p.side, p.corner, p.ground} {
		paint(r, p.m, ColorPanel)
	}
	paint(p.under, p.m, ColorLine)
	paint(p.beside, p.m, ColorLine)
	for _, b := range p.bars {
		paint(b, p.m, theme.ColorNameScrollBar)
	}
	p.lines.paint(p.m)
}

// layout places what does not scroll.
func (p *matrixParts) layout() {
	g := &p.m.grid
	w, h, hw, hh := g.size.Width, g.size.Height, g.head.Width, g.head.Height
	line := length(p.m, SizeLine)
	place(p.stage, 0, 0, w, h)
	place(p.top, hw, 0, max(w-hw, 0), hh)
	place(p.side, 0, hh, hw, max(h-hh, 0))
	place(p.corner, 0, 0, hw, hh)
	place(p.under, 0, hh-line, w, line)
	place(p.beside, hw-line, 0, line, h)
	place(p.clips[0], hw, hh, max(w-hw, 0), max(h-hh, 0))
	place(p.clips[1], hw, 0, max(w-hw, 0), hh)
	place(p.clips[2], 0, hh, hw, max(h-hh, 0))
	p.colours()
	p.update()
}

// update brings the cells to the present offset, size and shape.
func (p *matrixParts) update() {
	g := &p.m.grid
	g.clamp()
	p.m.leave()
	if g.size.IsZero() || !p.m.Visible() {
		return
	}
	p.body.Move(fyne.NewPos(-g.offset.X, -g.offset.Y))
	p.heads.Move(fyne.NewPos(-g.offset.X, 0))
	p.rowHeads.Move(fyne.NewPos(0, -g.offset.Y))
	// The ground reaches to the foot of the window when little is shown.
	top := g.photos()
	place(p.ground, g.offset.X, top, g.window().Width, max(g.offset.Y+g.window().Height-top, 0))
	p.updateTiles()
	p.writeTexts(false)
	p.lines.place(p.m, g)
	p.plot.update(p.m)
	p.placeBars()
}

func (p *matrixParts) updateTiles() {
	g := &p.m.grid
	rows, cols := g.visibleRows(), g.visibleCols()
	for c, h := range p.tiles {
		if !rows.has(c.Row) || !cols.has(c.Col) {
			p.release(h)
		}
	}
	for col := cols.from; col < cols.to; col++ {
		for row := rows.from; row < rows.to; row++ {
			p.tileFor(Cell{row, col})
		}
	}
	for _, h := range p.freeTiles {
		show(h.tile, false)
	}
}

// tileFor gives a cell its tile, in its place.
func (p *matrixParts) tileFor(c Cell) {
	g := &p.m.grid
	h := p.tiles[c]
	fresh := h == nil
	if fresh {
		h = p.take()
		h.cell = c
		p.tiles[c] = h
	}
	h.tile.SetTileSize(g.tile)
	place(h.tile, g.x(c.Col), g.y(c.Row), g.tile.Width, g.tile.Height)
	if !fresh {
		return
	}
	show(h.tile, true)
	p.ring(h)
	if p.m.UpdateTile != nil {
		p.m.UpdateTile(c.Row, c.Col, h.tile)
	}
}

func (p *matrixParts) take() *held {
	if n := len(p.freeTiles); n > 0 {
		h := p.freeTiles[n-1]
		p.freeTiles = p.freeTiles[:n-1]
		return h
	}
	m := p.m
	h := &held{tile: NewTile(m.grid.tile)}
	h.tile.OnTapped = func() { m.tapped(h.cell) }
	h.tile.OnDoubleTapped = func() { m.tappedTwice(h.cell) }
	h.tile.OnMenu = func(at fyne.Position) {
		if m.OnMenu != nil {
			m.OnMenu(h.cell.Row, h.cell.Col, at)
		}
	}
	h.tile.onHover = func(on bool) { m.hover(h, on) }
	if m.CreateTile != nil {
		m.CreateTile(h.tile)
	}
	p.body.Objects = append(p.body.Objects, h.tile)
	return h
}

func (p *matrixParts) release(h *held) {
	delete(p.tiles, h.cell)
	if p.m.ReleaseTile != nil {
		p.m.ReleaseTile(h.tile)
	}
	h.tile.reset()
	p.freeTiles = append(p.freeTiles, h)
}

func (p *matrixParts) releaseAll() {
	for _, h := range p.tiles {
		p.release(h)
		show(h.tile, false)
	}
	p.cols.clear()
	p.rows.clear()
	p.factHeads.clear()
	p.facts.clear()
}

// showRings draws selection and cursor.
func (p *matrixParts) showRings() {
	for _, h := range p.tiles {
		p.ring(h)
	}
}

func (p *matrixParts) ring(h *held) {
	h.tile.SetSelected(p.m.isSelected(h.cell))
	h.tile.SetCursor(p.m.focused && p.m.cursor == h.cell)
}

// showTarget frames the cell that a dragged photo would go to.
func (p *matrixParts) showTarget() {
	m, g := p.m, &p.m.grid
	on := m.dragging == dragPhoto && m.over != m.carried && m.over == m.within(m.over)
	show(p.target, on)
	if !on {
		return
	}
	p.target.FillColor = color.Transparent
	p.target.StrokeColor, p.target.StrokeWidth = colour(m, ColorAccentOnStage), length(m, SizeRing)
	at := fyne.NewPos(g.head.Width+g.x(m.over.Col)-g.offset.X, g.head.Height+g.y(m.over.Row)-g.offset.Y)
	place(p.target, at.X, at.Y, g.tile.Width, g.tile.Height)
	p.target.Refresh()
}

// placeBars shows how much there is beyond what is seen.
func (p *matrixParts) placeBars() {
	g := &p.m.grid
	body, window := g.body(), g.window()
	thick, inset := length(p.m, SizeSpace8), length(p.m, SizeSpace4)/2
	for i, b := range p.bars {
		b.CornerRadius = thick / 2
		from, long := barSpan(g, i == 1)
		if i == 0 {
			show(b, body.Width > window.Width)
			place(b, g.head.Width+from, g.size.Height-thick-inset, long, thick)
			continue
		}
		show(b, body.Height > window.Height)
		place(b, g.size.Width-thick-inset, g.head.Height+from, thick, long)
	}
}

// barSpan is the start and length of a scroll bar's thumb in the window.
func barSpan(g *grid, upright bool) (from, long float32) {
	body, window, most, at := g.body().Width, g.window().Width, g.furthest().X, g.offset.X
	if upright {
		body, window, most, at = g.body().Height, g.window().Height, g.furthest().Y, g.offset.Y
	}
	if body <= 0 || most <= 0 {
		return 0, window
	}
	long = min(max(window*window/body, g.gap*4), window)
	return (window - long) * at / most, long
}
