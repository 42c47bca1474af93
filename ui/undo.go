package ui

import (
	"fyne.io/fyne/v2/lang"
)

// deed is something done to the library that can be taken back, and done again
// where redo is set.
type deed struct {
	text       string
	undo, redo func()
}

// deeds remembers what was done since the library was opened, across screens.
type deeds struct{ done, undone []deed }

// mostDeeds are remembered.
const mostDeeds = 50

// did tells what was done and offers to take it back: in the toast at once, by
// Undo in the menu as long as the library stays open.
func (a *App) did(text string, undo, redo func()) {
	d := deed{text, undo, redo}
	a.deeds.done = append(a.deeds.done, d)
	if over := len(a.deeds.done) - mostDeeds; over > 0 {
		a.deeds.done = a.deeds.done[over:]
	}
	a.deeds.undone = nil
	at := len(a.deeds.done)
	a.offer(text, lang.L("Undo"), func() {
		if len(a.deeds.done) == at && a.deeds.done[at-1].text == text {
			a.undoLast()
			return
		}
		undo()
	})
}

// undoLast takes back what was done last.
func (a *App) undoLast() {
	n := len(a.deeds.done)
	if n == 0 {
		a.toast(lang.L("There is nothing to undo."))
		return
	}
	d := a.deeds.done[n-1]
	a.deeds.done = a.deeds.done[:n-1]
	if d.redo != nil {
		a.deeds.undone = append(a.deeds.undone, d)
	} else {
		a.deeds.undone = nil
	}
	d.undo()
	a.toast(lang.L("Undone: {{.What}}", values{"What": d.text}))
}

// redoLast does again what was undone last.
func (a *App) redoLast() {
	n := len(a.deeds.undone)
	if n == 0 {
		a.toast(lang.L("There is nothing to do again."))
		return
	}
	d := a.deeds.undone[n-1]
	a.deeds.undone = a.deeds.undone[:n-1]
	a.deeds.done = append(a.deeds.done, d)
	d.redo()
	a.toast(lang.L("Done again: {{.What}}", values{"What": d.text}))
}
