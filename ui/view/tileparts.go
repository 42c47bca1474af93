package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tileParts are the objects a tile is drawn with.
type tileParts struct {
	stage, foot, pill, note *canvas.Rectangle // grounds: photo, caption, badge, words
	line                    *canvas.Rectangle // loading
	photo                   *canvas.Image
	text, badge             *canvas.Text
	lines                   []*canvas.Text // words: of a failure, a place, a mark
	ring, dot               *canvas.Circle // alignment mark
	outer, inner            *canvas.Rectangle
	plus                    [2]*canvas.Line
	check                   *canvas.Circle
	tick                    [2]*canvas.Line
}

// mostLines is how many lines words may take.
const mostLines = 6

func newTileParts() *tileParts {
	p := &tileParts{
		stage: newRect(), foot: newRect(), pill: newRect(), note: newRect(),
		line: newRect(), photo: newPhoto(),
		text: &canvas.Text{}, badge: &canvas.Text{},
		ring: newCircle(), dot: newCircle(), outer: newRect(), inner: newRect(),
		plus: [2]*canvas.Line{{}, {}}, check: newCircle(), tick: [2]*canvas.Line{{}, {}},
	}
	for range mostLines {
		p.lines = append(p.lines, &canvas.Text{})
	}
	return p
}

func (p *tileParts) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{
		p.stage, p.photo, p.foot, p.text, p.pill, p.badge, p.note, p.ring, p.dot, p.plus[0], p.plus[1],
	}
	for _, l := range p.lines {
		out = append(out, l)
	}
	return append(out, p.line, p.outer, p.inner, p.check, p.tick[0], p.tick[1])
}

func (p *tileParts) setPhoto(img *image.RGBA) {
	if img == nil {
		if p.photo.Image != nil {
			p.photo.Image = nil
			p.photo.Hide()
		}
		return
	}
	p.photo.Image = img
	p.photo.Show()
	p.photo.Refresh()
}

// show draws t's state into size.
func (p *tileParts) show(t *Tile, size fyne.Size) {
	if size.IsZero() {
		return
	}
	covered := false
	paint(p.stage, t, ColorStage)
	place(p.stage, 0, 0, size.Width, size.Height)
	if img := p.photo.Image; img != nil {
		at, fit := letterbox(img.Bounds().Size(), size, scaleOf(t))
		place(p.photo, at.X, at.Y, fit.Width, fit.Height)
		covered = at.IsZero() && fit.Width >= size.Width && fit.Height >= size.Height
	}
	// What is covered is painted too, pixel by pixel where no graphics card does it.
	show(p.stage, !covered)
	p.showFoot(t, size)
	p.showBadge(t, size)
	p.showPlus(t, size)
	p.showWords(t, size)
	p.showLoading(t, size)
	p.showRings(t, size)
}

// letterbox is where a picture of so many pixels fits a tile, on whole device
// pixels.
func letterbox(px image.Point, size fyne.Size, scale float32) (fyne.Position, fyne.Size) {
	w, h := size.Width*scale, size.Height*scale
	by := min(w/float32(max(px.X, 1)), h/float32(max(px.Y, 1)))
	if d := max(w, h); by < 1+.75/d && by > 1-.75/d {
		by = 1 // within half a pixel: one to one
	}
	fitW, fitH := float32(int(float32(px.X)*by+.5)), float32(int(float32(px.Y)*by+.5))
	x, y := float32(int((w-fitW)/2)), float32(int((h-fitH)/2))
	return fyne.NewPos(max(x, 0)/scale, max(y, 0)/scale), fyne.NewSize(fitW/scale, fitH/scale)
}

