package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

func (s *timelineScreen) menus() []*fyne.Menu {
	client := fyne.NewMenu(lang.L("Client"),
		item(lang.L("New session"), ctrl(fyne.KeyN), s.newSession),
		item(lang.L("Import photos"), ctrl(fyne.KeyI), s.importPhotos),
		item(lang.L("Import from the watched folder"), ctrlShift(fyne.KeyI), s.a.watch.review),
		item(lang.L("Edit details"), ctrl(fyne.KeyE), s.editClient),
		item(lang.L("Edit session"), nil, s.editSession),
		item(lang.L("Remove session"), nil, s.removeSession),
		fyne.NewMenuItemSeparator(),
		item(lang.L("What is shown"), ctrl(fyne.KeyF), s.askFilter),
		item(lang.L("Larger photos"), ctrl(fyne.KeyEqual), func() { s.matrix.Zoom(1.25) }),
		item(lang.L("Smaller photos"), ctrl(fyne.KeyMinus), func() { s.matrix.Zoom(.8) }))
	photo := fyne.NewMenu(lang.L("Photo"),
		item(lang.L("Compare"), ctrl(fyne.KeyReturn), s.compareNow),
		item(lang.L("Compare first and latest"), ctrl(fyne.KeyR), s.compareEnds),
		item(lang.L("Compare with the first"), nil, func() { s.atCursor(s.compareWithFirst) }),
		item(lang.L("Align and crop"), ctrl(fyne.KeyG), func() { s.atCursor(func(p storage.Photo) { s.a.alignPhoto(s.whole, p) }) }),
		item(lang.L("Align all"), ctrlShift(fyne.KeyG), s.alignAll),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Save original as"), nil, func() { s.atCursor(s.saveOriginal) }),
		item(lang.L("Remove photo"), ctrl(fyne.KeyBackspace), func() { s.atCursor(s.removePhoto) }))
	return []*fyne.Menu{client, photo}
}

func (s *timelineScreen) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		s.a.showClients()
	}
}

// atCursor does something with the photo under the keyboard's place.
func (s *timelineScreen) atCursor(do func(storage.Photo)) {
	at := s.matrix.Cursor()
	if at.Row < 0 || at.Row >= len(s.c.rows) {
		return
	}
	if p, ok := s.c.rows[at.Row].shown(at.Col); ok {
		do(p)
	}
}

func (s *timelineScreen) editClient() {
	s.a.editClient(s.c.client, func(storage.Client) { s.a.showTimeline(s.c.client.ID) })
}

func (s *timelineScreen) withSession(do func(storage.Session)) {
	if at := s.matrix.Cursor(); at.Col >= 0 && at.Col < len(s.c.sessions) {
		do(s.c.sessions[at.Col])
	}
}

func (s *timelineScreen) editSession() {
	s.withSession(func(session storage.Session) { s.a.editSession(s.c.client, session) })
}

func (s *timelineScreen) removeSession() {
	s.withSession(func(session storage.Session) {
		lib := s.a.lib
		s.a.remove(func() (storage.Removal, error) { return lib.RemoveSession(session.ID) }, s.reload)
	})
}

// menu is what can be done with the photos of a cell.
func (s *timelineScreen) menu(row, col int, at fyne.Position) {
	cell := s.c.rows[row].cells[col]
	if len(cell) == 0 {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", item(lang.L("Import photos"), nil, s.importPhotos)), s.a.win.Canvas(), at)
		return
	}
	items := s.photoItems(cell[len(cell)-1])
	for _, p := range cell[:len(cell)-1] {
		more := item(joined(dateText(s.c.photoDate(p)), phaseName(p.Phase)), nil, nil)
		more.ChildMenu = fyne.NewMenu("", s.photoItems(p)...)
		items = append(items, more)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.a.win.Canvas(), at)
}

func (s *timelineScreen) photoItems(p storage.Photo) []*fyne.MenuItem {
	views, phase, session := item(lang.L("Change view"), nil, nil), item(lang.L("Change phase"), nil, nil), item(lang.L("Move to session"), nil, nil)
	views.ChildMenu, phase.ChildMenu, session.ChildMenu = fyne.NewMenu(""), fyne.NewMenu(""), fyne.NewMenu("")
	for _, v := range storage.Views() {
		views.ChildMenu.Items = append(views.ChildMenu.Items, item(viewName(v), nil, func() { s.change(p, func(p *storage.Photo) { p.View = v }) }))
	}
	for _, ph := range phases() {
		phase.ChildMenu.Items = append(phase.ChildMenu.Items, item(phaseName(ph), nil, func() { s.change(p, func(p *storage.Photo) { p.Phase = ph }) }))
	}
	for i, to := range s.whole.sessions {
		session.ChildMenu.Items = append(session.ChildMenu.Items, item(joined(s.whole.sessionTitle(i), dateText(to.Date)), nil,
			func() { s.change(p, func(p *storage.Photo) { p.SessionID = to.ID }) }))
	}
	return []*fyne.MenuItem{
		item(lang.L("Compare with the first"), nil, func() { s.compareWithFirst(p) }),
		item(lang.L("Align and crop"), nil, func() { s.a.alignPhoto(s.whole, p) }),
		fyne.NewMenuItemSeparator(), views, phase, session, fyne.NewMenuItemSeparator(),
		item(lang.L("Save original as"), nil, func() { s.saveOriginal(p) }),
		item(lang.L("Remove photo"), nil, func() { s.removePhoto(p) }),
	}
}

