package ui

import (
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// Preferences are about the window alone: they lie on the disk readable, so
// nothing of a client or a library is ever among them.
const (
	prefLanguage = "window.language" // "" as the system
	prefVariant  = "window.variant"
	prefText     = "window.text-percent" // 0 is 100
	prefPrivate  = "window.private"
)

// languages are those there are translations for, by their own names.
func languages() []struct{ code, name string } {
	return []struct{ code, name string }{{"en", "English"}, {"de", "Deutsch"}, {"es", "Español"}, {"fr", "Français"}}
}

// textSizes are the choices, in percent.
func textSizes() []int { return []int{100, 125, 150} }

// prefer takes over the language and the look chosen earlier.
func (a *App) prefer() {
	p := a.app.Preferences()
	a.speak(p.String(prefLanguage))
	a.private = p.Bool(prefPrivate)
	a.setTheme()
}

// speak changes the language; "" is the system's, as far as it is known.
//
// Fyne takes the language of the system and offers no other choice, so the
// texts chosen are put in the place of every language's.
func (a *App) speak(code string) {
	for _, l := range languages() {
		from := l.code
		if code != "" {
			from = code
		}
		data, err := translations.ReadFile("translations/" + from + ".json")
		if err == nil {
			err = lang.AddTranslationsForLocale(data, fyne.Locale(l.code))
		}
		if err != nil {
			slog.Error("translation cannot be read", "language", from, "error", err)
		}
	}
}

func (a *App) setTheme() {
	p := a.app.Preferences()
	t := NewTheme(Variant(p.Int(prefVariant)))
	if percent := p.Int(prefText); percent > 0 {
		t = t.WithText(float32(percent) / 100)
	}
	a.app.Settings().SetTheme(t)
}

// look changes between dark and light.
func (a *App) look(v Variant) {
	a.app.Preferences().SetInt(prefVariant, int(v))
	a.setTheme()
	a.win.Content().Refresh()
}

// enlarge changes the size of text.
func (a *App) enlarge(percent int) {
	a.app.Preferences().SetInt(prefText, percent)
	a.setTheme()
	a.again()
}

// choose changes the language, and says everything anew in it.
func (a *App) chooseLanguage(code string) {
	a.app.Preferences().SetString(prefLanguage, code)
	a.speak(code)
	a.again()
}

// again shows a screen made anew: what is written and measured is not done so
// again by a refresh.
func (a *App) again() {
	if t, ok := a.screen.(*timelineScreen); ok {
		a.showTimeline(t.c.client.ID)
		return
	}
	if a.lib != nil && !a.isLocked() {
		a.showClients()
		return
	}
	a.win.SetMainMenu(a.mainMenu(a.screen))
	a.win.Content().Refresh()
}

// lookMenu is the menu of the window itself.
func (a *App) lookMenu() *fyne.Menu {
	p := a.app.Preferences()
	checked := func(label string, on bool, do func()) *fyne.MenuItem {
		i := item(label, nil, do)
		i.Checked = on
		return i
	}
	variant := Variant(p.Int(prefVariant))
	speech, size := item(lang.L("Language"), nil, nil), item(lang.L("Text size"), nil, nil)
	speech.ChildMenu, size.ChildMenu = fyne.NewMenu(""), fyne.NewMenu("")
	speech.ChildMenu.Items = append(speech.ChildMenu.Items,
		checked(lang.L("As the system"), p.String(prefLanguage) == "", func() { a.chooseLanguage("") }))
	for _, l := range languages() {
		speech.ChildMenu.Items = append(speech.ChildMenu.Items,
			checked(l.name, p.String(prefLanguage) == l.code, func() { a.chooseLanguage(l.code) }))
	}
	for _, percent := range textSizes() {
		size.ChildMenu.Items = append(size.ChildMenu.Items,
			checked(lang.L("{{.N}} %", values{"N": percent}), max(p.Int(prefText), 100) == percent, func() { a.enlarge(percent) }))
	}
	return fyne.NewMenu(lang.L("Window"),
		item(lang.L("Full screen"), fullScreenKey(), a.fullScreen),
		checked(lang.L("Privacy mode"), a.private, a.hideNames),
		fyne.NewMenuItemSeparator(),
		checked(lang.L("As the desktop"), variant == VariantSystem, func() { a.look(VariantSystem) }),
		checked(lang.L("Dark"), variant == VariantDark, func() { a.look(VariantDark) }),
		checked(lang.L("Light"), variant == VariantLight, func() { a.look(VariantLight) }),
		fyne.NewMenuItemSeparator(), size, speech)
}

// hideNames turns privacy mode on or off: no client's name or face in lists.
func (a *App) hideNames() {
	a.private = !a.private
	a.app.Preferences().SetBool(prefPrivate, a.private)
	a.again()
}
