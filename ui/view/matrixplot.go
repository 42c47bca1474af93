package view

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Series is one line of a plot: a value a column, NaN where there is none.
type Series struct {
	Name   string
	Values []float64
}

// Plot is drawn in a row of facts instead of texts: values over the columns,
// from 0 at the foot to Most at the top. Its first series is drawn in the
// accent colour, the others quietly; the row's head names them.
type Plot struct {
	Series []Series
	Most   float64
	Unit   string
	// Marked columns get a dot of another shape: visits without treatment.
	Marked func(col int) bool
}

// matrixPlot draws the plots of a matrix: of every series the dots of the
// visible columns and the lines that reach into them.
type matrixPlot struct {
	plane *fyne.Container
	lines []*canvas.Line
	dots  []*canvas.Circle
	ticks []*canvas.Rectangle
	used  struct{ lines, dots, ticks int }
}

func (p *matrixPlot) init(plane *fyne.Container) { p.plane = plane }

// update draws what is visible anew.
func (p *matrixPlot) update(m *Matrix) {
	p.used.lines, p.used.dots, p.used.ticks = 0, 0, 0
	facts, cols := m.grid.visibleFacts(), m.grid.visibleCols()
	for fact := facts.from; fact < facts.to; fact++ {
		if plot := m.facts[fact].Plot; plot != nil && plot.Most > 0 {
			p.draw(m, fact, plot, cols)
		}
	}
	for _, l := range p.lines[p.used.lines:] {
		l.Hide()
	}
	for _, d := range p.dots[p.used.dots:] {
		d.Hide()
	}
	for _, t := range p.ticks[p.used.ticks:] {
		show(t, false)
	}
}

func (p *matrixPlot) draw(m *Matrix, fact int, plot *Plot, cols span) {
	for col := cols.from; col < cols.to; col++ {
		if plot.Marked != nil && plot.Marked(col) {
			p.tick(m, fact, col)
		}
	}
	// The first series is drawn last, over the others.
	for i := len(plot.Series) - 1; i >= 0; i-- {
		ink := ColorTextQuiet
		if i == 0 {
			ink = ColorAccent
		}
		p.series(m, fact, plot, plot.Series[i], ink, cols)
	}
}

// series draws from the last value before the visible columns to the first
// one after them, so that lines do not end at the edge of the window.
func (p *matrixPlot) series(m *Matrix, fact int, plot *Plot, s Series, ink fyne.ThemeColorName, cols span) {
	from, to := cols.from, cols.to
	for known := false; from > 0 && !known; {
		from--
		known = !math.IsNaN(s.at(from))
	}
	for known := false; to < len(s.Values) && !known; to++ {
		known = !math.IsNaN(s.at(to))
	}
	var before fyne.Position
	known := false
	for col := from; col < min(to, len(s.Values)); col++ {
		if math.IsNaN(s.at(col)) {
			continue
		}
		at := m.plotPoint(fact, plot, col, s.at(col))
		if known {
			p.line(m, before, at, ink)
		}
		p.dot(m, at, ink)
		before, known = at, true
	}
}

func (s Series) at(col int) float64 {
	if col < 0 || col >= len(s.Values) {
		return math.NaN()
	}
	return s.Values[col]
}

// plotPoint is where a value is drawn, in the scrolled body.
func (m *Matrix) plotPoint(fact int, plot *Plot, col int, value float64) fyne.Position {
	g := &m.grid
	high := g.facts[fact] - 2*g.gap
	share := float32(min(max(value/plot.Most, 0), 1))
	return fyne.NewPos(g.x(col)+g.tile.Width/2, g.factY(fact)+g.gap+high*(1-share))
}

func (p *matrixPlot) line(m *Matrix, from, to fyne.Position, ink fyne.ThemeColorName) {
	if p.used.lines == len(p.lines) {
		l := canvas.NewLine(colour(m, ink))
		p.lines = append(p.lines, l)
		p.plane.Objects = append(p.plane.Objects, l)
	}
	l := p.lines[p.used.lines]
	p.used.lines++
	l.Position1, l.Position2 = from, to
	l.StrokeColor, l.StrokeWidth = colour(m, ink), 1.5
	l.Show()
	l.Refresh()
}

func (p *matrixPlot) dot(m *Matrix, at fyne.Position, ink fyne.ThemeColorName) {
	if p.used.dots == len(p.dots) {
		d := canvas.NewCircle(colour(m, ink))
		p.dots = append(p.dots, d)
		p.plane.Objects = append(p.plane.Objects, d)
	}
	d := p.dots[p.used.dots]
	p.used.dots++
	const radius = 3.5
	d.FillColor = colour(m, ink)
	d.Move(at.SubtractXY(radius, radius))
	d.Resize(fyne.NewSquareSize(2 * radius))
	d.Show()
	d.Refresh()
}

// tick marks a column at the foot of the plot.
func (p *matrixPlot) tick(m *Matrix, fact, col int) {
	if p.used.ticks == len(p.ticks) {
		t := newRect()
		p.ticks = append(p.ticks, t)
		p.plane.Objects = append(p.plane.Objects, t)
	}
	t := p.ticks[p.used.ticks]
	p.used.ticks++
	g := &m.grid
	paint(t, m, ColorLine)
	place(t, g.x(col)+g.tile.Width/2, g.factY(fact)+g.gap, 1, g.facts[fact]-2*g.gap)
	show(t, true)
}
