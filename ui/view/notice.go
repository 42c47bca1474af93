package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Notice says one thing in the lower right corner of what it is stacked over,
// until it is answered or hidden. It moves nothing and takes taps only itself.
type Notice struct {
	words        *widget.Label
	answer, away *widget.Button
	card         *fyne.Container
	overlay      *fyne.Container
}

// NewNotice has nothing to say.
func NewNotice() *Notice {
	n := &Notice{words: widget.NewLabel(""), answer: widget.NewButton("", nil), away: widget.NewButton("", nil)}
	n.away.Importance = widget.LowImportance
	row := container.NewHBox(n.words, container.NewCenter(n.answer), container.NewCenter(n.away))
	n.card = container.NewStack(newRaised(), container.New(layout.NewCustomPaddedLayout(4, 4, 12, 8), row))
	n.card.Hide()
	n.overlay = container.New(noticeLayout{n}, n.card)
	return n
}

// Show says text. answer names what answer does; "" is nothing to do. away
// names the button that hides the notice, which then calls putOff.
func (n *Notice) Show(text, answer string, do func(), away string, putOff func()) {
	n.words.SetText(text)
	n.answer.SetText(answer)
	n.answer.OnTapped = do
	show(n.answer, answer != "")
	n.away.SetText(away)
	n.away.OnTapped = func() {
		n.Hide()
		putOff()
	}
	n.card.Show()
	n.overlay.Refresh()
}

// Hide takes it back.
func (n *Notice) Hide() { n.card.Hide() }

// Text is what is said now, "" for nothing.
func (n *Notice) Text() string {
	if !n.card.Visible() {
		return ""
	}
	return n.words.Text
}

// Overlay is what to put in a stack that fills the window.
func (n *Notice) Overlay() fyne.CanvasObject { return n.overlay }

// noticeLayout keeps the card in its corner.
type noticeLayout struct{ n *Notice }

// MinSize asks for nothing: the overlay takes what it is given.
func (l noticeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout gives the card the size of its words.
func (l noticeLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	gap, m := theme.Size(SizeSpace24), l.n.card.MinSize()
	width := min(m.Width, size.Width-2*gap)
	place(l.n.card, size.Width-width-gap, size.Height-m.Height-gap, width, m.Height)
}
