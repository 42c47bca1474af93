package view

import (
	"time"

	"fyne.io/fyne/v2"
)

// taps tells the second of two quick taps from the first. Fyne holds back the
// first tap of whatever is double tappable for 300 ms; a selection and a
// focus must not wait.
type taps struct {
	now  func() time.Time // nil is time.Now
	last time.Time
}

// twice takes note of a tap and reports whether it was a second one.
func (t *taps) twice() bool {
	now := time.Now()
	if t.now != nil {
		now = t.now()
	}
	twice := now.Sub(t.last) < fyne.CurrentApp().Driver().DoubleTapDelay()
	t.last = now
	if twice {
		t.last = time.Time{}
	}
	return twice
}
