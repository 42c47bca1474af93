package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// sessionScreen records a session, new or to be changed.
type sessionScreen struct {
	a       *App
	client  storage.Client
	session storage.Session // ID "" for a new one
	draft   sessionDraft
	key     string // of the draft
	found   bool   // the draft was there already
	filling bool   // entries are being filled in by the program
	saving  bool

	date, due    *dateEntry
	kind         *widget.Select
	practitioner *widget.Entry
	device       *widget.Entry
	notes        *notesEntry
	zones        *fyne.Container
	rows         []*zoneRow
	said         *complaint
	marks        map[string]*widget.Label
	done         func() // back to where it was opened from
}

func kinds() []storage.SessionKind {
	return []storage.SessionKind{storage.KindBaseline, storage.KindTreatment, storage.KindFollowUp}
}

// newSession opens the form for a session of c after those it has.
func (a *App) newSession(c storage.Client, sessions []storage.Session, date storage.Date) {
	s := &sessionScreen{a: a, client: c, session: storage.Session{ClientID: c.ID}, key: "session/" + string(c.ID)}
	s.start(nextDraft(sessions, date))
}

// editSession opens the form for a session there is.
func (a *App) editSession(c storage.Client, session storage.Session) {
	s := &sessionScreen{a: a, client: c, session: session, key: "session/" + string(c.ID) + "/" + string(session.ID)}
	s.start(draftOf(session))
}

// start fills the form with the draft kept, else with d.
func (s *sessionScreen) start(d sessionDraft) {
	s.draft = d
	kept, ok, err := keptDraft(s.a.lib, s.key)
	if err != nil {
		s.a.fail(err)
	}
	if ok {
		s.draft, s.found = kept, true
	}
	s.marks = map[string]*widget.Label{}
	s.done = func() { s.a.showTimeline(s.client.ID) }
	s.a.show(s)
}

func (s *sessionScreen) content() fyne.CanvasObject {
	s.build()
	s.fill()
	title := lang.L("New session")
	if s.session.ID != "" {
		title = lang.L("Session")
	}
	head := container.NewBorder(nil, nil, container.New(tight{}, heading(title), quiet(s.a.clientLabel(s.client))),
		container.NewCenter(container.NewHBox(widget.NewButton(lang.L("Cancel"), s.cancel), primary(lang.L("Save"), s.save))))
	facts := container.NewGridWithColumns(4,
		field(lang.L("Date"), s.date.object()), field(lang.L("Kind"), s.kind),
		s.marked("practitioner", lang.L("Practitioner"), s.practitioner), s.marked("device", lang.L("Device"), s.device))
	add := widget.NewButton(lang.L("Add a zone"), func() { s.addZone(zoneDraft{}); s.changed() })
	zones := container.NewVBox(section(lang.L("Zones")), zoneHeads(), s.zones, container.NewHBox(add))
	due := container.NewGridWithColumns(4, s.marked("due", lang.L("Next due"), s.due.object()))
	body := container.NewVBox(s.said.box, facts, space(8), zones, space(8), field(lang.L("Notes"), s.notes), due)
	return page(head, container.NewVScroll(padded(body)))
}

func (s *sessionScreen) build() {
	s.date, s.due = newDateEntry(s.a.win, s.changed), newDateEntry(s.a.win, func() { s.touch("due") })
	names := make([]string, 0, len(kinds()))
	for _, k := range kinds() {
		names = append(names, kindName(k))
	}
	s.kind = widget.NewSelect(names, func(string) { s.changed() })
	s.practitioner, s.device, s.notes = widget.NewEntry(), widget.NewEntry(), newNotesEntry(4)
	s.practitioner.OnChanged = func(string) { s.touch("practitioner") }
	s.device.OnChanged = func(string) { s.touch("device") }
	s.device.SetPlaceHolder(lang.L("pen, 12 pins"))
	s.notes.OnChanged = func(string) { s.changed() }
	s.zones = container.NewVBox()
	s.said = newComplaint()
}

// fill puts the draft into the entries.
func (s *sessionScreen) fill() {
	s.filling = true
	defer func() { s.filling = false }()
	d := s.draft
	s.date.entry.SetText(d.Date)
	s.due.entry.SetText(d.NextDue)
	s.kind.SetSelected(kindName(d.Kind))
	s.practitioner.SetText(d.Practitioner)
	s.device.SetText(d.Device)
	s.notes.SetText(d.Notes)
	for _, z := range d.Zones {
		s.addZone(z)
	}
	if len(d.Zones) == 0 {
		s.addZone(zoneDraft{})
	}
}

// marked is a field that says while it still holds the last session's value.
func (s *sessionScreen) marked(key, label string, o fyne.CanvasObject) fyne.CanvasObject {
	m := quiet(lang.L("from last session"))
	m.Importance = widget.WarningImportance
	if !s.draft.Untouched[key] {
		m.Hide()
	}
	s.marks[key] = m
	return container.NewVBox(container.NewHBox(quiet(label), m), o)
}

