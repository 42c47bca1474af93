package view

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
)

// Pane shows one photo in a frame of reference, at the place and scale of the
// Zoom it shares with others. While a gesture runs it moves and stretches the
// pixels it has; when the gesture rests it asks for exact ones. It never
// blinks: what it shows stays until better arrives.
//
// The wheel zooms at the pointer and dragging pans; with Shift or Ctrl both move
// this pane's photo alone, which stays moved against the others. A double tap
// goes to and fro between fit and 100 %; keys: + - 0 (fit) 1 (100 %) and the
// arrows. Panes may lie upon each other, see SetCover.
type Pane struct {
	widget.BaseWidget

	// Request asks for the pixels of a part of the reference, w x h device
	// pixels; answer with SetPicture, now or later, or not at all when a
	// newer request came.
	Request func(visible photos.Rect, w, h int)
	// OnFocused hears that the pane was tapped or reached by Tab.
	OnFocused func()
	// OnKey receives keys the pane has no use for while it has the focus.
	OnKey func(e *fyne.KeyEvent)
	// BeforeKey may take a key from the pane: it reports whether it did.
	BeforeKey func(e *fyne.KeyEvent) bool
	// OnHeld hears of keys going down and up while the pane has the focus.
	OnHeld func(key fyne.KeyName, down bool)
	// OnPointer hears that the pointer moved over the pane.
	OnPointer func()
	// OnShifted hears that a gesture moved this pane's photo alone.
	OnShifted func()
	// Alone is the pane that a gesture for one photo moves when several lie
	// upon each other; nil is this one.
	Alone *Pane
	// Tool takes the pointer first; nil for none.
	Tool Tool
	// Label is what a screen reader says.
	Label string
	// Plain leaves the focus ring away, where there is one pane to be seen.
	Plain bool

	zoom        *Zoom
	offset      photos.Point
	base, exact layer
	cover       Cover
	asked       request
	settle      pause
	taps        taps
	focused     bool

	stage, ring *canvas.Rectangle
	failure     *canvas.Text
	words       string
	tag         tag
	guides      guideLines
	annotations annotations
	lens        lens
	clip        *container.Clip
}

// request is what a pane asked for last.
type request struct {
	visible photos.Rect
	w, h    int
}

// NewPane is an empty pane that shares zoom.
func NewPane(zoom *Zoom) *Pane {
	p := &Pane{
		zoom: zoom, base: newLayer(), exact: newLayer(), settle: pause{clock: wallClock},
		stage: newRect(), ring: newRect(), failure: &canvas.Text{Alignment: fyne.TextAlignCenter},
		cover: Cover{To: 1, Opacity: 1}, tag: newTag(), lens: newLens(),
	}
	p.guides.box, p.annotations.box = &fyne.Container{}, &fyne.Container{}
	p.clip = container.NewClip(&fyne.Container{Objects: []fyne.CanvasObject{
		p.stage, p.base.photo, p.exact.photo, p.failure, p.guides.box, p.annotations.box, p.tag.box,
	}})
	zoom.join(p)
	p.ExtendBaseWidget(p)
	return p
}

// SetPicture shows img, which covers a part of the reference, exactly as its
// Request said. A picture that answers an older request is welcome as long as
// it is of the same photo.
func (p *Pane) SetPicture(img *image.RGBA, covering photos.Rect) {
	p.words = ""
	p.exact.set(img, covering)
	p.draw()
}

// SetBase puts a small picture of the whole frame beneath, seen where exact
// pixels are missing.
func (p *Pane) SetBase(img *image.RGBA, covering photos.Rect) {
	p.base.set(img, covering)
	p.draw()
}

// Clear forgets both pictures at once, for a lock or another client, and asks
// anew when the pane is on screen. To go to another photo without a blink call
// Renew instead.
func (p *Pane) Clear() {
	p.words = ""
	p.exact.set(nil, photos.Rect{})
	p.base.set(nil, photos.Rect{})
	p.lens.forget()
	p.Renew()
}

// Renew asks again for what is visible, because the photo or its alignment
// changed; what is shown stays until the answer.
func (p *Pane) Renew() {
	p.asked = request{}
	p.settle.cancel()
	p.draw()
	p.ask()
}

