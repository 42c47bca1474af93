package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
)

// ctrl is a shortcut with the platform's own modifier.
func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// ctrlShift is ctrl with the shift key held.
func ctrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// alt is a shortcut with the alt key held.
func alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// item is a menu item; a nil shortcut is one that needs none.
func item(label string, shortcut fyne.Shortcut, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(label, do)
	m.Shortcut = shortcut
	return m
}

// mainMenu is the screen's menus between those that are always there.
func (a *App) mainMenu(s screen) *fyne.MainMenu {
	leave := item(lang.L("Quit"), quit(), a.close)
	leave.IsQuit = true
	menus := s.menus()
	if a.lib == nil || a.isLocked() {
		if len(menus) == 0 {
			menus = []*fyne.Menu{fyne.NewMenu(lang.L("Library"))}
		}
		menus[0].Items = append(menus[0].Items, fyne.NewMenuItemSeparator(), leave)
		return fyne.NewMainMenu(menus...)
	}
	library := fyne.NewMenu(lang.L("Library"),
		item(lang.L("Clients"), ctrlShift(fyne.KeyC), a.showClients),
		item(lang.L("Trash"), nil, a.showTrash),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Lock"), ctrl(fyne.KeyL), a.lock),
		item(lang.L("Choose another library"), nil, a.chooseLibrary),
		fyne.NewMenuItemSeparator(), leave)
	look := fyne.NewMenu(lang.L("Window"),
		item(lang.L("Full screen"), &desktop.CustomShortcut{KeyName: fyne.KeyF11, Modifier: fyne.KeyModifierShortcutDefault}, a.fullScreen),
		fyne.NewMenuItemSeparator(),
		item(lang.L("As the desktop"), nil, func() { a.look(VariantSystem) }),
		item(lang.L("Dark"), nil, func() { a.look(VariantDark) }),
		item(lang.L("Light"), nil, func() { a.look(VariantLight) }))
	return fyne.NewMainMenu(append(append([]*fyne.Menu{library}, menus...), look)...)
}

func (a *App) fullScreen() { a.win.SetFullScreen(!a.win.FullScreen()) }

// look changes between dark and light.
func (a *App) look(v Variant) {
	a.app.Settings().SetTheme(NewTheme(v))
	a.win.Content().Refresh()
}

func (a *App) chooseLibrary() {
	a.closeLibrary(func() { a.show(newCreateScreen(a)) })
}
