package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
	"skinline/ui/view"
)

// earlyDays is how long after a treatment a photo is too early to judge the
// result by: the skin remodels for weeks, and redness and swelling flatter.
const earlyDays = 28

// compareFoot is the facts of one photo, beneath it.
type compareFoot struct {
	s       *compareScreen
	p       *comparePane
	object  *fyne.Container
	lines   *fyne.Container
	strip   *view.Fill // shows that the photo is the active one
	head    *fyne.Container
	title   *widget.Label
	brief   *widget.Label // the title in a column too narrow for anything beside it
	facts   *widget.Label
	caution *widget.Label
	notes   *widget.Label
	apart   *fyne.Container
	moved   *widget.Button
	pin     *widget.Button
	steps   *fyne.Container
}

func newCompareFoot(s *compareScreen, p *comparePane) *compareFoot {
	f := &compareFoot{s: s, p: p, strip: view.NewFill(view.ColorAccent)}
	f.title, f.facts, f.caution, f.notes = widget.NewLabel(""), prose(""), prose(""), widget.NewLabel("")
	f.brief = prose("")
	f.title.TextStyle.Bold, f.brief.TextStyle.Bold = true, true
	f.title.Truncation, f.notes.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	f.notes.Importance, f.caution.Importance = widget.LowImportance, widget.WarningImportance
	apart := widget.NewLabel(lang.L("Not aligned: size and position differ"))
	apart.Importance = widget.WarningImportance
	f.apart = container.NewHBox(apart, widget.NewButton(lang.L("Align"), func() { s.a.alignPhoto(s.c, p.photo) }))
	f.moved = widget.NewButton("", func() { s.do(f.index(), s.reset) })
	f.moved.Importance = widget.LowImportance
	f.pin = widget.NewButton("", func() { s.do(f.index(), s.pin) })
	f.pin.Importance = widget.LowImportance
	step := func(icon fyne.Resource, by int) *widget.Button {
		b := widget.NewButtonWithIcon("", icon, func() { s.do(f.index(), func() { s.stepActive(by) }) })
		b.Importance = widget.LowImportance
		return b
	}
	f.steps = container.NewHBox(step(theme.NavigateBackIcon(), -1), step(theme.NavigateNextIcon(), 1))
	f.head = container.NewBorder(nil, nil, nil, container.NewHBox(f.moved, f.pin, f.steps), container.New(centred{}, f.title))
	f.lines = container.New(tight{}, f.head, f.brief, f.facts, f.caution, f.apart, f.notes)
	f.object = container.NewStack(panel(), container.NewBorder(container.NewStack(space(3), f.strip), nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, 4, 8, 4), f.lines)))
	return f
}

func (f *compareFoot) index() int {
	for i, p := range f.s.board.panes {
		if p == f.p {
			return i
		}
	}
	return 0
}

// fill writes what is known of the photo; compact is what must be read of every
// one of many, in columns as narrow as they may be.
func (f *compareFoot) fill(compact bool) {
	c, p := f.s.c, f.p.photo
	f.title.SizeName, f.facts.SizeName, f.caution.SizeName, f.notes.SizeName = view.SizeSection, view.SizeTouch, view.SizeTouch, view.SizeBody
	if len(f.s.board.panes) >= mostInRow {
		f.title.SizeName = view.SizeTouch // a narrow column holds date and session
	}
	if compact {
		f.brief.SizeName, f.facts.SizeName, f.caution.SizeName = view.SizeTouch, view.SizeBody, view.SizeBody
	}
	f.head.Hidden, f.brief.Hidden = compact, !compact
	title, facts := c.facts(p, compact)
	f.title.SetText(title)
	f.brief.SetText(title)
	f.facts.SetText(facts)
	f.facts.Hidden = facts == ""
	caution := c.cautionText(p)
	if compact && !c.placed(p) {
		caution = joined(caution, lang.L("Not aligned"))
	}
	f.caution.SetText(caution)
	f.caution.Hidden = f.caution.Text == ""
	f.apart.Hidden = compact || c.placed(p)
	f.notes.SetText("")
	if i := c.sessionIndex(p.SessionID); i >= 0 {
		f.notes.SetText(strings.Join(strings.Fields(c.sessions[i].Notes), " "))
	}
	f.notes.Hidden = compact || f.notes.Text == ""
	f.mark(compact)
}

// facts are what is told of a photo in large letters and below; compact is its
// date, and session, phase and days since the first.
func (c *course) facts(p storage.Photo, compact bool) (title, facts string) {
	lines := c.caption(p)
	if i := c.sessionIndex(p.SessionID); compact && i >= 0 {
		date, session, phase := c.photoDate(p), c.sessionTitle(i), ""
		if p.Phase != "" && !healing(p.Phase) && !strings.HasPrefix(session, phaseName(p.Phase)) {
			phase = phaseName(p.Phase) // healing is said as a caution
		}
		since := daysText(date.DaysSince(c.sessions[0].Date))
		if date == c.sessions[0].Date {
			since = c.sinceFirst(date)
		}
		return dateText(date), joined(session, phase, since)
	}
	facts = c.when(p, "")
	if rest := joined(lines[min(2, len(lines)):]...); rest != "" {
		facts += "\n" + rest
	}
	return lines[0], facts
}

// mark shows what is active, pinned and moved.
func (f *compareFoot) mark(compact bool) {
	i, b := f.index(), f.s.board
	f.strip.Hidden = i != b.active
	f.strip.Refresh()
	f.pin.SetText(lang.L("Pin"))
	if i == b.pinned {
		f.pin.SetText(lang.L("Pinned"))
	}
	f.pin.Hidden = compact // the photo says it
	f.steps.Hidden = compact || i == b.pinned
	px := b.zoom.Pixels(f.p.pane.Offset())
	f.moved.Hidden = px == 0
	f.moved.SetText(lang.L("moved {{.N}} px · reset", values{"N": fmt.Sprintf("%.0f", px)}))
}

// height is what the facts need at a width.
func (f *compareFoot) height(width float32) float32 {
	f.object.Resize(fyne.NewSize(width, f.object.Size().Height))
	return f.object.MinSize().Height
}

// cautionText says why a photo must not be taken for a result, "" when it
// may: the skin is healing, or the last treatment was too recent.
func (c *course) cautionText(p storage.Photo) string {
	if healing(p.Phase) {
		return c.healingText(p)
	}
	date := c.photoDate(p)
	own := c.sessionIndex(p.SessionID)
	for k := len(c.sessions) - 1; k >= 0; k-- {
		s := c.sessions[k]
		days := date.DaysSince(s.Date)
		if s.Kind != storage.KindTreatment || days <= 0 || k == own && p.Phase != storage.PhaseFollowUp {
			continue // taken before it
		}
		if days >= earlyDays {
			return ""
		}
		return lang.L("Too early to judge: {{.Days}} after {{.Session}}", values{"Days": daysText(days), "Session": strings.ToLower(c.sessionTitle(k))})
	}
	return ""
}
