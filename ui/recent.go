package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// mostRecent clients are offered in the menu and above the list.
const mostRecent = 9

// noteOpened puts c first among the clients opened last; the library, and
// nothing outside of it, remembers.
func (a *App) noteOpened(c storage.Client) {
	again := len(a.recent) > 0 && a.recent[0].ID == c.ID
	a.recent = slices.DeleteFunc(a.recent, func(r storage.Client) bool { return r.ID == c.ID })
	a.recent = slices.Insert(a.recent, 0, c)
	a.recent = a.recent[:min(len(a.recent), mostRecent)]
	lib := a.lib
	if again || lib.ReadOnly() {
		return
	}
	at := time.Now()
	a.jobs.run(func(context.Context, func(int, int)) error { return lib.Opened(c.ID, at) }, nil, nil)
}

// setRecent takes over what the library remembers.
func (a *App) setRecent(clients []storage.Client) {
	named := func(a, b storage.Client) bool { return a.ID == b.ID && a.Name == b.Name && a.Code == b.Code }
	if slices.EqualFunc(a.recent, clients, named) {
		return
	}
	a.recent = clients
	a.win.SetMainMenu(a.mainMenu(a.screen))
}

// recentMenu are the clients opened last but the one whose page s is; nil for
// none.
func (a *App) recentMenu(s screen) *fyne.MenuItem {
	t, _ := s.(*timelineScreen)
	all := item(lang.L("Recent clients"), nil, nil)
	all.ChildMenu = fyne.NewMenu("")
	for _, c := range a.recent {
		if t == nil || t.c.client.ID != c.ID {
			all.ChildMenu.Items = append(all.ChildMenu.Items, item(a.recentLabel(c), nil, func() { a.showTimeline(c.ID) }))
		}
	}
	if len(all.ChildMenu.Items) == 0 {
		return nil
	}
	return all
}

// recentLabel tells clients of one name apart.
func (a *App) recentLabel(c storage.Client) string {
	if label := a.clientLabel(c); label != c.Code {
		return joined(label, c.Code)
	}
	return c.Code
}

// recentRow offers the clients opened last with one click, as many as fit.
func (s *clientsScreen) recentRow() []fyne.CanvasObject {
	if len(s.a.recent) == 0 {
		return nil
	}
	row := []fyne.CanvasObject{quiet(lang.L("Recent clients"))}
	for _, c := range s.a.recent {
		b := widget.NewButton(s.a.clientLabel(c), func() { s.a.showTimeline(c.ID) })
		b.Importance = widget.LowImportance
		row = append(row, b)
	}
	return row
}

// fitting lays objects out in a row and leaves out the last that do not fit:
// they are no reason for a window to be wider.
type fitting struct{}

// MinSize has room for the first.
func (fitting) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		m := o.MinSize()
		size.Height = max(size.Height, m.Height)
		if i == 0 {
			size.Width = m.Width
		}
	}
	return size
}

// Layout shows what fits.
func (fitting) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, full := float32(0), false
	for i, o := range objects {
		m := o.MinSize()
		full = full || i > 0 && x+m.Width > size.Width
		setVisible(o, !full)
		o.Resize(m)
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		x += m.Width + toolGap
	}
}
