package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// reviewScreen shows what would be imported, and where it would go.
type reviewScreen struct {
	a      *App
	c      *course
	items  []*arrival
	list   *widget.List
	start  *widget.Button
	thumbs []*thumb
	// choices are the views a photo can be given.
	choices []storage.View
	looking *job
	// live is set where the photos are of the watched folder: more that arrive
	// are added, what was left out is not offered again. adding adds them.
	live   bool
	adding *job
}

func newReviewScreen(a *App, c *course, found []storage.Candidate, hint cellHint) *reviewScreen {
	a.files.source = fileSource{a.o.Decoder}
	s := &reviewScreen{a: a, c: c, items: arrivals(c, nil, found, hint), live: a.watch.offers(found)}
	s.choices = s.views()
	return s
}

func (s *reviewScreen) content() fyne.CanvasObject {
	s.list = widget.NewList(func() int { return len(s.items) }, s.newRow, s.updateRow)
	s.start = primary("", s.run)
	all := widget.NewSelect(texts(s.choices, viewName), nil)
	all.PlaceHolder = lang.L("View of all")
	all.OnChanged = func(string) { s.setAll(s.choices[all.SelectedIndex()]) }
	head := container.NewBorder(nil, nil,
		container.New(tight{}, heading(lang.L("Import photos")), quiet(s.a.clientLabel(s.c.client))),
		container.NewCenter(container.NewHBox(all, widget.NewButton(lang.L("Cancel"), s.cancel), s.start)))
	s.count()
	return page(head, container.New(layout.NewCustomPaddedLayout(12, 8, 24, 24),
		container.NewBorder(s.heads(), nil, nil, nil, s.list)))
}

func (s *reviewScreen) menus() []*fyne.Menu {
	return []*fyne.Menu{fyne.NewMenu(lang.L("Import"),
		item(lang.L("Import photos"), ctrl(fyne.KeyReturn), s.run),
		item(lang.L("Cancel"), ctrl(fyne.KeyW), s.cancel))}
}

func (s *reviewScreen) opened() {
	s.a.win.Canvas().Focus(s.start)
	s.suggest()
}

func (s *reviewScreen) left() {
	s.looking.stop()
	s.adding.stop()
	for _, t := range s.thumbs {
		s.a.files.drop(&t.slot)
		t.set(nil)
	}
	s.a.files.lock()
}

func (s *reviewScreen) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		s.cancel()
	}
}

// dropped adds more files to what is being looked at.
func (s *reviewScreen) dropped(_ fyne.Position, paths []string) {
	for _, i := range s.items {
		paths = append(paths, i.Path)
	}
	s.a.importPhotos(s.c.client.ID, paths, cellHint{})
}

func (s *reviewScreen) cancel() { s.a.showTimeline(s.c.client.ID) }

func (s *reviewScreen) setAll(v storage.View) {
	for _, i := range s.items {
		i.view, i.told, i.recognised = v, true, false
	}
	s.list.Refresh()
}

// count writes on the button how many photos it imports.
func (s *reviewScreen) count() {
	n := 0
	for _, i := range s.items {
		if !i.skip {
			n++
		}
	}
	s.start.SetText(lang.XN("import.count", "Import {{.N}} photos", n, values{"N": n}))
	if n == 0 {
		s.start.Disable()
		return
	}
	s.start.Enable()
}

func viewChoices() []storage.View { return append([]storage.View{""}, storage.Views()...) }

func phases() []storage.Phase {
	return []storage.Phase{storage.PhaseBaseline, storage.PhasePre, storage.PhaseImmediate, storage.PhaseHealing, storage.PhaseFollowUp}
}

// sessionChoices are the sessions a photo can go to, and a new one of its date.
func (s *reviewScreen) sessionChoices(a *arrival) []string {
	names := make([]string, 0, len(s.c.sessions)+1)
	for i, session := range s.c.sessions {
		names = append(names, joined(s.c.sessionTitle(i), dateText(session.Date)))
	}
	if d := s.newDate(a); !d.IsZero() {
		names = append(names, lang.L("New session on {{.Date}}", values{"Date": dateText(d)}))
	}
	return names
}

func (s *reviewScreen) newDate(a *arrival) storage.Date {
	if a.Taken.IsZero() {
		return today()
	}
	return a.Taken
}

func (s *reviewScreen) choose(a *arrival, choice int) {
	a.session, a.newOn = "", storage.Date{}
	if choice < len(s.c.sessions) {
		a.session = s.c.sessions[choice].ID
	} else {
		a.newOn = s.newDate(a)
	}
	a.phase = s.c.phaseOf(a)
}