// SetFailure shows why there is no picture, instead of one.
func (p *Pane) SetFailure(text string) {
	p.words = text
	p.exact.set(nil, photos.Rect{})
	p.base.set(nil, photos.Rect{})
	p.draw()
}

// Offset is how far this pane alone was moved, in reference units.
func (p *Pane) Offset() photos.Point { return p.offset }

// SetOffset moves this pane alone.
func (p *Pane) SetOffset(o photos.Point) {
	p.offset = o
	p.moved(false)
}

// Detach leaves the shared zoom and lets the pictures go; the pane is not used
// any more.
func (p *Pane) Detach() {
	p.Request, p.lens.request = nil, nil
	p.Clear()
	p.zoom.leave(p)
}

// viewport is the shared one with this pane's offset.
func (p *Pane) viewport() Viewport {
	v := p.zoom.view
	v.Centre.X -= p.offset.X
	v.Centre.Y -= p.offset.Y
	return v
}

// moved follows the shared zoom. A gesture is waited out; a jump is not.
func (p *Pane) moved(jumped bool) {
	p.draw()
	if jumped || p.exact.empty() && p.base.empty() {
		p.settle.cancel()
		p.ask()
		return
	}
	p.settle.again(rest, p.ask)
}

// ask requests exact pixels for the visible part of the frame, whose edges
// lie on device pixels.
func (p *Pane) ask() {
	v, size, scale := p.viewport(), p.Size(), float64(scaleOf(p))
	if p.Request == nil || !p.Visible() || size.IsZero() || v.Scale() <= 0 {
		return
	}
	w, h := float64(size.Width), float64(size.Height)
	f := v.Frame
	left, top := v.ToScreen(photos.Point{X: f.X, Y: f.Y}, w, h)
	right, bottom := v.ToScreen(photos.Point{X: f.X + f.W, Y: f.Y + f.H}, w, h)
	x0, y0 := math.Round(max(left, 0)*scale), math.Round(max(top, 0)*scale)
	x1, y1 := math.Round(min(right, w)*scale), math.Round(min(bottom, h)*scale)
	if x1 <= x0 || y1 <= y0 {
		return
	}
	from := v.FromScreen(x0/scale, y0/scale, w, h)
	to := v.FromScreen(x1/scale, y1/scale, w, h)
	r := request{photos.Rect{X: from.X, Y: from.Y, W: to.X - from.X, H: to.Y - from.Y}, int(x1 - x0), int(y1 - y0)}
	if r == p.asked {
		return
	}
	p.asked = r
	p.Request(r.visible, r.w, r.h)
}

// Hide lets the pictures go; they are asked for again when shown.
func (p *Pane) Hide() {
	p.exact.set(nil, photos.Rect{})
	p.base.set(nil, photos.Rect{})
	p.lens.forget()
	p.asked = request{}
	p.settle.cancel()
	p.BaseWidget.Hide()
	p.zoom.measure()
}

// Show asks for what is visible.
func (p *Pane) Show() {
	p.BaseWidget.Show()
	p.zoom.measure()
	p.ask()
}

// MinSize is small: panes take what they are given.
func (p *Pane) MinSize() fyne.Size {
	p.ExtendBaseWidget(p)
	side := length(p, SizeTarget) * 3
	return fyne.NewSquareSize(side)
}

// AccessibilityLabel is what a screen reader says.
func (p *Pane) AccessibilityLabel() string {
	if p.words != "" {
		return p.words
	}
	return p.Label
}

// AccessibilityRole is a container.
func (p *Pane) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer is for Fyne.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return &paneRenderer{p, []fyne.CanvasObject{p.clip, p.lens.clip, p.ring}}
}

type paneRenderer struct {
	p       *Pane
	objects []fyne.CanvasObject
}

func (r *paneRenderer) Destroy()                     {}
func (r *paneRenderer) MinSize() fyne.Size           { return r.p.MinSize() }
func (r *paneRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Refresh takes the theme's colours again.
func (r *paneRenderer) Refresh() { r.p.draw() }

// Layout keeps the same place in the middle.
func (r *paneRenderer) Layout(size fyne.Size) {
	place(r.p.ring, 0, 0, size.Width, size.Height)
	r.p.zoom.measure()
	r.p.moved(false)
}
