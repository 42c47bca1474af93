package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
)

// Pane shows one photo in a frame of reference, at the place and scale of the
// Zoom it shares with others. While a gesture runs it moves and stretches the
// pixels it has; when the gesture rests it asks for exact ones. It never
// blinks: what it shows stays until better arrives.
//
// The wheel zooms at the pointer; dragging pans, with Alt this pane alone; a
// double tap goes to and fro between fit and 100 %; keys: + - 0 (fit) 1
// (100 %) and the arrows.
type Pane struct {
	widget.BaseWidget

	// Request asks for the pixels of a part of the reference, w x h device
	// pixels; answer with SetPicture, now or later, or not at all when a
	// newer request came.
	Request func(visible photos.Rect, w, h int)
	// OnFocused hears that the pane was tapped or reached by Tab.
	OnFocused func()
	// Label is what a screen reader says.
	Label string

	zoom   *Zoom
	offset photos.Point
}

// NewPane is an empty pane that shares zoom.
func NewPane(zoom *Zoom) *Pane {
	p := &Pane{zoom: zoom}
	zoom.join(p)
	p.ExtendBaseWidget(p)
	return p
}

// SetPicture shows img, which covers a part of the reference, exactly as its
// Request said. A picture that answers an older request is welcome.
func (p *Pane) SetPicture(img *image.RGBA, covering photos.Rect) {}

// SetBase puts a small picture of the whole frame beneath, seen where exact
// pixels are missing.
func (p *Pane) SetBase(img *image.RGBA, covering photos.Rect) {}

// Clear forgets both pictures, for another photo or a lock, and asks anew
// when the pane is on screen.
func (p *Pane) Clear() {}

// Offset is how far this pane alone was moved, in reference units.
func (p *Pane) Offset() photos.Point { return p.offset }

// SetOffset moves this pane alone.
func (p *Pane) SetOffset(o photos.Point) { p.offset = o; p.moved() }

// SetFailure shows why there is no picture.
func (p *Pane) SetFailure(text string) {}

// Detach leaves the shared zoom; call it when the pane is no longer used.
func (p *Pane) Detach() { p.zoom.leave(p) }

func (p *Pane) moved() {}

// CreateRenderer is for Fyne.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(NewFill(ColorStage))
}
