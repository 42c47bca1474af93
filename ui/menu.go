package ui

import (
	"slices"

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
		item(lang.L("Watch a folder"), ctrlShift(fyne.KeyF), a.askWatch),
		item(lang.L("All actions"), paletteKey(), a.askCommand),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Lock"), ctrl(fyne.KeyL), a.lock),
		item(lang.L("Choose another library"), nil, a.chooseLibrary),
		fyne.NewMenuItemSeparator(), leave)
	if recent := a.recentMenu(s); recent != nil {
		library.Items = slices.Insert(library.Items, 1, recent)
	}
	if _, own := s.(interface{ undo() }); !own {
		library.Items = slices.Insert(library.Items, 0,
			item(lang.L("Undo"), &fyne.ShortcutUndo{}, a.undoLast), item(lang.L("Redo"), ctrlShift(fyne.KeyZ), a.redoLast),
			fyne.NewMenuItemSeparator())
	}
	return fyne.NewMainMenu(append(append([]*fyne.Menu{library}, menus...), a.lookMenu())...)
}

func (a *App) fullScreen() { a.win.SetFullScreen(!a.win.FullScreen()) }

func fullScreenKey() fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyF11, Modifier: fyne.KeyModifierShortcutDefault}
}

func (a *App) chooseLibrary() {
	a.closeLibrary(func() { a.show(newCreateScreen(a)) })
}
