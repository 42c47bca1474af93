package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tag is a few words in an upper corner of a pane, on a scrim.
type tag struct {
	box   *fyne.Container
	scrim *canvas.Rectangle
	text  *canvas.Text
	words string
	right bool
	ink   fyne.ThemeColorName
}

func newTag() tag {
	t := tag{scrim: newRect(), text: &canvas.Text{}, ink: ColorOnStage}
	t.box = &fyne.Container{Objects: []fyne.CanvasObject{t.scrim, t.text}, Hidden: true}
	return t
}

// SetTag writes words in the upper left corner, or the right one; caution
// marks what must not be taken for a result. No words, no tag.
func (p *Pane) SetTag(words string, right, caution bool) {
	ink := ColorOnStage
	if caution {
		ink = ColorCautionOnStage
	}
	if p.tag.words == words && p.tag.right == right && p.tag.ink == ink {
		return
	}
	p.tag.words, p.tag.right, p.tag.ink = words, right, ink
	p.draw()
}

// draw sets the tag into the part of the pane from from to to.
func (t *tag) draw(p *Pane, size fyne.Size, from, to float32) {
	show(t.box, t.words != "" && p.words == "")
	if t.words == "" {
		return
	}
	gap, pad := length(p, SizeSpace12), length(p, SizeSpace8)
	room := size.Width - 2*gap - 2*pad
	write(t.text, elide(t.words, room, length(p, SizeTouch), fyne.TextStyle{Bold: true}), p, t.ink, SizeTouch)
	t.text.TextStyle.Bold = true
	words := t.text.MinSize()
	w, h := words.Width+2*pad, words.Height+pad
	x := gap
	if t.right {
		x = size.Width - gap - w
	}
	paint(t.scrim, p, ColorScrim)
	t.scrim.CornerRadius = length(p, SizeRadius)
	place(t.scrim, x-from, gap, w, h)
	place(t.text, x-from+pad, gap+pad/2, words.Width, words.Height)
}
