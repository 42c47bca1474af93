package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// command is one action of the menus.
type command struct {
	path string // "Photo › Align and crop"
	keys string // its shortcut in words
	do   func()
}

// commands are all actions of menus that can be done now.
func commands(menus []*fyne.Menu) []command {
	var all []command
	var walk func(path string, items []*fyne.MenuItem)
	walk = func(path string, items []*fyne.MenuItem) {
		for _, i := range items {
			switch {
			case i.IsSeparator || i.Disabled:
			case i.ChildMenu != nil:
				walk(path+" › "+i.Label, i.ChildMenu.Items)
			case i.Action != nil:
				all = append(all, command{path + " › " + i.Label, shortcutText(i.Shortcut), i.Action})
			}
		}
	}
	for _, m := range menus {
		walk(m.Label, m.Items)
	}
	return all
}

// shortcutText is a shortcut as menus write it, "" for none.
func shortcutText(s fyne.Shortcut) string {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	var parts []string
	for _, m := range []struct {
		mod  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}, {fyne.KeyModifierSuper, superName()}} {
		if k.Mod()&m.mod != 0 {
			parts = append(parts, m.name)
		}
	}
	return strings.Join(append(parts, string(k.Key())), "+")
}

func superName() string {
	if runtime.GOOS == "darwin" {
		return "Cmd"
	}
	return "Super"
}

func paletteKey() fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault}
}

// askCommand opens the list of all actions with their shortcuts; typing
// narrows it, Return does the chosen one.
func (a *App) askCommand() {
	all := commands(a.win.MainMenu().Items)
	found, chosen := all, 0
	var m *modal
	var list *widget.List
	do := func(i int) {
		if i < 0 || i >= len(found) {
			return
		}
		act := found[i].do
		m.hide()
		act()
	}
	choose := func(i int) {
		if len(found) > 0 {
			chosen = max(0, min(i, len(found)-1))
			list.Select(chosen)
		}
	}
	list = widget.NewList(func() int { return len(found) },
		func() fyne.CanvasObject { return newCommandRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*commandRow).set(found[i], func() { do(i) })
		})
	search := newSearchEntry(lang.L("What do you want to do?"), func(by int) { choose(chosen + by) }, func() { do(chosen) })
	search.OnChanged = func(text string) {
		words := strings.Fields(folded(text))
		found = nil
		for _, c := range all {
			if containsAll(folded(c.path), words) {
				found = append(found, c)
			}
		}
		list.Refresh()
		choose(0)
	}
	search.cancel = func() { m.hide() }
	room := container.New(fill{fyne.NewSize(520, 360)}, list)
	m = a.newModal(lang.L("All actions"), 560, container.NewBorder(search, nil, nil, nil, room))
	m.show()
	choose(0)
	a.win.Canvas().Focus(search)
}

// commandRow is one action; a tap does it.
type commandRow struct {
	widget.BaseWidget
	path, keys *widget.Label
	do         func()
}

func newCommandRow() *commandRow {
	r := &commandRow{path: cell(), keys: quiet("")}
	r.ExtendBaseWidget(r)
	return r
}

func (r *commandRow) set(c command, do func()) {
	r.path.SetText(c.path)
	r.keys.SetText(c.keys)
	r.do = do
}

// CreateRenderer puts the keys at the right.
func (r *commandRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, nil, r.keys, r.path))
}

// Tapped does the action.
func (r *commandRow) Tapped(*fyne.PointEvent) { r.do() }
