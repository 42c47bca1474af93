package compose

import (
	"image"
	"strings"
)

// Sheet is a timeline: columns are sessions, rows are views, facts stand below.
type Sheet struct {
	Title, Subtitle string
	Columns         []Column
	Rows            []Row
	Facts           []Fact
}

// Column heads one session: "Session 2", "14 Apr 2026", "35 days".
type Column struct{ Title, Date, Since string }

// Row is one view with one cell a column; a nil cell has no photo.
type Row struct {
	Title string
	Cells []*image.RGBA
}

// Fact is one text row under the photos ("Depth mm", "Device"), one entry a
// column, lines separated by \n.
type Fact struct {
	Title string
	Cells []string
}

// Timeline draws a sheet; all cells of a row have one size.
func Timeline(t Sheet, s Style) *image.RGBA {
	l := newLayout(t, s)
	p := newPage(l.width, l.height, s)
	y := s.Margin
	l.title.draw(p, s.Margin, y)
	y += l.title.height() + l.space(l.title)
	for i, head := range l.heads {
		head.draw(p, l.columns[i], y)
	}
	y += tallest(l.heads) + s.Gap
	l.drawStage(p, y)
	y += s.Gap
	for i, row := range t.Rows {
		l.drawRow(p, i, row, y)
		y += l.rows[i].Y + s.Gap
	}
	y += s.Gap
	for i, fact := range l.facts {
		l.drawFact(p, l.factTitles[i], fact, y)
		y += l.factHeight(i)
	}
	if l.mark != nil {
		p.line(s.Margin, l.width-s.Margin, y)
		l.mark.draw(p, s.Margin, y+s.Gap)
	}
	return p.img
}

// layout is a sheet measured: everything has its text and place.
type layout struct {
	Style
	faces         typefaces
	title, mark   block
	left          int   // width of the row titles
	columns       []int // left edges
	cell          int   // width of a column
	heads         []block
	rowTitles     []block
	rows          []image.Point // cell size of each row
	factTitles    []block
	facts         [][]block
	width, height int
}

func newLayout(t Sheet, s Style) *layout {
	l := &layout{Style: s, faces: s.typefaces()}
	l.measureCells(t)
	l.measureLeft(t)
	for i := range t.Columns {
		l.columns = append(l.columns, s.Margin+l.left+i*(l.cell+s.Gap))
	}
	l.width = 2*s.Margin + l.left + len(t.Columns)*(l.cell+s.Gap) - min(len(t.Columns), 1)*s.Gap
	l.setTexts(t)

	l.height = s.Margin + l.title.height() + l.space(l.title) + tallest(l.heads) + 3*s.Gap
	for _, row := range l.rows {
		l.height += row.Y + s.Gap
	}
	for i := range l.facts {
		l.height += l.factHeight(i)
	}
	if l.mark != nil {
		l.height += s.Gap + l.mark.height()
	}
	l.height += 2 * s.Gap
	return l
}

// measureCells finds the size of a row's cells and the width of the columns.
func (l *layout) measureCells(t Sheet) {
	l.cell = int(9 * l.Size)
	for _, row := range t.Rows {
		size := image.Pt(0, int(3*l.Size))
		for _, c := range row.Cells {
			if c != nil {
				size = image.Pt(max(size.X, c.Rect.Dx()), max(size.Y, c.Rect.Dy()))
			}
		}
		l.rows = append(l.rows, size)
		l.cell = max(l.cell, size.X)
	}
	for i, size := range l.rows {
		if size.X == 0 {
			l.rows[i].X = l.cell
		}
	}
}

// measureLeft finds the width of the row titles, at most twelve letters m.
func (l *layout) measureLeft(t Sheet) {
	most := int(12 * l.Size)
	for _, row := range t.Rows {
		l.left = max(l.left, min(most, l.faces.strong.width(row.Title)))
	}
	for _, fact := range t.Facts {
		l.left = max(l.left, min(most, l.faces.body.width(fact.Title)))
	}
	if l.left > 0 {
		l.left += 2 * l.Gap
	}
}

func (l *layout) setTexts(t Sheet) {
	const most = 4
	room := l.cell - l.Gap
	full := l.width - 2*l.Margin
	l.title = l.title.with(t.Title, l.faces.title, l.Text, full, 2).with(t.Subtitle, l.faces.body, l.Quiet, full, 2)
	l.mark = l.mark.with(l.Mark, l.faces.small, l.Quiet, full, 2)
	for _, c := range t.Columns {
		var head block
		head = head.with(c.Title, l.faces.strong, l.Text, room, 2)
		head = head.with(c.Date, l.faces.body, l.Text, room, 1)
		l.heads = append(l.heads, head.with(c.Since, l.faces.body, l.Quiet, room, 1))
	}
	for _, row := range t.Rows {
		l.rowTitles = append(l.rowTitles, block{}.with(row.Title, l.faces.strong, l.Text, l.left-2*l.Gap, 3))
	}
	for _, fact := range t.Facts {
		l.factTitles = append(l.factTitles, block{}.with(fact.Title, l.faces.body, l.Quiet, l.left-2*l.Gap, 2))
		cells := make([]block, len(fact.Cells))
		for i, cell := range fact.Cells {
			for line := range strings.SplitSeq(cell, "\n") {
				if left := most - len(cells[i]); left > 0 {
					cells[i] = cells[i].with(line, l.faces.body, l.Text, room, left)
				}
			}
		}
		l.facts = append(l.facts, cells)
	}
}

// space is what stands under a block when there is one.
func (l *layout) space(b block) int {
	if b == nil {
		return 0
	}
	return 2 * l.Gap
}

func (l *layout) factHeight(i int) int {
	return max(tallest(l.facts[i]), l.factTitles[i].height()) + 2*l.Gap
}

// drawStage lays the neutral grey behind and between the photos.
func (l *layout) drawStage(p page, y int) {
	if len(l.columns) == 0 || len(l.rows) == 0 {
		return
	}
	bottom := y + l.Gap
	for _, size := range l.rows {
		bottom += size.Y + l.Gap
	}
	p.fill(image.Rect(l.columns[0]-l.Gap, y, l.width-l.Margin+l.Gap, bottom), l.Stage)
}

func (l *layout) drawRow(p page, i int, row Row, y int) {
	size := l.rows[i]
	l.rowTitles[i].draw(p, l.Margin, y)
	for n, x := range l.columns {
		cell := image.Rect(x, y, x+l.cell, y+size.Y)
		if n >= len(row.Cells) || row.Cells[n] == nil {
			l.drawEmpty(p, cell)
			continue
		}
		pic := row.Cells[n]
		p.photo(pic, x+(l.cell-pic.Rect.Dx())/2, y+(size.Y-pic.Rect.Dy())/2)
	}
}

// drawEmpty says that a session has no photo of a view.
func (l *layout) drawEmpty(p page, cell image.Rectangle) {
	p.fill(cell, l.Panel)
	const words = "no photo"
	f := l.faces.small
	f.draw(p, words, l.Quiet, (cell.Min.X+cell.Max.X-f.width(words))/2, (cell.Min.Y+cell.Max.Y-f.height)/2)
}

func (l *layout) drawFact(p page, title block, cells []block, y int) {
	p.line(l.Margin, l.width-l.Margin, y)
	y += l.Gap
	title.draw(p, l.Margin, y)
	for i, cell := range cells[:min(len(cells), len(l.columns))] {
		cell.draw(p, l.columns[i], y)
	}
}
