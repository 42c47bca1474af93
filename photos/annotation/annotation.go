// Package annotation holds what a person draws on a photo: shapes, and the
// scale by which they are measured in millimetres.
//
// All of it is parameters in the photo's own relative coordinates (see package
// photos), applied when the photo is shown: a shape keeps its place on the skin
// through every alignment, zoom and crop, and the photo never changes. Values
// may be copied and shared between goroutines as long as nobody writes to the
// slices in them.
package annotation

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"skinline/photos"
)

// ErrInvalid is wrapped by every error about values that cannot be kept.
var ErrInvalid = errors.New("not a valid annotation")

// Limits of one photo's layer.
const (
	MostShapes = 200
	MostPoints = 400  // of one shape
	MostTotal  = 8000 // points of all shapes
	MostText   = 200  // characters
)

// Kind is what a shape is.
type Kind string

const (
	Arrow    Kind = "arrow"    // Points: tail, tip
	Ellipse  Kind = "ellipse"  // Points: centre, ends of two conjugate half axes
	Freehand Kind = "freehand" // Points: an open stroke
	Text     Kind = "text"     // Points: the left end of the words, at half their height
	Line     Kind = "line"     // Points: both ends
	Area     Kind = "area"     // Points: the corners of a closed outline
)

// Colour is one of the few colours a shape may have; each is drawn with a dark
// edge and so told from bright and from dark skin.
type Colour string

const (
	Accent Colour = ""
	White  Colour = "white"
	Yellow Colour = "yellow"
)

// Colours lists all colours.
func Colours() []Colour { return []Colour{Accent, White, Yellow} }

// Ink is the colour itself.
func (c Colour) Ink() color.NRGBA {
	switch c {
	case White:
		return color.NRGBA{0xff, 0xff, 0xff, 0xff}
	case Yellow:
		return color.NRGBA{0xff, 0xd8, 0x3d, 0xff}
	}
	return color.NRGBA{0x6f, 0xe0, 0xd4, 0xff} // the hue of the accent, far from every skin's
}

// Edge is what lies around every ink.
func Edge() color.NRGBA { return color.NRGBA{A: 0xb4} }

// Shape is one annotation.
type Shape struct {
	Kind   Kind           `json:"kind"`
	Points []photos.Point `json:"points"`
	Text   string         `json:"text,omitempty"` // of a Text; one line
	Colour Colour         `json:"colour,omitempty"`
	// Grain is how finely the points could be placed: one pixel of the photo
	// or of the screen, whichever was larger, in relative units. What is
	// measured is uncertain by it.
	Grain float64 `json:"grain,omitempty"`
}

// Layer is everything drawn on one photo. It is replaced, never changed.
type Layer struct {
	Shapes []Shape `json:"shapes,omitempty"` // the last lies on top
	Scale  *Scale  `json:"scale,omitempty"`  // nil: none set on this photo
}

// Empty reports whether there is nothing; also of nil.
func (l *Layer) Empty() bool { return l == nil || len(l.Shapes) == 0 && l.Scale == nil }

// Check returns an error wrapping ErrInvalid for a layer that cannot be kept.
func (l Layer) Check() error {
	if len(l.Shapes) > MostShapes {
		return fmt.Errorf("%d shapes on one photo, at most %d fit: %w", len(l.Shapes), MostShapes, ErrInvalid)
	}
	total := 0
	for _, s := range l.Shapes {
		if err := s.Check(); err != nil {
			return err
		}
		total += len(s.Points)
	}
	if total > MostTotal {
		return fmt.Errorf("%d points on one photo, at most %d fit: %w", total, MostTotal, ErrInvalid)
	}
	if l.Scale != nil {
		return l.Scale.Check()
	}
	return nil
}

// Check returns an error wrapping ErrInvalid for a shape that cannot be kept.
// It never quotes the text.
func (s Shape) Check() error {
	least, most := s.Kind.points()
	switch {
	case most == 0:
		return fmt.Errorf("kind of shape is not known: %w", ErrInvalid)
	case len(s.Points) < least || len(s.Points) > most:
		return fmt.Errorf("%d points for %s: %w", len(s.Points), s.Kind, ErrInvalid)
	case !slices.Contains(Colours(), s.Colour):
		return fmt.Errorf("colour is not known: %w", ErrInvalid)
	case !(s.Grain >= 0 && s.Grain < 1):
		return fmt.Errorf("points placed to %v: %w", s.Grain, ErrInvalid)
	}
	if err := checkPoints(s.Points...); err != nil {
		return err
	}
	if s.Kind != Text && s.Text != "" {
		return fmt.Errorf("words on %s: %w", s.Kind, ErrInvalid)
	}
	if s.Kind == Text {
		return checkText(s.Text)
	}
	return nil
}

// points are the least and the most a kind has; 0 for an unknown one.
func (k Kind) points() (least, most int) {
	switch k {
	case Text:
		return 1, 1
	case Arrow, Line:
		return 2, 2
	case Ellipse:
		return 3, 3
	case Freehand:
		return 2, MostPoints
	case Area:
		return 3, MostPoints
	}
	return 0, 0
}

// checkPoints allows what lies a little beside the photo, as a label does.
func checkPoints(points ...photos.Point) error {
	for _, p := range points {
		for _, v := range [...]float64{p.X, p.Y} {
			if math.IsNaN(v) || v < -1 || v > 2 {
				return fmt.Errorf("a point far from the photo: %w", ErrInvalid)
			}
		}
	}
	return nil
}

func checkText(s string) error {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		return fmt.Errorf("not text of one line: %w", ErrInvalid)
	}
	if n := utf8.RuneCountInString(s); n > MostText || strings.TrimSpace(s) == "" {
		return fmt.Errorf("%d characters, 1 to %d fit: %w", n, MostText, ErrInvalid)
	}
	return nil
}

// With is the layer with s on top; nil stands for an empty layer here and
// below.
func (l *Layer) With(s Shape) *Layer {
	out := l.copied()
	out.Shapes = append(out.Shapes, s)
	return out
}

// Replaced is the layer with s in place of shape i.
func (l *Layer) Replaced(i int, s Shape) *Layer {
	out := l.copied()
	out.Shapes[i] = s
	return out
}

// Without is the layer without shape i, nil when nothing is left.
func (l *Layer) Without(i int) *Layer {
	out := l.copied()
	out.Shapes = slices.Delete(out.Shapes, i, i+1)
	return out.orNil()
}

// Scaled is the layer with another scale, nil for none.
func (l *Layer) Scaled(s *Scale) *Layer {
	out := l.copied()
	out.Scale = s
	return out.orNil()
}

func (l *Layer) copied() *Layer {
	if l == nil {
		return &Layer{}
	}
	return &Layer{Shapes: slices.Clone(l.Shapes), Scale: l.Scale}
}

func (l *Layer) orNil() *Layer {
	if l.Empty() {
		return nil
	}
	return l
}

// Moved is the shape moved by d, in the photo's relative units.
func (s Shape) Moved(d photos.Point) Shape {
	points := make([]photos.Point, len(s.Points))
	for i, p := range s.Points {
		points[i] = photos.Point{X: p.X + d.X, Y: p.Y + d.Y}
	}
	s.Points = points
	return s
}

// Bent is the shape with point i at p. The centre of an ellipse takes the
// whole ellipse along.
func (s Shape) Bent(i int, p photos.Point) Shape {
	if s.Kind == Ellipse && i == 0 {
		return s.Moved(photos.Point{X: p.X - s.Points[0].X, Y: p.Y - s.Points[0].Y})
	}
	s.Points = slices.Clone(s.Points)
	s.Points[i] = p
	return s
}
