package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"skinline/ui/view"
)

// The pieces every screen is made of.

func heading(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = view.SizeTitle
	l.TextStyle.Bold = true
	return l
}

// wideAs is the width l needs to say all of its text.
func wideAs(l *widget.Label) float32 {
	text := fyne.MeasureText(l.Text, theme.Size(l.SizeName), l.TextStyle)
	return text.Width + 2*theme.InnerPadding()
}

func section(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = view.SizeSection
	l.TextStyle.Bold = true
	return l
}

// quiet is small text beside something that matters more.
func quiet(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = view.SizeCaption
	l.Importance = widget.LowImportance
	return l
}

// prose is running text that wraps.
func prose(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// primary is the one action that matters on a screen.
func primary(text string, do func()) *widget.Button {
	b := widget.NewButton(text, do)
	b.Importance = widget.HighImportance
	return b
}

// page puts a head of title and actions over a body.
func page(head, body fyne.CanvasObject) fyne.CanvasObject {
	return container.New(headed{}, onPanel(head), widget.NewSeparator(), body)
}

// headed lays a head, a line and a body below each other without gaps.
type headed struct{}

// MinSize is all three.
func (headed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height)
	}
	return size
}

// Layout gives the body what head and line leave.
func (headed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i, o := range objects {
		h := o.MinSize().Height
		if i == len(objects)-1 {
			h = size.Height - y
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h
	}
}

// onPanel pads o on the colour of cards and heads.
func onPanel(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(panel(), container.New(layout.NewCustomPaddedLayout(4, 4, 16, 16), o))
}

// card is a panel with round corners in the middle of a page.
func card(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	p := view.NewCard()
	inner := container.New(layout.NewCustomPaddedLayout(24, 24, 32, 32), o)
	return container.NewCenter(container.New(minWidth(width), container.NewStack(p, inner)))
}

// minWidth lays one object out at its own height and at least this width.
type minWidth float32

// MinSize is the object's, widened.
func (m minWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	return fyne.NewSize(max(size.Width, withText(float32(m))), size.Height)
}

// withText is a length at 100 % made to hold text as large as it is.
func withText(length float32) float32 {
	return length * theme.Size(view.SizeBody) / plainSize(view.SizeBody)
}

// Layout gives the object everything.
func (m minWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[0].Move(fyne.NewPos(0, 0))
}

// padded keeps the page's margin around o.
func padded(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(16, 16, 24, 24), o)
}

// field is one labelled input of a form.
func field(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(quiet(label), o)
}

// panel is the colour of cards, forms and heads; stage that behind photos.
func panel() fyne.CanvasObject { return view.NewFill(view.ColorPanel) }
func stage() fyne.CanvasObject { return view.NewFill(view.ColorStage) }

// space is an invisible gap of h.
func space(h float32) fyne.CanvasObject {
	return container.New(fill{fyne.NewSize(1, h)})
}
