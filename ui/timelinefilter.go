package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// askFilter asks what of the course is shown; every choice shows at once.
func (s *timelineScreen) askFilter() {
	if len(s.whole.sessions) == 0 {
		return
	}
	views := container.NewVBox()
	for _, r := range s.whole.rows {
		check := s.a.newCheck(viewName(r.view))
		check.SetChecked(!slices.Contains(s.filter.hidden, r.view))
		check.OnChanged = func(on bool) { s.showView(r.view, on) }
		views.Add(check)
	}
	any := lang.L("All")
	phase := s.a.newSelect(append([]string{any}, texts(phases(), phaseName)...))
	phase.SetSelectedIndex(1 + slices.Index(phases(), s.filter.phase))
	phase.OnChanged = func(string) {
		s.filter.phase = ""
		if i := phase.SelectedIndex(); i > 0 {
			s.filter.phase = phases()[i-1]
		}
		s.refilter()
	}
	names := s.whole.zones()
	zone := s.a.newSelect(append([]string{any}, names...))
	zone.SetSelectedIndex(1 + slices.Index(names, s.filter.zone))
	zone.OnChanged = func(string) {
		s.filter.zone = ""
		if i := zone.SelectedIndex(); i > 0 {
			s.filter.zone = names[i-1]
		}
		s.refilter()
	}
	comparable := s.a.newCheck(lang.L("Only what is comparable with the reference"))
	comparable.SetChecked(s.filter.comparable)
	comparable.OnChanged = func(on bool) {
		s.filter.comparable = on
		s.refilter()
	}
	var m *modal
	m = s.a.newModal(lang.L("Show"), 420,
		container.NewVBox(field(lang.L("Views"), views), field(lang.L("Phase"), phase), field(lang.L("Zone treated"), zone), comparable),
		widget.NewButton(lang.L("Show everything"), func() {
			m.hide()
			s.showAll()
		}), primary(lang.L("Done"), func() { m.hide() }))
	m.show()
}

func (s *timelineScreen) showView(v storage.View, on bool) {
	s.filter.hidden = slices.DeleteFunc(slices.Clone(s.filter.hidden), func(h storage.View) bool { return h == v })
	if !on {
		s.filter.hidden = append(s.filter.hidden, v)
	}
	s.refilter()
}

func (s *timelineScreen) showAll() {
	s.filter = courseFilter{}
	s.refilter()
}

// refilter shows what the filter leaves, from the start.
func (s *timelineScreen) refilter() {
	s.a.touch()
	s.matrix.Select()
	s.c = s.whole.filtered(s.filter)
	s.nameFilter()
	s.fill()
	s.matrix.SetOffset(fyne.Position{})
}

// nameFilter says on the button that something is hidden.
func (s *timelineScreen) nameFilter() {
	s.show.Importance = widget.MediumImportance
	text := lang.L("Show")
	if s.filter.active() {
		s.show.Importance = widget.WarningImportance
		text = lang.L("Not all shown")
	}
	s.show.SetText(text)
}
