package ui

import (
	"context"
	"os"
	"path/filepath"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// createScreen is the first run: a place, a passphrase and its recovery key,
// and then the first client.
type createScreen struct {
	a     *App
	body  *fyne.Container
	place *pathEntry
	said  *complaint
	next  *widget.Button
	first *widget.Entry // passphrase
	again *widget.Entry
	// library options; tests use a low work factor.
	options storage.Options
}

func newCreateScreen(a *App) *createScreen { return &createScreen{a: a, options: a.create} }

func (s *createScreen) content() fyne.CanvasObject {
	s.body = container.NewStack()
	s.askPlace()
	return s.body
}

func (s *createScreen) menus() []*fyne.Menu { return nil }
func (s *createScreen) opened()             { s.a.win.Canvas().Focus(s.place.entry) }

func (s *createScreen) left() {
	if s.first != nil {
		s.first.SetText("")
		s.again.SetText("")
	}
}

func (s *createScreen) step(title, step string, o ...fyne.CanvasObject) {
	s.said = newComplaint()
	rows := append([]fyne.CanvasObject{quiet(step), heading(title)}, o...)
	rows = append(rows, s.said.box)
	if s.next != nil {
		rows = append(rows, container.NewHBox(layout.NewSpacer(), s.next))
	}
	s.body.Objects = []fyne.CanvasObject{card(560, container.NewVBox(rows...))}
	s.body.Refresh()
}

func (s *createScreen) say(text string) { s.a.say(s.said, text) }

// askPlace is step one: a new folder, or a library that is there already.
func (s *createScreen) askPlace() {
	if s.place == nil {
		s.place = newPathEntry(s.a)
		s.place.entry.SetText(filepath.Join(homeDir(), "Skinline"))
		s.place.entry.OnSubmitted = func(string) { s.placed() }
	}
	s.next = primary(lang.L("Next"), s.placed)
	demo := widget.NewButton(lang.L("Open the demo library"), s.a.openDemo)
	demo.Importance = widget.LowImportance
	if s.a.o.Demo == nil {
		demo.Hide()
	}
	s.step(lang.L("Choose a place"), lang.L("Step 1 of 3"),
		prose(lang.L("Skinline keeps clients and photos in one encrypted folder, the library. Choose an empty folder for a new one, or a library you already have.")),
		field(lang.L("Folder"), s.place.object()), demo)
}

func (s *createScreen) placed() {
	dir := s.place.path()
	if storage.IsLibrary(dir) {
		s.a.show(newUnlockScreen(s.a, dir))
		return
	}
	if names, err := os.ReadDir(dir); err == nil && len(names) > 0 {
		s.say(lang.L("This folder holds other files. Choose an empty or new folder."))
		return
	}
	s.askPassphrase(dir)
}

// askPassphrase is step two.
func (s *createScreen) askPassphrase(dir string) {
	s.first, s.again = widget.NewPasswordEntry(), widget.NewPasswordEntry()
	hint := quiet("")
	s.first.OnChanged = func(text string) { hint.SetText(strength(text)) }
	s.first.OnSubmitted = func(string) { s.a.win.Canvas().Focus(s.again) }
	s.again.OnSubmitted = func(string) { s.make(dir) }
	s.next = primary(lang.L("Create the library"), func() { s.make(dir) })
	hint.SetText(strength(""))
	s.step(lang.L("Choose a passphrase"), lang.L("Step 2 of 3"),
		prose(lang.L("Everything is encrypted with it. Nobody can reset it: without passphrase and recovery key the photos are lost.")),
		field(lang.L("Passphrase"), s.first), hint, field(lang.L("The same again"), s.again))
	s.a.win.Canvas().Focus(s.first)
}

func (s *createScreen) make(dir string) {
	switch {
	case s.first.Text == "":
		s.say(lang.L("Type a passphrase."))
		return
	case s.first.Text != s.again.Text:
		s.say(lang.L("The two are not the same. Type it again."))
		return
	}
	s.next.Disable()
	s.next.SetText(lang.L("Creating the library"))
	var lib *storage.Library
	var key string
	secret, options := s.first.Text, s.options
	s.a.jobs.run(func(context.Context, func(int, int)) (err error) {
		lib, key, err = storage.Create(dir, secret, options)
		return err
	}, nil, func(err error) {
		if err != nil {
			s.next.Enable()
			s.next.SetText(lang.L("Create the library"))
			s.say(message(err))
			return
		}
		s.left()
		s.showKey(lib, key)
	})
}

// showKey is step three: the recovery key, shown this once.
func (s *createScreen) showKey(lib *storage.Library, key string) {
	s.a.lib = lib // closed with the window
	text := widget.NewLabel(key)
	text.TextStyle.Monospace = true
	text.Wrapping = fyne.TextWrapBreak
	text.Selectable = true
	s.next = primary(lang.L("Continue"), func() { s.a.adopt(lib) })
	s.next.Disable()
	kept := widget.NewCheck(lang.L("I have written it down"), func(on bool) {
		if on {
			s.next.Enable()
			return
		}
		s.next.Disable()
	})
	copyKey := widget.NewButton(lang.L("Copy"), func() { s.a.app.Clipboard().SetContent(key) })
	s.step(lang.L("Keep the recovery key"), lang.L("Step 3 of 3"),
		prose(lang.L("It opens the library when the passphrase is forgotten. It is shown only now and stored nowhere. Write it on paper, or copy it into a document, print it, and keep it away from this computer.")),
		container.NewStack(stage(), container.NewPadded(text)), container.NewHBox(copyKey, kept))
	s.a.win.Canvas().Focus(kept)
}

// strength says in words how hard a passphrase is to guess. Length decides:
// a guess costs more than a second of work on this computer.
func strength(passphrase string) string {
	kinds := map[rune]bool{}
	for _, r := range passphrase {
		kinds[r] = true
	}
	n := utf8.RuneCountInString(passphrase)
	switch {
	case n == 0:
		return lang.L("Four or five unrelated words are easy to remember and hard to guess.")
	case n < 8 || len(kinds) < 4:
		return lang.L("Easy to guess. Use more words.")
	case n < 14 || len(kinds) < 7:
		return lang.L("Fair. One more word makes it hard to guess.")
	}
	return lang.L("Hard to guess.")
}

// quit is the shortcut every menu carries.
func quit() fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyQ, Modifier: fyne.KeyModifierShortcutDefault}
}