func (s *sessionScreen) touch(key string) {
	if s.filling {
		return
	}
	delete(s.draft.Untouched, key)
	if m := s.marks[key]; m != nil {
		m.Hide()
	}
	s.changed()
}

// changed keeps what is typed.
func (s *sessionScreen) changed() {
	if s.filling || s.saving || s.a.lib == nil {
		return
	}
	s.a.touch()
	s.read()
	if err := s.draft.keep(s.a.lib, s.key); err != nil {
		s.a.fail(err)
	}
}

// read takes the entries into the draft.
func (s *sessionScreen) read() {
	d := &s.draft
	d.Date, d.NextDue = s.date.entry.Text, s.due.entry.Text
	d.Practitioner, d.Device, d.Notes = s.practitioner.Text, s.device.Text, s.notes.Text
	if i := s.kind.SelectedIndex(); i >= 0 {
		d.Kind = kinds()[i]
	}
	d.Zones = d.Zones[:0]
	for _, r := range s.rows {
		d.Zones = append(d.Zones, r.value())
	}
}

func (s *sessionScreen) save() {
	if s.saving {
		return
	}
	s.read()
	session, err := s.draft.into(s.session)
	if err != nil {
		s.a.say(s.said, message(err))
		return
	}
	s.saving = true
	lib := s.a.lib
	var stored storage.Session
	s.a.jobs.run(func(context.Context, func(int, int)) (err error) {
		if session.ID == "" {
			stored, err = lib.CreateSession(session)
		} else {
			stored, err = lib.UpdateSession(session)
		}
		if err != nil {
			return err
		}
		return lib.DropDraft(s.key)
	}, nil, func(err error) {
		if stored.ID != "" {
			s.session = stored // saving again must not make a second one
		}
		s.saved(err)
	})
}

func (s *sessionScreen) saved(err error) {
	s.saving = false
	if s.a.screen != screen(s) {
		return
	}
	if err != nil {
		s.a.say(s.said, message(err))
		return
	}
	s.done()
	s.a.toast(lang.L("Session saved."))
}

// cancel leaves the form and forgets the draft; the toast brings it back.
func (s *sessionScreen) cancel() {
	if s.saving {
		return
	}
	s.read()
	draft, lib := s.draft, s.a.lib
	changed := s.found || s.changedSince()
	if err := lib.DropDraft(s.key); err != nil {
		s.a.fail(err)
	}
	s.done()
	if !changed {
		return
	}
	s.a.offer(lang.L("What you typed was not saved."), lang.L("Continue typing"), func() {
		if err := draft.keep(lib, s.key); err != nil {
			s.a.fail(err)
			return
		}
		again := &sessionScreen{a: s.a, client: s.client, session: s.session, key: s.key}
		again.start(draft)
	})
}

// changedSince reports whether anything was typed that a draft now holds.
func (s *sessionScreen) changedSince() bool {
	_, ok, err := keptDraft(s.a.lib, s.key)
	return ok || err != nil
}

func (s *sessionScreen) opened() {
	if s.found {
		s.a.offer(lang.L("Continued from what you had typed."), lang.L("Start afresh"), s.afresh)
	}
	s.a.win.Canvas().Focus(s.date.entry)
}

// afresh forgets the draft that was found.
func (s *sessionScreen) afresh() {
	if s.a.screen != screen(s) {
		return
	}
	if err := s.a.lib.DropDraft(s.key); err != nil {
		s.a.fail(err)
		return
	}
	if s.session.ID != "" {
		s.a.editSession(s.client, s.session)
		return
	}
	sessions, err := s.a.lib.Sessions(s.client.ID)
	if err != nil {
		s.a.fail(err)
		return
	}
	s.a.newSession(s.client, sessions, today())
}

func (s *sessionScreen) left() {}

func (s *sessionScreen) menus() []*fyne.Menu {
	m := fyne.NewMenu(lang.L("Session"),
		item(lang.L("Save"), ctrl(fyne.KeyS), s.save),
		item(lang.L("Cancel"), ctrl(fyne.KeyW), s.cancel),
		item(lang.L("Add a zone"), ctrl(fyne.KeyD), func() { s.addZone(zoneDraft{}); s.changed() }))
	if s.session.ID != "" {
		m.Items = append(m.Items, fyne.NewMenuItemSeparator(), item(lang.L("Remove session"), nil, s.remove))
	}
	return []*fyne.Menu{m}
}

func (s *sessionScreen) remove() {
	lib, id := s.a.lib, s.session.ID
	s.a.remove(func() (storage.Removal, error) { return lib.RemoveSession(id) }, s.done)
}

func (s *sessionScreen) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		s.cancel()
	}
}
