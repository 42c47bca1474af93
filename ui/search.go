package ui

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// folded is s without case and accents, for comparing.
func folded(s string) string { return newFolder()(s) }

// newFolder is folded for many strings one after the other; it must not be
// used from several goroutines.
func newFolder() func(string) string {
	bare := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	fold := cases.Fold()
	return func(s string) string {
		plain, _, err := transform.String(bare, s)
		if err != nil {
			plain = s
		}
		return fold.String(plain)
	}
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// searchEntry is an entry from which the arrow keys move in the list below.
type searchEntry struct {
	widget.Entry
	move   func(by int)
	choose func()
	cancel func() // Escape; nil empties the entry
}

func newSearchEntry(placeHolder string, move func(by int), choose func()) *searchEntry {
	e := &searchEntry{move: move, choose: choose}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(placeHolder)
	e.OnSubmitted = func(string) { choose() }
	return e
}

// TypedKey passes the keys on that belong to the list.
func (e *searchEntry) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyUp:
		e.move(-1)
	case fyne.KeyDown:
		e.move(1)
	case fyne.KeyEscape:
		if e.cancel != nil {
			e.cancel()
			return
		}
		e.SetText("")
	default:
		e.Entry.TypedKey(key)
	}
}
