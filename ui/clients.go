package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// clientsScreen finds a client.
type clientsScreen struct {
	a       *App
	all     *directory // nil until it was read
	found   []*directoryEntry
	order   clientOrder
	reverse bool
	ordered bool // the order is known: kept, or chosen
	tag     *widget.Select
	titles  []*widget.Button // of the columns
	faces   map[storage.ID]storage.Photo
	chosen  int
	search  *searchEntry
	list    *widget.List
	count   *widget.Label
	thumbs  []*thumb
	add     *widget.Button
	body    *fyne.Container
	tools   *fyne.Container
}

// settingOrder is where the library keeps how its clients were sorted last.
const settingOrder = "clients"

type keptOrder struct {
	Order   clientOrder `json:"order"`
	Reverse bool        `json:"reverse"`
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
	s.tag = widget.NewSelect(nil, func(string) { s.filter() })
	s.tag.PlaceHolder = lang.L("All tags")
	s.tag.Hide()
	lock := widget.NewButton(lang.L("Lock"), s.a.lock)
	title := heading(lang.L("Clients"))
	// The window locks from the menu too, and the rest can be typed.
	s.tools = container.New(yielding{title: title.MinSize().Width, keep: []int{3, 4, 2, 5, 1}}, title,
		s.count, container.NewStack(s.tag), container.New(minWidth(320), s.search), s.add, lock)
	s.read()
	return page(s.tools, s.body)
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

// read takes the clients from the index anew, in the background: a practice
// may have tens of thousands.
func (s *clientsScreen) read() {
	lib := s.a.lib
	var d *directory
	var recent []storage.Client
	var order keptOrder
	s.a.jobs.run(func(context.Context, func(int, int)) error {
		all, err := lib.Clients()
		if err == nil {
			d = newDirectory(all)
			s.a.settings.read(lib, settingOrder, &order)
			recent, err = lib.RecentClients(mostRecent)
		}
		return err
	}, nil, func(err error) {
		if s.a.screen != screen(s) {
			return
		}
		if err != nil {
			s.a.fail(err)
			return
		}
		s.all = d
		if !s.ordered && order.Order >= byName && order.Order <= byMissing {
			s.order, s.reverse = order.Order, order.Reverse
		}
		s.ordered = true
		s.a.setRecent(recent)
		s.fill()
	})
}

// fill shows the list, or what to do first.
func (s *clientsScreen) fill() {
	empty := len(s.all.entries) == 0
	s.add.Importance = widget.HighImportance
	var o fyne.CanvasObject
	if empty {
		s.add.Importance = widget.MediumImportance // the page has a first step
		o = s.empty()
	} else {
		heads := s.heads()
		if row := s.recentRow(); row != nil {
			heads = container.NewVBox(container.New(fitting{}, row...), heads)
		}
		o = container.New(layout.NewCustomPaddedLayout(12, 8, 24, 24), container.NewBorder(heads, nil, nil, nil, s.list))
	}
	s.add.Refresh()
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
	s.tag.Hidden = len(s.all.tags) == 0
	s.tag.Options = append([]string{lang.L("All tags")}, s.all.tags...)
	s.tag.Refresh()
	s.tools.Refresh()
	if !empty {
		s.filter()
	}
}

func (s *clientsScreen) filter() {
	if s.all == nil {
		return
	}
	tag := ""
	if i := s.tag.SelectedIndex(); i > 0 {
		tag = s.all.tags[i-1]
	}
	s.found = s.all.find(s.search.Text, tag, s.order, s.reverse)
	s.count.SetText(lang.XN("clients.count", "{{.N}} clients", len(s.found), values{"N": len(s.found)}))
	s.tools.Refresh()
	s.list.Refresh()
	s.chosen = -1
	s.move(1)
}

// sortBy sorts by a column, the other way round when it was sorted by it.
func (s *clientsScreen) sortBy(o clientOrder) {
	s.reverse = s.order == o && !s.reverse
	s.order, s.ordered = o, true
	s.a.keep(settingOrder, keptOrder{s.order, s.reverse})
	s.nameColumns()
	s.filter()
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
	if c.Face == "" || s.a.private {
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
