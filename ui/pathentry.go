package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// pathEntry takes a folder typed, pasted or picked.
type pathEntry struct {
	a     *App
	entry *entry
}

func newPathEntry(a *App) *pathEntry { return &pathEntry{a: a, entry: a.newEntry()} }

func (p *pathEntry) object() fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, widget.NewButton(lang.L("Browse"), p.browse), p.entry)
}

func (p *pathEntry) path() string { return cleanPath(p.entry.Text) }

func (p *pathEntry) browse() {
	p.a.pick(p.path(), false, func(paths []string) { p.entry.SetText(paths[0]) })
}

// cleanPath is what was typed as a path: without quotes, with ~ for the home.
func cleanPath(text string) string {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	text = strings.TrimPrefix(text, "file://")
	if rest, ok := strings.CutPrefix(text, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		text = homeDir() + rest
	}
	if text == "" {
		return ""
	}
	return filepath.Clean(text)
}
