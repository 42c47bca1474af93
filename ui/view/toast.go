package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// How long a result stays: longer when there is something to decide.
const (
	toastStays  = 4 * time.Second
	actionStays = 10 * time.Second
)

// Toasts tells results without asking for anything, near the top of what it is
// stacked over; only the toast itself takes taps. One is shown at a time, the
// newest.
type Toasts struct {
	words   *widget.Label
	action  *widget.Button
	card    *fyne.Container
	overlay *fyne.Container
	pause   pause
}

// NewToasts has nothing to tell.
func NewToasts() *Toasts {
	t := &Toasts{words: widget.NewLabel(""), action: widget.NewButton("", nil), pause: pause{clock: wallClock}}
	t.words.Wrapping = fyne.TextWrapWord
	row := container.NewBorder(nil, nil, nil, container.NewCenter(t.action), t.words)
	t.card = container.NewStack(newRaised(), container.New(layout.NewCustomPaddedLayout(4, 4, 12, 8), row))
	t.card.Hide()
	t.overlay = container.New(toastLayout{t}, t.card)
	return t
}

// Show tells text and hides it after a few seconds.
func (t *Toasts) Show(text string) { t.ShowAction(text, "", nil) }

// ShowAction tells text with one thing to do about it, such as "Undo". Doing
// it hides the toast.
func (t *Toasts) ShowAction(text, action string, do func()) {
	t.words.SetText(text)
	t.action.SetText(action)
	t.action.OnTapped = func() {
		t.Clear()
		do()
	}
	stays := toastStays
	show(t.action, do != nil)
	if do != nil {
		stays = actionStays
	}
	t.card.Show()
	t.overlay.Refresh()
	t.pause.again(stays, t.Clear)
}

// Clear hides what is told.
func (t *Toasts) Clear() {
	t.pause.cancel()
	t.card.Hide()
}

// Text is what is told now, "" for nothing.
func (t *Toasts) Text() string {
	if !t.card.Visible() {
		return ""
	}
	return t.words.Text
}

// Overlay is what to put last in a stack that fills the window.
func (t *Toasts) Overlay() fyne.CanvasObject { return t.overlay }

// toastLayout puts the card in the middle, just below a screen's head: there it
// hides neither the head's buttons nor the words under the photos.
type toastLayout struct{ t *Toasts }

// MinSize asks for nothing: the overlay takes what it is given.
func (l toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout makes the card as wide as its words, within bounds.
func (l toastLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	t := l.t
	gap := theme.Size(SizeSpace24)
	text := fyne.MeasureText(t.words.Text, theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width
	width := text + 3*gap
	if t.action.Visible() {
		width += t.action.MinSize().Width
	}
	width = min(width, theme.Size(SizeToast), size.Width-2*gap)
	t.card.Resize(fyne.NewSize(width, t.card.MinSize().Height))
	// The height of wrapped words is known once they have a width.
	height := max(t.card.MinSize().Height, theme.Size(SizeTarget))
	below := 2*theme.Size(SizeTarget) + theme.Size(SizeSpace32)
	place(t.card, (size.Width-width)/2, min(below, size.Height-height-gap), width, height)
}

// raised is a card with a hairline border.
type raised struct {
	widget.BaseWidget
	card   *Fill
	border *canvas.Rectangle
}

func newRaised() *raised {
	r := &raised{card: NewCard(), border: newRect()}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is for Fyne.
func (r *raised) CreateRenderer() fyne.WidgetRenderer {
	r.apply()
	return widget.NewSimpleRenderer(container.NewStack(r.card, r.border))
}

// Refresh takes the theme's colours again.
func (r *raised) Refresh() {
	r.apply()
	r.BaseWidget.Refresh()
}

func (r *raised) apply() {
	r.border.StrokeColor, r.border.StrokeWidth = colour(r, ColorLine), length(r, SizeLine)
	r.border.CornerRadius = length(r, SizeRadius)
}