// showFoot is the caption line with the alignment mark.
func (p *tileParts) showFoot(t *Tile, size fyne.Size) {
	c := t.caption
	visible := c.Text != "" || c.Mark != MarkNone
	for _, o := range []fyne.CanvasObject{p.foot, p.text} {
		show(o, visible)
	}
	marked := visible && c.Mark != MarkNone
	show(p.ring, marked)
	show(p.dot, marked && c.Mark != MarkPoints)
	if !visible {
		return
	}
	gap, mark := length(t, SizeSpace8), length(t, SizeMark)
	line := lineHeight(t, style{size: SizeCaption})
	high := line + gap
	top := size.Height - high
	room := size.Width - 2*gap
	if marked {
		room -= mark + gap
	}
	high += line * float32(len(markWords(t, size))) // above the caption
	paint(p.foot, t, ColorScrim)
	place(p.foot, 0, size.Height-high, size.Width, high)
	write(p.text, elide(c.Text, room, length(t, SizeCaption), fyne.TextStyle{}), t, ColorOnStage, SizeCaption)
	place(p.text, gap, top+gap/2, room, line)
	if marked {
		p.showMark(t, size.Width-gap-mark, top+(line+gap-mark)/2, mark)
	}
}

// markWords are the lines that say what the alignment mark means, while hovered.
func markWords(t *Tile, size fyne.Size) []string {
	c := t.caption
	if c.Mark == MarkNone || !t.hovered || c.MarkText == "" || t.state == stateFailed || t.state == stateEmpty {
		return nil
	}
	return wrap(c.MarkText, size.Width-2*length(t, SizeSpace8), mostLines, length(t, SizeCaption), fyne.TextStyle{})
}

// showMark is a registration ring: closed on a dot when placed, open when
// points are needed, and in the colour of caution when either is unsure.
func (p *tileParts) showMark(t *Tile, x, y, side float32) {
	ink := colour(t, ColorGoodOnStage)
	if t.caption.Mark != MarkAligned {
		ink = colour(t, ColorCautionOnStage)
	}
	p.ring.StrokeColor, p.ring.StrokeWidth = ink, length(t, SizeRing)/2
	place(p.ring, x, y, side, side)
	p.ring.Refresh()
	p.dot.FillColor = ink
	place(p.dot, x+side*.3, y+side*.3, side*.4, side*.4)
	p.dot.Refresh()
}

// showBadge is the phase at the top.
func (p *tileParts) showBadge(t *Tile, size fyne.Size) {
	c := t.caption
	show(p.pill, c.Badge != "")
	show(p.badge, c.Badge != "")
	if c.Badge == "" {
		return
	}
	gap := length(t, SizeSpace4)
	ink := ColorOnStage
	if c.Caution {
		ink = ColorCautionOnStage
	}
	write(p.badge, elide(c.Badge, size.Width-8*gap, length(t, SizeCaption), fyne.TextStyle{}), t, ink, SizeCaption)
	text := p.badge.MinSize()
	paint(p.pill, t, ColorScrim)
	p.pill.CornerRadius = length(t, SizeRadius)
	place(p.pill, gap, gap, text.Width+3*gap, text.Height+gap)
	place(p.badge, gap*2.5, gap*1.5, text.Width, text.Height)
}

// showPlus is the sign of a place that takes a photo.
func (p *tileParts) showPlus(t *Tile, size fyne.Size) {
	visible := t.state == stateEmpty
	show(p.plus[0], visible)
	show(p.plus[1], visible)
	if !visible {
		return
	}
	arm := length(t, SizeSpace8)
	mid := fyne.NewPos(size.Width/2, size.Height/2)
	for i, l := range p.plus {
		l.StrokeColor, l.StrokeWidth = colour(t, ColorOnStage), length(t, SizeRing)/1.5
		l.Position1, l.Position2 = mid.SubtractXY(arm, 0), mid.AddXY(arm, 0)
		if i == 1 {
			l.Position1, l.Position2 = mid.SubtractXY(0, arm), mid.AddXY(0, arm)
		}
		l.Refresh()
	}
}

