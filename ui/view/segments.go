package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Segments chooses one of a few words that stand in a row.
type Segments struct {
	widget.BaseWidget

	// OnChosen hears which word was tapped.
	OnChosen func(i int)

	words   []string
	chosen  int
	hovered int
	ground  *canvas.Rectangle
	faces   []*canvas.Rectangle
	texts   []*canvas.Text
}

var (
	_ fyne.Tappable     = (*Segments)(nil)
	_ desktop.Hoverable = (*Segments)(nil)
)

// NewSegments stands with the first word chosen.
func NewSegments(words ...string) *Segments {
	s := &Segments{words: words, hovered: -1, ground: newRect()}
	for range words {
		s.faces = append(s.faces, newRect())
		s.texts = append(s.texts, &canvas.Text{Alignment: fyne.TextAlignCenter})
	}
	s.ExtendBaseWidget(s)
	return s
}

// Choose marks a word; -1 marks none. OnChosen is not told.
func (s *Segments) Choose(i int) {
	s.chosen = i
	s.draw()
}

// Chosen is the word that is marked.
func (s *Segments) Chosen() int { return s.chosen }

// width is that of one segment.
func (s *Segments) width(i int) float32 {
	return fyne.MeasureText(s.words[i], length(s, SizeBody), fyne.TextStyle{Bold: true}).Width + 2*length(s, SizeSpace12)
}

// at is the segment under x, -1 for none.
func (s *Segments) at(x float32) int {
	for i := range s.words {
		if x -= s.width(i); x < 0 {
			return i
		}
	}
	return -1
}

// Tapped is for Fyne.
func (s *Segments) Tapped(e *fyne.PointEvent) {
	i := s.at(e.Position.X)
	if i < 0 {
		return
	}
	s.Choose(i)
	if s.OnChosen != nil {
		s.OnChosen(i)
	}
}

// MouseIn is for Fyne.
func (s *Segments) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved is for Fyne.
func (s *Segments) MouseMoved(e *desktop.MouseEvent) {
	if i := s.at(e.Position.X); i != s.hovered {
		s.hovered = i
		s.draw()
	}
}

// MouseOut is for Fyne.
func (s *Segments) MouseOut() {
	s.hovered = -1
	s.draw()
}

// MinSize is all words at the height of a button.
func (s *Segments) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	size := fyne.NewSize(0, length(s, SizeTarget))
	for i := range s.words {
		size.Width += s.width(i)
	}
	return size
}

// CreateRenderer is for Fyne.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{s.ground}
	for i := range s.words {
		objects = append(objects, s.faces[i], s.texts[i])
	}
	return &segmentsRenderer{s, objects}
}

func (s *Segments) draw() {
	size := s.Size()
	if size.IsZero() {
		return
	}
	radius := length(s, SizeRadius)
	s.ground.CornerRadius = radius
	paint(s.ground, s, ColorLine)
	place(s.ground, 0, 0, size.Width, size.Height)
	x, edge := float32(0), float32(3)
	for i := range s.words {
		w, face, text := s.width(i), s.faces[i], s.texts[i]
		face.CornerRadius = radius - edge/2
		show(face, i == s.chosen || i == s.hovered)
		fill := ColorWindow
		if i != s.chosen {
			fill = ColorPanel
		}
		paint(face, s, fill)
		place(face, x+edge, edge, w-2*edge, size.Height-2*edge)
		ink := ColorTextQuiet
		if i == s.chosen {
			ink = ColorText
		}
		text.TextStyle.Bold = i == s.chosen
		write(text, s.words[i], s, ink, SizeBody)
		h := text.MinSize().Height
		place(text, x, (size.Height-h)/2, w, h)
		x += w
	}
}

type segmentsRenderer struct {
	s       *Segments
	objects []fyne.CanvasObject
}

func (r *segmentsRenderer) Destroy()                     {}
func (r *segmentsRenderer) MinSize() fyne.Size           { return r.s.MinSize() }
func (r *segmentsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *segmentsRenderer) Layout(fyne.Size)             { r.s.draw() }
func (r *segmentsRenderer) Refresh()                     { r.s.draw() }
