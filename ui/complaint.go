package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// complaint is the place in a form where it says what is wrong. It takes no
// room while nothing is.
type complaint struct {
	label *widget.Label
	box   *fyne.Container
}

func newComplaint() *complaint {
	c := &complaint{label: prose("")}
	c.label.Importance = widget.DangerImportance
	c.box = container.NewVBox(c.label)
	c.box.Hide()
	return c
}

// say shows text; what surrounds the place makes room at once.
func (a *App) say(c *complaint, text string) {
	c.label.SetText(text)
	c.box.Show()
	a.relayout()
}

// relayout gives everything its place anew after something came or went.
func (a *App) relayout() {
	a.body.Refresh()
	if a.modal != nil {
		a.modal.pop.Refresh()
	}
}
