package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/photos/annotation"
	"skinline/photos/compose"
	"skinline/storage"
	"skinline/ui/view"
)

// annotate draws on the pane what belongs to its photo, unless it is left off.
func (p *comparePane) annotate() {
	var all []view.Annotation
	if drawn := p.photo.Annotation; drawn != nil && !p.b.bare {
		for _, s := range drawn.Shapes {
			all = append(all, p.drawing(s))
		}
	}
	if p.b.over != nil {
		all = p.b.over(p, all)
	}
	p.pane.SetAnnotations(all)
}

// drawing is a shape of the pane's photo as the photo is placed.
func (p *comparePane) drawing(s annotation.Shape) view.Annotation {
	onto := p.b.c.placement(p.photo)
	points, closed := s.Outline()
	a := view.Annotation{Closed: closed, Arrow: s.Kind == annotation.Arrow, Ink: s.Colour.Ink(), Handle: -1}
	for _, q := range points {
		a.Points = append(a.Points, onto.Apply(q))
	}
	if a.Words = s.Text; s.Kind != annotation.Text {
		a.Words = p.b.c.label(p.photo, s)
	}
	return a
}

// annotated shows another layer on every pane with the photo.
func (b *board) annotated(photo storage.ID, drawn *annotation.Layer) {
	for _, p := range b.panes {
		if p.photo.ID == photo {
			p.photo.Annotation = drawn
		}
	}
	b.annotate() // all: the scale may be that of the reference
}

// annotate draws what belongs to every photo.
func (b *board) annotate() {
	for _, p := range b.panes {
		p.annotate()
	}
}

// setAnnotation notes what is drawn on a photo.
func (c *course) setAnnotation(photo storage.ID, drawn *annotation.Layer) {
	note := func(p *storage.Photo) {
		if p.ID == photo {
			p.Annotation = drawn
		}
	}
	for i := range c.photos {
		note(&c.photos[i])
	}
	for _, r := range c.rows {
		for _, cell := range r.cells {
			for i := range cell {
				note(&cell[i])
			}
		}
	}
}

// scaleOf is how long p's relative unit is, and by which scale.
func (c *course) scaleOf(p storage.Photo) (annotation.Unit, storage.ScaleFrom) {
	reference, _ := c.photo(c.frames[p.View].Reference)
	return storage.ScaleOf(p, reference)
}

// label is what stands beside a shape on p. A freehand stroke points at
// something more often than it measures it, and says so only when chosen.
func (c *course) label(p storage.Photo, s annotation.Shape) string {
	if s.Kind == annotation.Freehand {
		return ""
	}
	return c.measureText(p, s)
}

// measureText is what a shape on p measures, "" without a scale.
func (c *course) measureText(p storage.Photo, s annotation.Shape) string {
	u, from := c.scaleOf(p)
	m, ok := s.Measured(u)
	if !ok || from == storage.ScaleNone || from == storage.ScaleWarped {
		return ""
	}
	return strings.ReplaceAll(m.String(), ".", decimal("."))
}

// drawings are the annotations of every photo, for a picture.
func (c *course) drawings(shown []storage.Photo) [][]compose.Drawing {
	all := make([][]compose.Drawing, len(shown))
	for i, p := range shown {
		if p.Annotation == nil {
			continue
		}
		for _, s := range p.Annotation.Shapes {
			all[i] = append(all[i], compose.Drawing{Shape: s, Label: c.label(p, s)})
		}
	}
	return all
}

// anyDrawn reports whether there is anything on one of the photos.
func anyDrawn(shown []storage.Photo) bool {
	return slices.ContainsFunc(shown, func(p storage.Photo) bool { return p.Annotation != nil && len(p.Annotation.Shapes) > 0 })
}

// scaleText says by which scale p is measured.
func (c *course) scaleText(p storage.Photo) string {
	switch _, from := c.scaleOf(p); from {
	case storage.ScaleOwn:
		s := p.Annotation.Scale
		return lang.L("Scale: {{.What}}", values{"What": joined(sourceOfScale(*s), decimal(number(s.MM))+" mm")})
	case storage.ScaleReference:
		return lang.L("Scale from the reference")
	case storage.ScaleWarped:
		return lang.L("No scale: the alignment changes the shape of this photo")
	}
	return lang.L("Set a scale to see millimetres")
}

// sourceOfScale names what a scale was marked on.
func sourceOfScale(s annotation.Scale) string {
	switch s.On {
	case annotation.OnCoin:
		return coinName(s.Coin)
	case annotation.OnRuler:
		return lang.L("Ruler")
	}
	return lang.L("Known distance")
}

func coinName(code string) string {
	for _, c := range annotation.Coins() {
		if c.Code == code {
			return lang.X("coin."+code, c.Name)
		}
	}
	return code
}

// inside keeps p within a photo.
func inside(p photos.Point, info photos.Info) photos.Point {
	whole := photos.Whole(info.Width, info.Height)
	return photos.Point{X: min(max(p.X, 0), whole.W), Y: min(max(p.Y, 0), whole.H)}
}
