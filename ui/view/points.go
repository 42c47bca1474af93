package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"skinline/photos/align"
)

// Residual says how far off a landmark is once all are taken together.
type Residual struct {
	Text  string // beside the number: "0.4 mm"
	Large bool   // in the colour of caution
}

// Points is the editor of landmarks: the reference on the left, the photo on
// the right. A tap marks a point in one picture, the next tap its match in
// the other; points are dragged under a loupe, nudged by the arrow keys (ten
// times as far with Shift) and removed with Delete. N goes to the next point.
// The wheel zooms, dragging the background pans, 0 fits.
type Points struct {
	widget.BaseWidget

	// OnChanged hears of every change by the user, with complete pairs only.
	// It is called while a point is dragged, too; done says that the change
	// is finished, which is what undo should remember.
	OnChanged func(pairs []align.Pair, done bool)
	// OnSelected hears which pair is selected, -1 for none.
	OnSelected func(index int)
}

// NewPoints is an editor without pictures. The titles stand over the two.
func NewPoints(referenceTitle, photoTitle string) *Points {
	p := &Points{}
	p.ExtendBaseWidget(p)
	return p
}

// SetReference shows the reference, the whole oriented photo at up to about
// 2048 pixels; its points are relative to it.
func (p *Points) SetReference(img *image.RGBA) {}

// SetPhoto shows the photo to be aligned, likewise.
func (p *Points) SetPhoto(img *image.RGBA) {}

// SetPairs replaces the landmarks, for undo and reset, without telling
// OnChanged. A half-marked pair is dropped.
func (p *Points) SetPairs(pairs []align.Pair) {}

// Pairs are the complete landmarks.
func (p *Points) Pairs() []align.Pair { return nil }

// SetResiduals says how well each pair fits, in their order; nil for nothing.
func (p *Points) SetResiduals(r []Residual) {}

// Select makes one pair the selected one, -1 none.
func (p *Points) Select(index int) {}

// Selected is the selected pair, -1 for none.
func (p *Points) Selected() int { return -1 }

// Remove takes the selected pair, or the half-marked one, away.
func (p *Points) Remove() {}

// Waiting says which picture the next tap of a half-marked pair belongs in:
// "" when none is half marked.
func (p *Points) Waiting() Side { return SideNone }

// Side is one of the two pictures.
type Side int

const (
	SideNone Side = iota
	SideReference
	SidePhoto
)

// Fit shows both pictures whole.
func (p *Points) Fit() {}

// Clear lets pictures and points go.
func (p *Points) Clear() {}

// CreateRenderer is for Fyne.
func (p *Points) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(NewFill(ColorStage))
}
