package view

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// textCell is a few lines of text in a fixed place: a head or a fact. It is
// canvas text because cells are given new words while scrolling.
type textCell struct {
	box   *fyne.Container
	lines []*canvas.Text
}

// style is how one line looks.
type style struct {
	ink  fyne.ThemeColorName
	size fyne.ThemeSizeName
	bold bool
}

func newTextCell() *textCell { return &textCell{box: &fyne.Container{}} }

// line writes one line at y and returns where the next one starts.
func (c *textCell) line(w fyne.Widget, i int, words string, s style, x, y, width float32) float32 {
	for len(c.lines) <= i {
		t := &canvas.Text{}
		c.lines = append(c.lines, t)
		c.box.Objects = append(c.box.Objects, t)
	}
	t := c.lines[i]
	t.TextStyle.Bold = s.bold
	size := length(w, s.size)
	write(t, elide(words, width, size, t.TextStyle), w, s.ink, s.size)
	high := lineHeight(w, s)
	place(t, x, y, width, high)
	show(t, true)
	return y + high
}

// end hides the lines from i on.
func (c *textCell) end(i int) {
	for ; i < len(c.lines); i++ {
		show(c.lines[i], false)
	}
}

// head writes a title of at most so many lines and a detail, in the middle of
// the cell's height.
func (c *textCell) head(w fyne.Widget, h Head, lines int, size fyne.Size, inset float32) {
	title, detail := style{ColorText, SizeBody, true}, style{ColorTextQuiet, SizeCaption, false}
	if h.Caution {
		detail.ink = ColorCaution
	}
	width := size.Width - 2*inset
	titles := wrap(h.Title, width, lines, length(w, title.size), fyne.TextStyle{Bold: true})
	high := float32(len(titles)) * lineHeight(w, title)
	if h.Detail != "" {
		high += lineHeight(w, detail)
	}
	n, y := 0, max((size.Height-high)/2, 0)
	for _, words := range titles {
		y = c.line(w, n, words, title, inset, y, width)
		n++
	}
	if h.Detail != "" {
		c.line(w, n, h.Detail, detail, inset, y, width)
		n++
	}
	c.end(n)
}

// fact writes wrapped text from the top.
func (c *textCell) fact(w fyne.Widget, f Fact, lines int, width, top float32) {
	s := style{ColorText, SizeBody, false}
	switch {
	case f.Caution:
		s.ink = ColorCaution
	case f.Quiet:
		s.ink = ColorTextQuiet
	}
	n, y := 0, top
	if f.Text != "" {
		for _, words := range wrap(f.Text, width, lines, length(w, s.size), fyne.TextStyle{}) {
			y = c.line(w, n, words, s, 0, y, width)
			n++
		}
	}
	c.end(n)
}

// legend names the series of a plot under its title, each in its ink, as many
// as fit.
func (c *textCell) legend(w fyne.Widget, p *Plot, lines int, width, top float32) {
	n, y := 1, top+lineHeight(w, style{size: SizeBody})
	for i, s := range p.Series {
		if n >= lines {
			break
		}
		ink := style{ColorTextQuiet, SizeCaption, false}
		if i == 0 {
			ink.ink = ColorAccent
		}
		y = c.line(w, n, s.Name, ink, 0, y, width)
		n++
	}
	c.end(n)
}

// shift moves every line to the right.
func (c *textCell) shift(x float32) {
	for _, t := range c.lines {
		t.Move(fyne.NewPos(x, t.Position().Y))
	}
}

// lineHeight is whole units, so that grounds end where their text's line does.
func lineHeight(w fyne.Widget, s style) float32 {
	return float32(math.Ceil(float64(fyne.MeasureText("0", length(w, s.size), fyne.TextStyle{Bold: s.bold}).Height)))
}
