package view

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"skinline/photos"
	"skinline/photos/annotation"
)

// Annotation is one thing drawn on a pane's photo. Its points are in the frame
// of reference, as the photo is aligned; they move with it.
type Annotation struct {
	Points []photos.Point
	Closed bool   // the last point is joined to the first
	Arrow  bool   // the last point is a tip
	Words  string // beside the points; alone at a single one
	Ink    color.NRGBA
	// Handles are drawn over what is chosen, and can be dragged; Handle is the
	// one that keys move, -1 for none.
	Handles []photos.Point
	Handle  int
}

// Tool takes the pointer from a pane before the pane does anything with it.
// Places are the pane's own; each method reports whether the tool used them.
type Tool interface {
	Tapped(at fyne.Position) bool
	Dragged(e *fyne.DragEvent) bool
	DragEnd()
	Cursor() desktop.Cursor
}

// Sizes of what is drawn, in units of the screen.
const (
	annotationWidth = 2.5
	annotationEdge  = 1.25 // the dark edge on either side
	annotationReach = 9    // how far from a line a pointer still is on it
	handleSide      = 11
)

// SetAnnotations draws what belongs to the pane's photo, and nothing else.
func (p *Pane) SetAnnotations(all []Annotation) {
	p.annotations.all = all
	p.annotations.draw(p, p.Size(), pixel(p.cover.From*p.Size().Width, scaleOf(p)))
	p.ring.Refresh() // lines alone do not ask to be painted
}

// Annotations are those that are drawn.
func (p *Pane) Annotations() []Annotation { return p.annotations.all }

// Reference is what of the frame of reference is at a place of the pane.
func (p *Pane) Reference(at fyne.Position) photos.Point { return p.at(at) }

// Place is where a point of the frame of reference is in the pane.
func (p *Pane) Place(q photos.Point) fyne.Position {
	size := p.Size()
	x, y := p.viewport().ToScreen(q, float64(size.Width), float64(size.Height))
	return fyne.NewPos(float32(x), float32(y))
}

// Fine is the length of one device pixel in the frame of reference.
func (p *Pane) Fine() float64 { return 1 / max(p.viewport().Scale()*float64(scaleOf(p)), 1e-9) }

// AnnotationAt is the uppermost annotation at a place and which of its handles,
// -1 for none. A handle comes before any line.
func (p *Pane) AnnotationAt(at fyne.Position) (i, handle int) {
	all := p.annotations.all
	for i, a := range all {
		for h := range a.Handles {
			d := p.grip(a, h).Subtract(at)
			if max(d.X, -d.X, d.Y, -d.Y) <= handleSide {
				return i, h
			}
		}
	}
	here := photos.Point{X: float64(at.X), Y: float64(at.Y)}
	for i := len(all) - 1; i >= 0; i-- {
		places := make([]photos.Point, len(all[i].Points))
		for k, q := range all[i].Points {
			where := p.Place(q)
			places[k] = photos.Point{X: float64(where.X), Y: float64(where.Y)}
		}
		if len(places) == 1 { // words, from here on
			size := fyne.MeasureText(all[i].Words, length(p, SizeTouch), fyne.TextStyle{Bold: true})
			dx, dy := here.X-places[0].X, here.Y-places[0].Y
			if dx >= -annotationReach && dx <= float64(size.Width)+annotationReach && math.Abs(dy) <= float64(size.Height)/2+2 {
				return i, -1
			}
			continue
		}
		if annotation.Distance(here, places, all[i].Closed) <= annotationReach {
			return i, -1
		}
	}
	return -1, -1
}

// annotations draws on a pane.
type annotations struct {
	box   *fyne.Container
	all   []Annotation
	drawn []*drawnAnnotation
}

func (n *annotations) draw(p *Pane, size fyne.Size, left float32) {
	for len(n.drawn) < len(n.all) {
		d := newDrawnAnnotation()
		n.drawn = append(n.drawn, d)
		n.box.Objects = append(n.box.Objects, d.box)
	}
	visible := p.viewport().Scale() > 0 && !size.IsZero() && p.words == ""
	for i, d := range n.drawn {
		show(d.box, visible && i < len(n.all))
		if visible && i < len(n.all) {
			d.draw(p, n.all[i], left)
		}
	}
}

// drawnAnnotation is the objects that show one annotation: every dark edge
// beneath every line, words within an edge of their own, and handles on top.
type drawnAnnotation struct {
	box          *fyne.Container
	edges, lines []*canvas.Line
	lower, upper *fyne.Container
	words        [5]*canvas.Text // four dark ones around the last
	handles      []*canvas.Rectangle
	grips        *fyne.Container
}

func newDrawnAnnotation() *drawnAnnotation {
	d := &drawnAnnotation{lower: &fyne.Container{}, upper: &fyne.Container{}, grips: &fyne.Container{}}
	objects := []fyne.CanvasObject{d.lower, d.upper}
	for i := range d.words {
		d.words[i] = &canvas.Text{TextStyle: fyne.TextStyle{Bold: true}}
		objects = append(objects, d.words[i])
	}
	d.box = &fyne.Container{Objects: append(objects, d.grips)}
	return d
}

