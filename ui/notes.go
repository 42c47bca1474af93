package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// notesEntry takes several lines; Tab leaves it, as it leaves every entry.
type notesEntry struct{ widget.Entry }

func newNotesEntry(rows int) *notesEntry {
	e := &notesEntry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(rows)
	return e
}

// AcceptsTab keeps the keyboard's way through the form open.
func (e *notesEntry) AcceptsTab() bool { return false }
