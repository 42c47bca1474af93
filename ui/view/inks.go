package view

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Inks chooses one of a few colours.
type Inks struct {
	widget.BaseWidget

	// OnChosen hears which colour was tapped.
	OnChosen func(i int)
	// Label is what a screen reader says.
	Label string

	chosen int
	colour []color.NRGBA
	dots   []*canvas.Circle
	rings  []*canvas.Circle
}

var (
	_ fyne.Tappable   = (*Inks)(nil)
	_ fyne.Accessible = (*Inks)(nil)
)

// NewInks stands with the first colour chosen.
func NewInks(label string, colours ...color.NRGBA) *Inks {
	n := &Inks{Label: label, colour: colours}
	for range colours {
		n.dots, n.rings = append(n.dots, newCircle()), append(n.rings, newCircle())
	}
	n.ExtendBaseWidget(n)
	return n
}

// Choose marks a colour. OnChosen is not told.
func (n *Inks) Choose(i int) {
	n.chosen = i
	n.draw()
}

// Tapped is for Fyne.
func (n *Inks) Tapped(e *fyne.PointEvent) {
	i := int(e.Position.X / n.cell())
	if i < 0 || i >= len(n.colour) {
		return
	}
	n.Choose(i)
	if n.OnChosen != nil {
		n.OnChosen(i)
	}
}

func (n *Inks) cell() float32 { return length(n, SizeTarget) * .7 }

// MinSize is a row as high as a button.
func (n *Inks) MinSize() fyne.Size {
	n.ExtendBaseWidget(n)
	return fyne.NewSize(n.cell()*float32(len(n.colour)), length(n, SizeTarget))
}

func (n *Inks) draw() {
	size, cell := n.Size(), n.cell()
	if size.IsZero() {
		return
	}
	dot, ring := cell*.45, cell*.8
	for i, c := range n.colour {
		x, y := cell*(float32(i)+.5), size.Height/2
		n.dots[i].FillColor, n.dots[i].StrokeColor, n.dots[i].StrokeWidth = c, colour(n, ColorScrim), 1
		place(n.dots[i], x-dot/2, y-dot/2, dot, dot)
		n.dots[i].Refresh()
		n.rings[i].StrokeColor, n.rings[i].StrokeWidth = colour(n, ColorText), 1.5
		place(n.rings[i], x-ring/2, y-ring/2, ring, ring)
		show(n.rings[i], i == n.chosen)
		n.rings[i].Refresh()
	}
}

// AccessibilityLabel is what a screen reader says.
func (n *Inks) AccessibilityLabel() string { return n.Label }

// AccessibilityRole is a container.
func (n *Inks) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer is for Fyne.
func (n *Inks) CreateRenderer() fyne.WidgetRenderer {
	n.ExtendBaseWidget(n)
	var objects []fyne.CanvasObject
	for i := range n.dots {
		objects = append(objects, n.rings[i], n.dots[i])
	}
	return &inksRenderer{n, objects}
}

type inksRenderer struct {
	n       *Inks
	objects []fyne.CanvasObject
}

func (r *inksRenderer) Destroy()                     {}
func (r *inksRenderer) MinSize() fyne.Size           { return r.n.MinSize() }
func (r *inksRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *inksRenderer) Layout(fyne.Size)             { r.n.draw() }
func (r *inksRenderer) Refresh()                     { r.n.draw() }
