package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// notesEntry takes several lines; Tab leaves it, as it leaves every entry.
type notesEntry struct {
	widget.Entry
	escape func() // what Escape does; nil: nothing
}

func newNotesEntry(rows int) *notesEntry {
	e := &notesEntry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(rows)
	return e
}

// TypedKey passes all keys on but Escape.
func (e *notesEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && e.escape != nil {
		e.escape()
		return
	}
	e.Entry.TypedKey(k)
}

// AcceptsTab keeps the keyboard's way through the form open.
func (e *notesEntry) AcceptsTab() bool { return false }
