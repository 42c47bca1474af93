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

	"skinline/storage"
)

// folded is s without case and accents, for comparing.
func folded(s string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		plain = s
	}
	return cases.Fold().String(plain)
}

// matching are the clients in whose name, code, tags or concern every word of
// query occurs.
func matching(all []storage.ClientSummary, query string) []storage.ClientSummary {
	words := strings.Fields(folded(query))
	var found []storage.ClientSummary
	for _, c := range all {
		text := folded(strings.Join(append([]string{c.Name, c.Code, c.Concern}, c.Tags...), "\n"))
		if containsAll(text, words) {
			found = append(found, c)
		}
	}
	return found
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
		e.SetText("")
	default:
		e.Entry.TypedKey(key)
	}
}
