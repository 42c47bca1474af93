package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// The other fields of a question that let Escape give it up; Fyne's own take
// the key and do nothing.
type (
	formSelect struct {
		widget.Select
		a *App
	}
	formCheck struct {
		widget.Check
		a *App
	}
)

func (a *App) newSelect(options []string) *formSelect {
	s := &formSelect{a: a}
	s.Options = options
	s.ExtendBaseWidget(s)
	return s
}

func (a *App) newCheck(label string) *formCheck {
	c := &formCheck{a: a}
	c.Text = label
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey passes Escape on.
func (s *formSelect) TypedKey(key *fyne.KeyEvent) { s.a.escapeOr(s.Select.TypedKey, key) }

// TypedKey passes Escape on.
func (c *formCheck) TypedKey(key *fyne.KeyEvent) { c.a.escapeOr(c.Check.TypedKey, key) }

// escapeOr gives Escape to the question and every other key to its field.
func (a *App) escapeOr(field func(*fyne.KeyEvent), key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		a.typedKey(key)
		return
	}
	field(key)
}
