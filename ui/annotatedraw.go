package ui

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/photos/annotation"
	"skinline/ui/view"
)

// leastStroke is how far a drag goes, in units of the screen, before it is
// meant to draw something.
const leastStroke = 5

// paneTool is the annotator as one pane sees it.
type paneTool struct {
	n *annotator
	p *comparePane
}

// stroke is a drag under way: it draws a new shape, or moves one.
type stroke struct {
	photo *comparePane
	index int // of what is moved, -1 for something new
	pans  bool
	shape annotation.Shape
	from  fyne.Position
	moved float32 // farthest from from
	trail []photos.Point
}

// Tapped chooses what is under the pointer, or sets words there.
func (t paneTool) Tapped(at fyne.Position) bool {
	n, p := t.n, t.n.s.board.seenAt(t.p, at)
	n.s.a.touch()
	i, _ := p.pane.AnnotationAt(at)
	switch {
	case i >= 0 && n.photo == p && n.chosen == i:
		n.rename()
	case i >= 0:
		n.choose(p, i)
	case n.tool == toolText:
		n.write(p, p.onPhoto(at))
	default:
		n.choose(nil, -1)
	}
	return true
}

// Dragged draws, or moves what is chosen; with nothing to move it pans.
func (t paneTool) Dragged(e *fyne.DragEvent) bool {
	n := t.n
	if n.drag == nil {
		n.begin(t.p, e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
	}
	if n.drag.pans {
		return false
	}
	n.move(e.Position)
	return true
}

// DragEnd keeps what was drawn.
func (t paneTool) DragEnd() { t.n.end() }

// Cursor is a cross where a drag draws.
func (t paneTool) Cursor() desktop.Cursor {
	if t.n.tool == toolSelect {
		return desktop.DefaultCursor
	}
	return desktop.CrosshairCursor
}

// begin starts a drag at a place of pane under.
func (n *annotator) begin(under *comparePane, from fyne.Position) {
	p := n.s.board.seenAt(under, from)
	i, handle := p.pane.AnnotationAt(from)
	d := &stroke{photo: p, index: -1, from: from}
	n.drag = d
	if !n.s.board.stacked() {
		n.s.activate(slices.Index(n.s.board.panes, p))
	}
	switch {
	case i >= 0 && (handle >= 0 || n.tool == toolSelect):
		n.photo, n.chosen, n.handle = p, i, handle
		d.shape, _, _ = p.item(i)
		d.index = i
	case n.tool == toolSelect:
		d.pans = true
	default:
		n.photo, n.chosen, n.handle = nil, -1, -1
		n.s.board.bare = false
	}
}

// move follows the pointer.
func (n *annotator) move(at fyne.Position) {
	d := n.drag
	n.s.a.touch()
	far := at.Subtract(d.from)
	d.moved = max(d.moved, float32(math.Hypot(float64(far.X), float64(far.Y))))
	if d.index >= 0 {
		d.shape = n.moved(d, at)
	} else {
		d.draw(n.tool, n.colour, at)
	}
	d.photo.annotate()
}

// moved is the dragged shape, or its dragged handle, where the pointer is.
func (n *annotator) moved(d *stroke, at fyne.Position) annotation.Shape {
	was, _, _ := d.photo.item(d.index)
	if n.handle >= 0 {
		bent := was.Bent(n.handle, d.photo.onPhoto(at))
		bent.Grain = d.photo.grain()
		return bent
	}
	a, b := d.photo.back(d.photo.pane.Reference(d.from)), d.photo.back(d.photo.pane.Reference(at))
	return was.Moved(photos.Point{X: b.X - a.X, Y: b.Y - a.Y})
}

// draw makes the shape that a drag from the beginning to at is.
func (d *stroke) draw(t tool, c annotation.Colour, at fyne.Position) {
	p := d.photo
	from, to := p.onPhoto(d.from), p.onPhoto(at)
	d.shape = annotation.Shape{Kind: t.kind(), Colour: c, Grain: p.grain()}
	switch t {
	case toolFreehand, toolArea:
		if d.trail == nil {
			d.trail = points(from)
		}
		d.trail = append(d.trail, to)
		d.shape.Points = d.trail
	case toolEllipse:
		mid := fyne.NewPos((d.from.X+at.X)/2, (d.from.Y+at.Y)/2)
		on := func(at fyne.Position) photos.Point { return p.back(p.pane.Reference(at)) }
		d.shape.Points = points(on(mid), on(fyne.NewPos(at.X, mid.Y)), on(fyne.NewPos(mid.X, at.Y)))
	case toolScale:
		d.shape.Kind, d.shape.Colour, d.shape.Points = annotation.Line, annotation.White, points(from, to)
	default:
		d.shape.Points = points(from, to)
	}
}

// end keeps what a drag drew or moved.
func (n *annotator) end() {
	d := n.drag
	n.drag = nil
	switch {
	case d == nil || d.pans:
	case d.moved < leastStroke && d.index < 0:
		d.photo.annotate()
	case d.index >= 0:
		n.replace(d.shape, "")
	case n.tool == toolScale:
		n.askScale(d.photo, d.shape)
	case n.tool == toolText:
		n.write(d.photo, d.photo.onPhoto(d.from))
	default:
		n.add(d.photo, d.shape)
	}
}

// add keeps a new shape on p's photo and chooses it.
func (n *annotator) add(p *comparePane, s annotation.Shape) {
	if s.Kind == annotation.Freehand || s.Kind == annotation.Area {
		s.Points = annotation.Simplified(s.Points, s.Grain*.7)
	}
	if s.Kind == annotation.Area && len(s.Points) < 3 {
		p.annotate()
		return
	}
	drawn := p.photo.Annotation.With(s)
	if n.keep(p, lang.L("Annotation drawn"), drawn, "") {
		n.choose(p, len(drawn.Shapes)-1)
	}
}

// place draws what the tool draws in the middle of what is seen, for keys to
// move.
func (n *annotator) place() {
	p := n.active()
	size := p.pane.Size()
	mid, reach := fyne.NewPos(size.Width/2, size.Height/2), min(size.Width, size.Height)/8
	d := &stroke{photo: p, index: -1, from: mid.SubtractXY(reach, reach/2), moved: leastStroke}
	to := mid.AddXY(reach, reach/2)
	switch n.tool {
	case toolSelect:
		return
	case toolArea:
		d.draw(n.tool, n.colour, fyne.NewPos(to.X, d.from.Y))
		d.draw(n.tool, n.colour, to)
		to.X = d.from.X
	case toolText:
		d.from = mid
	}
	d.draw(n.tool, n.colour, to)
	n.drag = d
	n.end()
}

// over adds to what is drawn on p what belongs to annotating: the scale, the
// shape under way, and handles.
func (n *annotator) over(p *comparePane, all []view.Annotation) []view.Annotation {
	if !n.on || p.b.bare {
		return all
	}
	if drawn := p.photo.Annotation; drawn != nil && drawn.Scale != nil {
		all = append(all, n.scaleDrawing(p, *drawn.Scale))
	}
	if d := n.drag; d != nil && d.photo == p && !d.pans && len(d.shape.Points) > 0 {
		under := p.drawing(d.shape)
		if d.index < 0 {
			n.hint(p, d.shape, &under, n.tool == toolScale)
			return append(all, under)
		}
		if d.index == len(p.photo.Annotation.Shapes) {
			under.Words = all[d.index].Words
		}
		all[d.index] = under
	}
	if n.photo != p || n.chosen >= len(all) || n.chosen < 0 {
		return all
	}
	shape, scale, _ := p.item(n.chosen)
	if n.drag != nil && n.drag.index == n.chosen {
		shape = n.drag.shape
	}
	n.hint(p, shape, &all[n.chosen], scale)
	all[n.chosen].Handles, all[n.chosen].Handle = p.handles(shape), n.handle
	return all
}

// scaleDrawing is the scale of p as it is drawn.
func (n *annotator) scaleDrawing(p *comparePane, s annotation.Scale) view.Annotation {
	a := p.drawing(scaleLine(s))
	a.Words = lang.L("Scale: {{.What}}", values{"What": decimal(number(s.MM)) + " mm"})
	return a
}

// hint says beside a shape that could be measured why it is not.
func (n *annotator) hint(p *comparePane, s annotation.Shape, a *view.Annotation, scale bool) {
	if scale && n.drag != nil && n.drag.index < 0 {
		a.Words = ""
		return
	}
	if _, measured := s.Measured(annotation.Unit{}); !measured || scale || a.Words != "" {
		return
	}
	if a.Words = p.b.c.measureText(p.photo, s); a.Words == "" {
		a.Words = p.b.c.scaleText(p.photo)
	}
}
