package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// clientsScreen finds a client.
type clientsScreen struct {
	a      *App
	all    []storage.ClientSummary
	found  []storage.ClientSummary
	faces  map[storage.ID]storage.Photo
	chosen int
	search *searchEntry
	list   *widget.List
	count  *widget.Label
	thumbs []*thumb
	add    *widget.Button
	body   *fyne.Container
}

func (a *App) showClients() {
	s := &clientsScreen{a: a, faces: map[storage.ID]storage.Photo{}}
	a.show(s)
}

func (s *clientsScreen) content() fyne.CanvasObject {
	s.search = newSearchEntry(lang.L("Search name, code, tag or concern"), s.move, s.enter)
	s.search.OnChanged = func(string) { s.filter() }
	s.list = widget.NewList(func() int { return len(s.found) }, s.newRow, s.updateRow)
	s.list.HideSeparators = false
	s.count = quiet("")
	s.body = container.NewStack()
	s.add = primary(lang.L("New client"), s.create)
	lock := widget.NewButton(lang.L("Lock"), s.a.lock)
	head := container.NewBorder(nil, nil, heading(lang.L("Clients")),
		container.NewCenter(container.NewHBox(s.count, container.New(minWidth(320), s.search), s.add, lock)))
	s.read()
	return page(head, s.body)
}

func (s *clientsScreen) opened() { s.a.win.Canvas().Focus(s.search) }

func (s *clientsScreen) left() {
	for _, t := range s.thumbs {
		s.a.loader.drop(&t.slot)
		t.set(nil)
	}
}

func (s *clientsScreen) menus() []*fyne.Menu {
	return []*fyne.Menu{fyne.NewMenu(lang.L("Client"),
		item(lang.L("New client"), ctrl(fyne.KeyN), s.create),
		item(lang.L("Open"), nil, s.enter),
		item(lang.L("Edit details"), ctrl(fyne.KeyE), func() { s.withChosen(s.edit) }),
		item(lang.L("Remove client"), ctrl(fyne.KeyBackspace), func() { s.withChosen(s.remove) }),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Search"), ctrl(fyne.KeyF), func() { s.a.win.Canvas().Focus(s.search) }),
	)}
}

// read takes the clients from the index anew.
func (s *clientsScreen) read() {
	all, err := s.a.lib.Clients()
	if err != nil {
		s.a.fail(err)
		return
	}
	s.all = all
	s.add.Importance = widget.HighImportance
	if len(all) == 0 {
		s.add.Importance = widget.MediumImportance // the page has a first step
		s.add.Refresh()
		s.body.Objects = []fyne.CanvasObject{s.empty()}
		s.body.Refresh()
		return
	}
	s.body.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedLayout(12, 8, 24, 24),
		container.NewBorder(s.heads(), nil, nil, nil, s.list))}
	s.body.Refresh()
	s.filter()
}

func (s *clientsScreen) filter() {
	s.found = matching(s.all, s.search.Text)
	s.count.SetText(lang.XN("clients.count", "{{.N}} clients", len(s.found), values{"N": len(s.found)}))
	s.list.Refresh()
	s.chosen = -1
	s.move(1)
}

// move chooses another row.
func (s *clientsScreen) move(by int) {
	if len(s.found) == 0 {
		s.chosen = -1
		s.list.UnselectAll()
		return
	}
	s.chosen = max(0, min(s.chosen+by, len(s.found)-1))
	s.list.Select(s.chosen)
}

func (s *clientsScreen) enter() { s.withChosen(s.open) }

func (s *clientsScreen) withChosen(do func(storage.Client)) {
	if s.chosen >= 0 && s.chosen < len(s.found) {
		do(s.found[s.chosen].Client)
	}
}

func (s *clientsScreen) open(c storage.Client) { s.a.showTimeline(c.ID) }

func (s *clientsScreen) create() {
	s.a.editClient(storage.Client{}, func(c storage.Client) { s.a.showTimeline(c.ID) })
}

func (s *clientsScreen) edit(c storage.Client) {
	s.a.editClient(c, func(storage.Client) { s.read() })
}

// remove moves c to the trash; the toast undoes.
func (s *clientsScreen) remove(c storage.Client) {
	s.a.remove(func() (storage.Removal, error) { return s.a.lib.RemoveClient(c.ID) }, func() {
		if s.a.screen == s {
			s.read()
		}
	})
}

// face is the photo that stands for c.
func (s *clientsScreen) face(c storage.ClientSummary) storage.Photo {
	if c.Face == "" {
		return storage.Photo{}
	}
	if p, ok := s.faces[c.Face]; ok {
		return p
	}
	p, err := s.a.lib.Photo(c.Face)
	if err != nil {
		p = storage.Photo{}
	}
	s.faces[c.Face] = p
	return p
}

// empty teaches the first step.
func (s *clientsScreen) empty() fyne.CanvasObject {
	demo := widget.NewButton(lang.L("Open the demo library"), s.a.openDemo)
	demo.Importance = widget.LowImportance
	if s.a.o.Demo == nil {
		demo.Hide()
	}
	return card(460, container.NewVBox(
		section(lang.L("No clients yet")),
		prose(lang.L("Add the first client, then record a session and drop the photos on the window.")),
		primary(lang.L("Add a client"), s.create), demo))
}
