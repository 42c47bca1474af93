package ui

import (
	"fyne.io/fyne/v2/lang"
)

// deed is something done to the library that can be taken back, and done again
// where redo is set.
type deed struct {
	text       string
	undo, redo func()
	// tag joins deeds in a row that are one to people; "" joins nothing.
	tag string
}

// deeds remembers what was done since the library was opened, across screens.
type deeds struct{ done, undone []deed }

// mostDeeds are remembered.
const mostDeeds = 50

// did tells what was done and offers to take it back: in the toast at once, by
// Undo in the menu as long as the library stays open.
func (a *App) did(text string, undo, redo func()) {
	a.deeds.add(deed{text: text, undo: undo, redo: redo})
	at := len(a.deeds.done)
	a.offer(text, lang.L("Undo"), func() {
		if len(a.deeds.done) == at && a.deeds.done[at-1].text == text {
			a.undoLast()
			return
		}
		undo()
	})
}

// add remembers d without a word: what was done is plain to see.
func (s *deeds) add(d deed) {
	s.undone = nil
	if n := len(s.done); n > 0 && d.tag != "" && s.done[n-1].tag == d.tag {
		s.done[n-1].redo = d.redo
		return
	}
	s.done = append(s.done, d)
	if over := len(s.done) - mostDeeds; over > 0 {
		s.done = s.done[over:]
	}
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

// undoKey and redoKey do what the menu does, where there is none: over one
// photo on the whole screen. Ctrl+Y is also as common for redo as the keys that
// the menu shows.
func (a *App) undoKey() {
	if _, own := a.screen.(interface{ undo() }); !own && a.takesUndo() {
		a.undoLast()
	}
}

func (a *App) takesUndo() bool {
	return a.win.Canvas().Overlays().Top() == nil && a.lib != nil && !a.isLocked()
}

func (a *App) redoKey() {
	if !a.takesUndo() {
		return
	}
	switch s := a.screen.(type) {
	case interface{ redo() }:
		s.redo()
	case interface{ undo() }: // has no redo
	default:
		a.redoLast()
	}
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
