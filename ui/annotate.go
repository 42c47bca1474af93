package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos/annotation"
	"skinline/ui/view"
)

// tool is what a drag over a photo does while people annotate.
type tool int

const (
	toolSelect tool = iota
	toolArrow
	toolEllipse
	toolFreehand
	toolText
	toolLine
	toolArea
	toolScale
)

// kind is what a tool draws, "" for those that draw nothing that stays.
func (t tool) kind() annotation.Kind {
	return map[tool]annotation.Kind{
		toolArrow: annotation.Arrow, toolEllipse: annotation.Ellipse, toolFreehand: annotation.Freehand, toolText: annotation.Text,
		toolLine: annotation.Line, toolArea: annotation.Area,
	}[t]
}

// annotator draws on the photos of a comparison. Everything it does to a photo
// is kept at once and can be undone.
type annotator struct {
	s      *compareScreen
	on     bool
	tool   tool
	colour annotation.Colour
	// photo holds what is chosen: a shape by its place in the layer, the scale
	// after the last shape, -1 for nothing. handle is a point of it, -1 for all.
	photo          *comparePane
	chosen, handle int
	drag           *stroke // under way
	lastScale      int     // what a scale was marked on last

	button *widget.Button // enters and leaves
	tools  *view.Segments
	inks   *view.Inks
	status *widget.Label
	bar    *fyne.Container // of the tools
}

func newAnnotator(s *compareScreen) *annotator {
	n := &annotator{s: s, chosen: -1, handle: -1, status: quiet("")}
	n.button = widget.NewButton("", n.toggle)
	n.button.Importance = widget.LowImportance
	n.status.Truncation = fyne.TextTruncateEllipsis
	n.tools = view.NewSegments(lang.L("Select"), lang.L("Arrow"), lang.L("Ellipse"), lang.L("Freehand"),
		lang.L("Text"), lang.L("Line"), lang.L("Area"), lang.L("Scale"))
	n.tools.OnChosen = func(i int) { n.take(tool(i)) }
	var inks []color.NRGBA
	for _, c := range annotation.Colours() {
		inks = append(inks, c.Ink())
	}
	n.inks = view.NewInks(lang.L("Colour"), inks...)
	n.inks.OnChosen = func(i int) { n.paint(annotation.Colours()[i]) }
	n.bar = container.NewHBox(n.tools, n.inks)
	s.board.over = n.over
	return n
}

// toggle starts annotating, or ends it.
func (n *annotator) toggle() {
	if n.on {
		n.leave()
		return
	}
	n.take(toolArrow)
}

// take chooses a tool, and starts annotating with it.
func (n *annotator) take(t tool) {
	s := n.s
	s.a.touch()
	n.tool = t
	if !n.on {
		n.on = true
		s.board.bare = false
		s.rekey()
	}
	for _, p := range s.board.panes {
		p.pane.Tool = paneTool{n, p}
	}
	s.changed()
	s.refocus()
}

// leave goes back to comparing.
func (n *annotator) leave() {
	s := n.s
	s.a.touch()
	n.on, n.drag = false, nil
	n.choose(nil, -1)
	for _, p := range s.board.panes {
		p.pane.Tool = nil
	}
	s.rekey()
	s.changed()
	s.refocus()
}

// escape lets go of what is chosen, then of the tool, then leaves.
func (n *annotator) escape() {
	switch {
	case n.drag != nil:
		n.drag = nil
		n.show()
	case n.photo != nil:
		n.choose(nil, -1)
	case n.tool != toolSelect:
		n.take(toolSelect)
	default:
		n.leave()
	}
}

// fill shows the state in the strip.
func (n *annotator) fill() {
	n.button.SetText(lang.L("Annotate"))
	n.button.Importance = widget.LowImportance
	if n.on {
		n.button.SetText(lang.L("Done"))
		n.button.Importance = widget.MediumImportance
	}
	n.button.Refresh()
	setVisible(n.bar, n.on)
	setVisible(n.status, n.on)
	n.tools.Choose(int(n.tool))
	for i, c := range annotation.Colours() {
		if c == n.colour {
			n.inks.Choose(i)
		}
	}
	n.show()
	n.s.strip.Refresh()
}

// active is the photo that is drawn on where no pointer says which.
func (n *annotator) active() *comparePane {
	if n.photo != nil {
		return n.photo
	}
	b := n.s.board
	return b.panes[b.active]
}

// choose makes item i of p's layer the chosen one; nil and -1 for none.
func (n *annotator) choose(p *comparePane, i int) {
	n.photo, n.chosen, n.handle = p, i, -1
	if p == nil || i < 0 {
		n.photo, n.chosen = nil, -1
	}
	n.show()
}

// item is a shape of p's layer; the scale, after the last shape, is a line.
func (p *comparePane) item(i int) (shape annotation.Shape, scale, ok bool) {
	drawn := p.photo.Annotation
	switch {
	case drawn == nil || i < 0:
	case i < len(drawn.Shapes):
		return drawn.Shapes[i], false, true
	case i == len(drawn.Shapes) && drawn.Scale != nil:
		return scaleLine(*drawn.Scale), true, true
	}
	return annotation.Shape{}, false, false
}

// show draws all photos of the board anew.
func (n *annotator) show() {
	if n.photo != nil {
		if _, _, ok := n.photo.item(n.chosen); !ok {
			n.photo, n.chosen, n.handle = nil, -1, -1
		}
	}
	n.status.SetText(n.s.c.scaleText(n.active().photo))
	n.s.board.annotate()
}

// hide leaves all annotations off the photos, or shows them again.
func (n *annotator) hide() {
	s := n.s
	s.a.touch()
	s.board.bare = !s.board.bare
	n.choose(nil, -1)
	s.rekey()
	s.mirror()
	text := lang.L("Annotations are shown.")
	if s.board.bare {
		text = lang.L("Annotations are left off.")
	}
	s.a.toast(text)
}

// paint chooses a colour, for what is chosen and for what follows.
func (n *annotator) paint(c annotation.Colour) {
	n.colour = c
	if shape, scale, ok := n.chosenItem(); ok && !scale && shape.Colour != c {
		shape.Colour = c
		n.replace(shape, "")
	}
	n.s.refocus()
	n.fill()
}

// nextColour goes round the colours.
func (n *annotator) nextColour() {
	all := annotation.Colours()
	for i, c := range all {
		if c == n.colour {
			n.paint(all[(i+1)%len(all)])
			return
		}
	}
}

// next chooses the next annotation of the active photo.
func (n *annotator) next() {
	p, i := n.active(), n.chosen+1
	if _, _, ok := p.item(i); !ok {
		i = 0
	}
	if _, _, ok := p.item(i); !ok {
		i = -1
	}
	n.choose(p, i)
}

func (n *annotator) chosenItem() (shape annotation.Shape, scale, ok bool) {
	if n.photo == nil {
		return annotation.Shape{}, false, false
	}
	return n.photo.item(n.chosen)
}

// scaleLine is a scale as something to be drawn and dragged.
func scaleLine(s annotation.Scale) annotation.Shape {
	return annotation.Shape{Kind: annotation.Line, Points: points(s.From, s.To), Colour: annotation.White, Grain: s.Grain}
}