// reviewRow is one file. Cells are recycled: update sets everything.
type reviewRow struct {
	widget.BaseWidget
	face    *thumb
	name    *widget.Label
	why     *widget.Label
	date    *widget.Label
	source  *widget.Label
	session *widget.Select
	view    *widget.Select
	phase   *widget.Select
	take    *widget.Check
	object  fyne.CanvasObject
}

// CreateRenderer lays the row out in the columns of the heads.
func (r *reviewRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.object) }

func reviewColumns() columns { return columns{first: 88, shares: []float32{3.4, 1.9, 3, 2.6, 2, 1.2}} }

func (s *reviewScreen) heads() fyne.CanvasObject {
	return container.New(reviewColumns(), quiet(""), quiet(lang.L("File")), quiet(lang.L("Taken")), quiet(lang.L("Session")),
		quiet(lang.L("View")), quiet(lang.L("Phase")), quiet(lang.L("Import")))
}

func (s *reviewScreen) newRow() fyne.CanvasObject {
	r := &reviewRow{
		face: newThumb(72, 72), name: cell(), why: quiet(""), date: cell(), source: quiet(""),
		session: widget.NewSelect(nil, nil), view: widget.NewSelect(texts(s.choices, viewName), nil),
		phase: widget.NewSelect(texts(phases(), phaseName), nil), take: widget.NewCheck("", nil),
	}
	r.why.Truncation, r.source.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	middle := func(o fyne.CanvasObject) fyne.CanvasObject { return gap(container.New(centred{}, o)) }
	r.object = container.New(reviewColumns(), container.NewCenter(r.face),
		middle(container.New(tight{}, r.name, r.why)), middle(container.New(tight{}, r.date, r.source)),
		middle(r.session), middle(r.view), middle(r.phase), middle(r.take))
	s.thumbs = append(s.thumbs, r.face)
	r.ExtendBaseWidget(r)
	return r
}

func (s *reviewScreen) updateRow(id widget.ListItemID, o fyne.CanvasObject) {
	r, a := o.(*reviewRow), s.items[id]
	r.session.OnChanged, r.view.OnChanged, r.phase.OnChanged, r.take.OnChanged = nil, nil, nil, nil
	photo := storage.Photo{ID: storage.ID(a.Path), Info: a.Info}
	if a.Err != nil {
		photo = storage.Photo{}
	}
	r.face.load(s.a.files, photo, s.a.scale())
	write(r.name, filepath.Base(a.Path), widget.MediumImportance)
	r.remark(a)
	source := sourceName(a.TakenSource)
	if a.Taken.IsZero() {
		source = ""
	}
	write(r.date, dateText(a.Taken), widget.MediumImportance)
	write(r.source, source, widget.LowImportance)
	r.session.Options = s.sessionChoices(a)
	choice := s.c.sessionIndex(a.session)
	if choice < 0 {
		choice = len(r.session.Options) - 1
	}
	pick(r.session, choice)
	pick(r.view, max(0, slices.Index(s.choices, a.view)))
	pick(r.phase, max(0, slices.Index(phases(), a.phase)))
	r.take.SetChecked(!a.skip)
	r.enable(a)
	r.session.OnChanged = func(string) {
		s.choose(a, r.session.SelectedIndex())
		s.list.RefreshItem(id)
	}
	r.view.OnChanged = func(string) {
		a.view, a.told, a.recognised = s.choices[r.view.SelectedIndex()], true, false
		r.remark(a)
	}
	r.phase.OnChanged = func(string) { a.phase = phases()[r.phase.SelectedIndex()] }
	r.take.OnChanged = func(on bool) {
		a.skip = !on
		s.count()
		s.list.RefreshItem(id)
	}
}

// enable lets only what can be imported be changed.
func (r *reviewRow) enable(a *arrival) {
	never := a.Err != nil || a.Duplicate != nil
	for _, w := range []fyne.Disableable{r.session, r.view, r.phase} {
		if never || a.skip {
			w.Disable()
		} else {
			w.Enable()
		}
	}
	if never {
		r.take.Disable()
		return
	}
	r.take.Enable()
}

// remark writes what is said about a photo; what is well is said quietly.
func (r *reviewRow) remark(a *arrival) {
	importance := widget.WarningImportance
	if a.recognised {
		importance = widget.LowImportance
	}
	write(r.why, a.remark(), importance)
}

// pick chooses like write writes.
func pick(s *widget.Select, choice int) {
	if s.Selected != s.Options[choice] {
		s.SetSelectedIndex(choice)
	}
}

// remark is the reason, or what is still to be said about a photo.
func (a *arrival) remark() string {
	text := a.reason()
	switch {
	case text != "" || a.skip:
		return text
	case a.view == "":
		return lang.L("Which view is it?")
	case a.recognised:
		return lang.L("View recognised by what the photo shows")
	}
	return ""
}
