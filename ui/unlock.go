package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// unlockScreen is the way into a library: the passphrase or the recovery key.
type unlockScreen struct {
	a       *App
	dir     string
	locking bool // the library is still being locked
	secret  *widget.Entry
	enter   *widget.Button
	busy    *widget.Activity
	said    *complaint
}

func newUnlockScreen(a *App, dir string) *unlockScreen {
	return &unlockScreen{a: a, dir: dir}
}

func (s *unlockScreen) content() fyne.CanvasObject {
	s.secret = widget.NewPasswordEntry()
	s.secret.SetPlaceHolder(lang.L("Passphrase or recovery key"))
	s.secret.OnSubmitted = s.submit
	s.enter = primary(lang.L("Unlock"), func() { s.submit(s.secret.Text) })
	s.busy = widget.NewActivity()
	s.busy.Hide()
	s.said = newComplaint()
	other := widget.NewButton(lang.L("Choose another library"), s.other)
	other.Importance = widget.LowImportance
	where := quiet(s.dir)
	where.Truncation = fyne.TextTruncateEllipsis
	if s.locking {
		s.wait(true)
	}
	return card(460, container.NewVBox(
		heading(title), where, space(8),
		field(lang.L("Passphrase"), s.secret), s.said.box, space(4),
		container.NewStack(s.enter, container.NewCenter(s.busy)),
		other, space(8),
		quiet(lang.L("Skinline works offline. It makes no network connection.")),
	))
}

func (s *unlockScreen) menus() []*fyne.Menu {
	another := fyne.NewMenuItem(lang.L("Choose another library"), s.other)
	another.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault}
	return []*fyne.Menu{fyne.NewMenu(lang.L("Library"), another)}
}

func (s *unlockScreen) opened() { s.a.win.Canvas().Focus(s.secret) }
func (s *unlockScreen) left()   { s.secret.SetText("") }

// submit tries secret in the background; the window stays usable.
func (s *unlockScreen) submit(secret string) {
	if s.locking || s.enter.Disabled() || secret == "" {
		return
	}
	s.said.box.Hide()
	s.wait(true)
	lib := s.a.lib
	if lib == nil {
		s.a.openLibrary(s.dir, secret, s.refused)
		return
	}
	s.a.jobs.run(func(context.Context, func(int, int)) error { return lib.Unlock(secret) }, nil, func(err error) {
		if err != nil {
			s.refused(err)
			return
		}
		s.a.adopt(lib)
	})
}

// refused says why, in the same words for every wrong secret.
func (s *unlockScreen) refused(err error) {
	if s.a.screen != s {
		return
	}
	s.wait(false)
	s.a.say(s.said, message(err))
	s.a.win.Canvas().Focus(s.secret)
	s.secret.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// locked is called once the keys are gone.
func (s *unlockScreen) locked() {
	s.locking = false
	s.wait(false)
	if s.a.screen == s {
		s.a.win.Canvas().Focus(s.secret)
	}
}

func (s *unlockScreen) wait(on bool) {
	if !on {
		s.enter.Enable()
		s.enter.SetText(lang.L("Unlock"))
		s.busy.Stop()
		s.busy.Hide()
		return
	}
	s.enter.Disable()
	s.enter.SetText("")
	s.busy.Show()
	s.busy.Start()
}

func (s *unlockScreen) other() {
	if !s.locking && !s.enter.Disabled() {
		s.a.closeLibrary(func() { s.a.show(newCreateScreen(s.a)) })
	}
}