// change edits a photo's record, to be undone and done again.
func (s *timelineScreen) change(p storage.Photo, edit func(*storage.Photo)) {
	was := p
	edit(&p)
	s.update(p, func(now storage.Photo) {
		rev := now.Rev // every change, an undone one too, is a revision more
		set := func(to storage.Photo) func() {
			return func() {
				to.Rev = rev
				s.update(to, func(p storage.Photo) { rev = p.Rev })
			}
		}
		s.a.did(lang.L("Photo changed."), set(was), set(now))
	})
}

// update stores p, also when the timeline has been left meanwhile.
func (s *timelineScreen) update(p storage.Photo, then func(storage.Photo)) {
	lib, a, client := s.a.lib, s.a, s.c.client.ID
	a.jobs.run(func(context.Context, func(int, int)) (err error) {
		p, err = lib.UpdatePhoto(p)
		return err
	}, nil, func(err error) {
		if err != nil {
			a.fail(err)
			return
		}
		if t, ok := a.screen.(*timelineScreen); ok && t.c.client.ID == client {
			t.reload()
		}
		then(p)
		a.alignAll(client, false) // another view has another reference
	})
}

func (s *timelineScreen) removePhoto(p storage.Photo) {
	lib := s.a.lib
	s.a.remove(func() (storage.Removal, error) { return lib.RemovePhoto(p.ID) }, s.reload)
}

// compareWithFirst sets p beside the first photo of its row.
func (s *timelineScreen) compareWithFirst(p storage.Photo) {
	for _, r := range s.whole.rows {
		if r.view != p.View {
			continue
		}
		if first, latest, ok := r.ends(); ok {
			if first.ID == p.ID {
				p = latest
			}
			s.a.compare(s.whole, []storage.Photo{first, p})
			return
		}
	}
	s.a.toast(lang.L("There is no other photo of this view to compare with."))
}

// saveOriginal writes the imported file, byte for byte, where a person says.
func (s *timelineScreen) saveOriginal(p storage.Photo) {
	s.a.askFile(lang.L("Save original"), filepath.Join(s.a.saveFolder(), s.c.originalName(p)), nil, func(name string) {
		lib := s.a.lib
		s.a.write(name, func(ctx context.Context) ([]byte, error) { return lib.Original(ctx, p.ID) })
	})
}

// originalName keeps the file's type and names nobody.
func (c *course) originalName(p storage.Photo) string {
	return c.fileName([]storage.Photo{p}) + filepath.Ext(p.OriginalName)
}

// askFile asks for the name of a new file outside of the library. check, which
// may be nil, completes a name or says what is wrong with it.
func (a *App) askFile(title, suggested string, check func(name string) (string, string), do func(name string)) {
	where := a.newEntry()
	where.SetText(suggested)
	said := newComplaint()
	var m *modal
	save := func() {
		name, wrong := cleanPath(where.Text), ""
		if check != nil {
			name, wrong = check(name)
		}
		if wrong == "" && exists(name) {
			wrong = lang.L("There is a file of this name already. Choose another name.")
		}
		if wrong != "" {
			a.say(said, wrong)
			return
		}
		m.hide()
		do(name)
	}
	where.OnSubmitted = func(string) { save() }
	browse := widget.NewButton(lang.L("Browse"), func() {
		a.pick(filepath.Dir(cleanPath(where.Text)), false, func(paths []string) {
			where.SetText(filepath.Join(paths[0], filepath.Base(cleanPath(where.Text))))
		})
	})
	m = a.newModal(title, 620, container.NewVBox(
		prose(lang.L("The picture leaves the encrypted library: whoever has the file can see it.")),
		field(lang.L("File"), container.NewBorder(nil, nil, nil, browse, where)), said.box),
		widget.NewButton(lang.L("Cancel"), func() { m.hide() }), primary(lang.L("Save"), save))
	m.show()
	a.win.Canvas().Focus(where)
}
