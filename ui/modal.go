package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// modal asks for a decision; results are told by toasts.
type modal struct {
	a     *App
	pop   *widget.PopUp
	below *modal // the one this was opened from
	// cancel is what Escape does; nil hides the question.
	cancel func()
}

// newModal lays out a question of the given width. Buttons stand at its foot,
// the one to choose last.
func (a *App) newModal(title string, width float32, body fyne.CanvasObject, buttons ...fyne.CanvasObject) *modal {
	foot := append([]fyne.CanvasObject{layout.NewSpacer()}, buttons...)
	rows := container.NewVBox(section(title), body, space(8), container.NewHBox(foot...))
	inset := container.New(layout.NewCustomPaddedLayout(16, 16, 24, 24), rows)
	return &modal{a: a, pop: widget.NewModalPopUp(container.New(minWidth(width), inset), a.win.Canvas())}
}

func (m *modal) show() {
	m.below, m.a.modal = m.a.modal, m
	m.pop.Show()
}

func (m *modal) hide() {
	m.pop.Hide()
	if m.a.modal == m {
		m.a.modal = m.below
	}
}

// escape is what Escape does.
func (m *modal) escape() {
	if m.cancel != nil {
		m.cancel()
		return
	}
	m.hide()
}

// ask puts a question whose answer cannot be undone.
func (a *App) ask(title, text, yes, no string, do func()) {
	var m *modal
	agree := widget.NewButton(yes, func() {
		m.hide()
		do()
	})
	agree.Importance = widget.DangerImportance
	m = a.newModal(title, 460, prose(text), widget.NewButton(no, func() { m.hide() }), agree)
	m.show()
}
