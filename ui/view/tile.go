package view

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Mark is the alignment state drawn in a tile's caption.
type Mark int

const (
	MarkNone      Mark = iota
	MarkAligned        // aligned and checked
	MarkLandmarks      // placed, but not surely
	MarkPoints         // points are needed
)

// Caption is what a tile says about its photo.
type Caption struct {
	Text     string // at the foot: the date
	Badge    string // at the top: the phase
	Caution  bool   // the badge is a reservation, such as healing
	Mark     Mark
	MarkText string // the mark in words, shown while hovered
	Label    string // for screen readers: "Photo, left cheek, 2 March 2026"
}

// tileState is what a tile shows apart from its caption.
type tileState int

const (
	stateBlank   tileState = iota // stage grey only
	statePicture                  // a photo
	stateLoading                  // grey, or the photo before, and a line
	stateEmpty                    // a place for a photo
	stateFailed                   // words instead of a photo
)

// Tile shows one photo in a fixed size; nothing in it moves when the picture
// arrives. It takes taps but no focus, which belongs to the [Matrix] or the
// [FocusTile] around it.
type Tile struct {
	widget.BaseWidget

	// OnTapped is called at once for every tap, OnDoubleTapped after the
	// second of two quick ones; each may be nil.
	OnTapped, OnDoubleTapped func()
	// OnMenu is a tap with the other button, or a long one; at is in the
	// window.
	OnMenu func(at fyne.Position)
	// onHover hears the pointer come and go.
	onHover func(on bool)

	size     fyne.Size
	state    tileState
	caption  Caption
	words    string // of an empty place or a failure
	progress float64
	selected bool
	cursor   bool
	hovered  bool

	taps  taps
	parts *tileParts
}

var (
	_ fyne.Tappable          = (*Tile)(nil)
	_ fyne.SecondaryTappable = (*Tile)(nil)
	_ desktop.Hoverable      = (*Tile)(nil)
	_ fyne.Accessible        = (*Tile)(nil)
)

// NewTile is a blank tile of a fixed size.
func NewTile(size fyne.Size) *Tile {
	t := &Tile{}
	t.init(size)
	t.ExtendBaseWidget(t)
	return t
}

func (t *Tile) init(size fyne.Size) {
	t.size, t.parts = size, newTileParts()
}

// SetPicture shows img, letterboxed on the stage. It is shown one to one when
// it has PixelSize in at least one direction and at most that in the other.
func (t *Tile) SetPicture(img *image.RGBA) {
	t.state, t.words = statePicture, ""
	t.parts.setPhoto(img)
	t.update()
}

// Clear lets the picture and every word go: the tile is plain stage.
func (t *Tile) Clear() {
	t.state, t.words, t.caption = stateBlank, "", Caption{}
	t.selected, t.cursor = false, false
	t.parts.setPhoto(nil)
	t.update()
}

// reset makes the tile as new, for another cell.
func (t *Tile) reset() {
	t.hovered, t.taps.last = false, time.Time{}
	t.Clear()
}

// SetLoading says that a picture is on its way; what is shown stays.
// progress is 0 to 1.
func (t *Tile) SetLoading(progress float64) {
	t.state, t.words, t.progress = stateLoading, "", progress
	t.update()
}

// SetEmpty makes the tile a place that takes a photo; hint teaches how, while
// hovered or current.
func (t *Tile) SetEmpty(hint string) {
	t.state, t.words, t.caption = stateEmpty, hint, Caption{}
	t.parts.setPhoto(nil)
	t.update()
}

// SetFailure shows why there is no picture, in words a practitioner would use.
func (t *Tile) SetFailure(text string) {
	t.state, t.words = stateFailed, text
	t.parts.setPhoto(nil)
	t.update()
}

// SetCaption says what the photo is; it is independent of the picture.
func (t *Tile) SetCaption(c Caption) {
	if t.caption == c {
		return
	}
	t.caption = c
	t.update()
}

// SetSelected draws or removes the ring of a selection.
func (t *Tile) SetSelected(on bool) {
	if t.selected == on {
		return
	}
	t.selected = on
	t.update()
}

// SetCursor draws or removes the ring of the keyboard's place.
func (t *Tile) SetCursor(on bool) {
	if t.cursor == on {
		return
	}
	t.cursor = on
	t.update()
}

// SetTileSize changes the fixed size; the picture is stretched until another
// one arrives.
func (t *Tile) SetTileSize(size fyne.Size) {
	if t.size == size {
		return
	}
	t.size = size
	t.Resize(size)
}

// PixelSize is the size a picture should have, in device pixels.
func (t *Tile) PixelSize() (w, h int) { return pixels(t.size, scaleOf(t)) }

// MinSize is the fixed size.
func (t *Tile) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	return t.size
}

// Hide lets the picture go.
func (t *Tile) Hide() {
	t.parts.setPhoto(nil)
	t.BaseWidget.Hide()
}

// Tapped is for Fyne.
func (t *Tile) Tapped(*fyne.PointEvent) {
	if t.taps.twice() && t.OnDoubleTapped != nil {
		t.OnDoubleTapped()
		return
	}
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// TappedSecondary is for Fyne.
func (t *Tile) TappedSecondary(e *fyne.PointEvent) {
	if t.OnMenu != nil {
		t.OnMenu(e.AbsolutePosition)
	}
}

// MouseIn is for Fyne.
func (t *Tile) MouseIn(*desktop.MouseEvent) { t.hover(true) }

// MouseMoved is for Fyne.
func (t *Tile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (t *Tile) MouseOut() { t.hover(false) }

func (t *Tile) hover(on bool) {
	t.hovered = on
	t.update()
	if t.onHover != nil {
		t.onHover(on)
	}
}

// AccessibilityLabel is what a screen reader says.
func (t *Tile) AccessibilityLabel() string {
	if t.words != "" {
		return t.words
	}
	if t.caption.Label != "" {
		return t.caption.Label
	}
	return t.caption.Text
}

// AccessibilityRole is a button.
func (t *Tile) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is for Fyne.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return &tileRenderer{t: t, objects: t.parts.objects()}
}

// update redraws what changed, and only once the tile is on screen.
func (t *Tile) update() { t.parts.show(t, t.Size()) }

type tileRenderer struct {
	t       *Tile
	objects []fyne.CanvasObject
}

func (r *tileRenderer) Destroy()                     {}
func (r *tileRenderer) Layout(size fyne.Size)        { r.t.parts.show(r.t, size) }
func (r *tileRenderer) MinSize() fyne.Size           { return r.t.size }
func (r *tileRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Refresh takes the theme's colours again.
func (r *tileRenderer) Refresh() {
	r.t.parts.show(r.t, r.t.Size())
	canvas.Refresh(r.t)
}

// pixels is a size in device pixels.
func pixels(size fyne.Size, scale float32) (w, h int) {
	return int(size.Width*scale + .5), int(size.Height*scale + .5)
}
