package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// entry is a field of a question: Escape gives the question up, as it does
// wherever else the keyboard is.
type entry struct {
	widget.Entry
	a *App
}

func (a *App) newEntry() *entry {
	e := &entry{a: a}
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey passes Escape on.
func (e *entry) TypedKey(key *fyne.KeyEvent) { e.a.escapeOr(e.Entry.TypedKey, key) }