// showWords is a failure on a ground of scrim, the hint of an empty place at its
// foot, or the meaning of the mark above the caption.
func (p *tileParts) showWords(t *Tile, size fyne.Size) {
	words, align := markWords(t, size), fyne.TextAlignLeading
	gap, text := length(t, SizeSpace8), length(t, SizeCaption)
	line := lineHeight(t, style{size: SizeCaption})
	hinted := t.state == stateEmpty && (t.hovered || t.cursor) && t.words != ""
	switch {
	case t.state == stateFailed:
		words, align = wrap(t.words, size.Width-2*gap, mostLines, text, fyne.TextStyle{}), fyne.TextAlignCenter
	case hinted:
		words, align = wrap(t.words, size.Width-2*gap, 2, text, fyne.TextStyle{}), fyne.TextAlignCenter
	}
	high := float32(len(words)) * line
	top := size.Height - high - line - gap/2
	if t.state == stateFailed {
		top = (size.Height - high) / 2
	}
	if hinted {
		top = size.Height - high - gap/2
		paint(p.foot, t, ColorScrim)
		place(p.foot, 0, top-gap/2, size.Width, high+gap)
		show(p.foot, true)
	}
	for i, l := range p.lines {
		show(l, i < len(words))
		if i >= len(words) {
			continue
		}
		l.Alignment = align
		write(l, words[i], t, ColorOnStage, SizeCaption)
		place(l, gap, top+float32(i)*line, size.Width-2*gap, line)
	}
	p.showNote(t, size)
}

// showNote is the ground of a failure, or of the plus of an empty place.
func (p *tileParts) showNote(t *Tile, size fyne.Size) {
	show(p.note, t.state == stateFailed || t.state == stateEmpty)
	paint(p.note, t, ColorScrim)
	p.note.CornerRadius = 0
	place(p.note, 0, 0, size.Width, size.Height)
	if t.state == stateEmpty {
		side := length(t, SizeTarget)
		p.note.CornerRadius = side / 2
		place(p.note, (size.Width-side)/2, (size.Height-side)/2, side, side)
	}
}

// showLoading is a thin line at the foot of the tile.
func (p *tileParts) showLoading(t *Tile, size fyne.Size) {
	show(p.line, t.state == stateLoading)
	if t.state != stateLoading {
		return
	}
	thick := length(t, SizeRing) / 1.5
	paint(p.line, t, ColorAccentOnStage)
	done := float32(min(max(t.progress, .12), 1))
	place(p.line, 0, size.Height-thick, size.Width*done, thick)
}

// showRings are the selection, an accent ring with a tick, and the keyboard's
// place, a ring within. Each has a line in its contrasting colour, so that it
// is seen on any skin.
func (p *tileParts) showRings(t *Tile, size fyne.Size) {
	thick := length(t, SizeRing)
	show(p.outer, t.selected || t.cursor)
	show(p.inner, t.selected || t.cursor)
	ring := func(r *canvas.Rectangle, n fyne.ThemeColorName, inset, width float32) {
		r.StrokeColor, r.StrokeWidth = colour(t, n), width
		place(r, inset, inset, size.Width-2*inset, size.Height-2*inset)
		r.Refresh()
	}
	ring(p.outer, ColorAccent, 0, thick)
	ring(p.inner, ColorOnAccent, thick, length(t, SizeLine))
	if t.cursor {
		ring(p.inner, ColorOnStage, thick, thick*2/3)
	}
	show(p.check, t.selected)
	show(p.tick[0], t.selected)
	show(p.tick[1], t.selected)
	if !t.selected {
		return
	}
	side := length(t, SizeSpace24)
	x, y := size.Width-side-thick*2, thick*2
	p.check.FillColor, p.check.StrokeColor, p.check.StrokeWidth = colour(t, ColorAccent), colour(t, ColorOnAccent), length(t, SizeLine)
	place(p.check, x, y, side, side)
	p.check.Refresh()
	points := [3]fyne.Position{{X: x + side*.28, Y: y + side*.52}, {X: x + side*.44, Y: y + side*.68}, {X: x + side*.73, Y: y + side*.35}}
	for i, l := range p.tick {
		l.StrokeColor, l.StrokeWidth = colour(t, ColorOnAccent), thick*2/3
		l.Position1, l.Position2 = points[i], points[i+1]
		l.Refresh()
	}
}