func (d *drawnAnnotation) draw(p *Pane, a Annotation, left float32) {
	places := make([]photos.Point, len(a.Points))
	for i, q := range a.Points {
		at := p.Place(q)
		places[i] = photos.Point{X: float64(at.X - left), Y: float64(at.Y)}
	}
	parts := segments(a, places)
	for len(d.lines) < len(parts) {
		edge, line := &canvas.Line{}, &canvas.Line{}
		d.edges, d.lines = append(d.edges, edge), append(d.lines, line)
		d.lower.Objects, d.upper.Objects = append(d.lower.Objects, edge), append(d.upper.Objects, line)
	}
	edge, ink := sheer(annotation.Edge(), p.cover.Opacity), sheer(a.Ink, p.cover.Opacity)
	for i := range d.lines {
		show(d.edges[i], i < len(parts))
		show(d.lines[i], i < len(parts))
		if i < len(parts) {
			put(d.edges[i], parts[i], edge, annotationWidth+2*annotationEdge)
			put(d.lines[i], parts[i], ink, annotationWidth)
		}
	}
	d.drawWords(p, a, places)
	d.drawHandles(p, a, left)
}

// leastPart is how long the parts of a curve are at least, in units of the
// screen: of a circle as small as a fingertip's they leave less than half a
// pixel.
const leastPart = 5

// segments are the straight parts of a; short ones are joined.
func segments(a Annotation, places []photos.Point) (parts [][2]photos.Point) {
	if len(places) < 2 {
		return nil
	}
	from := places[0]
	for i, q := range places[1:] {
		if i < len(places)-2 && math.Hypot(q.X-from.X, q.Y-from.Y) < leastPart {
			continue
		}
		parts = append(parts, [2]photos.Point{from, q})
		from = q
	}
	if a.Closed {
		parts = append(parts, [2]photos.Point{from, places[0]})
	}
	if a.Arrow {
		tip := places[len(places)-1]
		for _, barb := range annotation.Barbs(places[0], tip, 7*annotationWidth) {
			parts = append(parts, [2]photos.Point{barb, tip})
		}
	}
	return parts
}

// put lays a line from end to end, and half its width farther: where parts
// meet at an angle nothing shows between them. The short parts of a curve meet
// at none to speak of, and would lie double.
func put(l *canvas.Line, part [2]photos.Point, c color.Color, width float32) {
	from := fyne.NewPos(float32(part[0].X), float32(part[0].Y))
	to := fyne.NewPos(float32(part[1].X), float32(part[1].Y))
	d := to.Subtract(from)
	if far := float32(math.Hypot(float64(d.X), float64(d.Y))); far > 0 {
		beyond := width / 2
		if far < 4*width {
			beyond = .3
		}
		dx, dy := d.X/far*beyond, d.Y/far*beyond
		from, to = from.SubtractXY(dx, dy), to.AddXY(dx, dy)
	}
	l.Position1, l.Position2 = from, to
	l.StrokeColor, l.StrokeWidth = c, width
}

func sheer(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(float64(c.A)*opacity + .5)
	return c
}

func (d *drawnAnnotation) drawWords(p *Pane, a Annotation, places []photos.Point) {
	for _, t := range d.words {
		show(t, a.Words != "")
	}
	if a.Words == "" {
		return
	}
	size := length(p, SizeTouch)
	text := fyne.MeasureText(a.Words, size, fyne.TextStyle{Bold: true})
	w, h := float64(text.Width), float64(text.Height)
	x, y := places[0].X, places[0].Y-h/2
	if len(places) > 1 {
		c := annotation.LabelAt(places, a.Closed, w, h, 2*annotationWidth)
		x, y = c.X-w/2, c.Y-h/2
	}
	edge, ink := sheer(annotation.Edge(), p.cover.Opacity), sheer(a.Ink, p.cover.Opacity)
	for i, t := range d.words {
		c, dx, dy := edge, float32(1), float32(1)
		switch i {
		case 1:
			dx = -1
		case 2:
			dy = -1
		case 3:
			dx, dy = -1, -1
		case 4:
			c, dx, dy = ink, 0, 0
		}
		if t.Text != a.Words || t.TextSize != size || t.Color != color.Color(c) {
			t.Text, t.TextSize, t.Color = a.Words, size, c
			t.Refresh()
		}
		place(t, float32(x)+dx, float32(y)+dy, text.Width, text.Height)
	}
}

// grip is where handle i of a is; that of words stands before them.
func (p *Pane) grip(a Annotation, i int) fyne.Position {
	at := p.Place(a.Handles[i])
	if len(a.Points) == 1 {
		at.X -= handleSide
	}
	return at
}

func (d *drawnAnnotation) drawHandles(p *Pane, a Annotation, left float32) {
	for len(d.handles) < len(a.Handles) {
		r := newRect()
		d.handles = append(d.handles, r)
		d.grips.Objects = append(d.grips.Objects, r)
	}
	for i, r := range d.handles {
		show(r, i < len(a.Handles))
		if i >= len(a.Handles) {
			continue
		}
		fill, side := ColorOnStage, float32(handleSide)
		if i == a.Handle {
			fill, side = ColorCautionOnStage, handleSide+4
		}
		at := p.grip(a, i)
		r.StrokeColor, r.StrokeWidth, r.CornerRadius = annotation.Edge(), 1.5, side/2
		paint(r, p, fill)
		place(r, at.X-left-side/2, at.Y-side/2, side, side)
	}
}
