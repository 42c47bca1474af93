package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// clientRow is one client in the list. Cells are recycled: update sets all.
type clientRow struct {
	widget.BaseWidget
	face     *thumb
	name     *widget.Label
	code     *widget.Label
	concern  *widget.Label
	last     *widget.Label
	due      *widget.Label
	sessions *widget.Label
	missing  *widget.Label
	open     func()
	menu     func(fyne.Position)
}

// clientColumns are the widths of a row: the face's own, then shares.
var _ fyne.Tappable = (*clientRow)(nil)

func clientColumns() columns {
	return columns{first: 64, shares: []float32{2.9, 2.6, 2, 2.3, 1.5, 2.9}}
}

func (s *clientsScreen) newRow() fyne.CanvasObject {
	r := &clientRow{
		face: newThumb(56, 56), name: cell(), code: quiet(""), concern: cell(),
		last: cell(), due: cell(), sessions: cell(), missing: quiet(""),
	}
	r.name.TextStyle.Bold = true
	for _, l := range []*widget.Label{r.code, r.missing} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	r.ExtendBaseWidget(r)
	s.thumbs = append(s.thumbs, r.face)
	return r
}

// cell is a label that never widens its column.
func cell() *widget.Label {
	l := widget.NewLabel("")
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// write leaves alone what is as it should be: a list asks for its rows several
// times while it appears, and to measure a text is dear.
func write(l *widget.Label, text string, importance widget.Importance) {
	if l.Text == text && l.Importance == importance {
		return
	}
	l.Importance = importance
	l.SetText(text)
}

// CreateRenderer lays the row out in the columns of the heads.
func (r *clientRow) CreateRenderer() fyne.WidgetRenderer {
	middle := func(o ...fyne.CanvasObject) fyne.CanvasObject {
		return container.New(centred{}, container.New(tight{}, o...))
	}
	return widget.NewSimpleRenderer(container.New(clientColumns(), container.NewCenter(r.face),
		middle(r.name, r.code), middle(r.concern), middle(r.last), middle(r.due), middle(r.sessions), middle(r.missing)))
}

// Tapped opens the client.
func (r *clientRow) Tapped(*fyne.PointEvent) { r.open() }

// TappedSecondary offers what can be done with the client.
func (r *clientRow) TappedSecondary(e *fyne.PointEvent) { r.menu(e.AbsolutePosition) }

func (s *clientsScreen) updateRow(id widget.ListItemID, o fyne.CanvasObject) {
	r, c := o.(*clientRow), s.found[id]
	r.face.load(s.a.loader, s.face(c.ClientSummary), s.a.scale())
	due := widget.MediumImportance
	if !c.NextDue.IsZero() && c.NextDue.Before(today()) {
		due = widget.WarningImportance
	}
	write(r.name, s.a.clientLabel(c.Client), widget.MediumImportance)
	write(r.code, c.Code, widget.LowImportance)
	write(r.concern, c.Concern, widget.MediumImportance)
	write(r.last, dateText(c.LastSession), widget.MediumImportance)
	write(r.due, dateText(c.NextDue), due)
	write(r.sessions, strconv.Itoa(c.Sessions), widget.MediumImportance)
	write(r.missing, missing(c.ClientSummary), widget.LowImportance)
	r.open = func() { s.chosen = id; s.open(c.Client) }
	r.menu = func(at fyne.Position) {
		s.chosen = id
		s.list.Select(id)
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("",
			item(lang.L("Open"), nil, func() { s.open(c.Client) }),
			item(lang.L("Edit details"), nil, func() { s.edit(c.Client) }),
			item(lang.L("Remove client"), nil, func() { s.remove(c.Client) })), s.a.win.Canvas(), at)
	}
}

// missing says what the record lacks.
func missing(c storage.ClientSummary) string {
	var sessions, baseline, photos string
	switch {
	case c.Sessions == 0:
		sessions = lang.L("no session yet")
	case !c.HasBaseline:
		baseline = lang.L("no baseline")
	}
	if c.Photos == 0 {
		photos = lang.L("no photos")
	}
	return joined(sessions, baseline, photos)
}

// heads are the columns' names; each sorts by its column.
func (s *clientsScreen) heads() fyne.CanvasObject {
	s.titles = nil
	objects := []fyne.CanvasObject{quiet("")}
	for o := byName; o <= byMissing; o++ {
		b := widget.NewButton("", func() { s.sortBy(o) })
		b.Importance, b.Alignment = widget.LowImportance, widget.ButtonAlignLeading
		s.titles = append(s.titles, b)
		objects = append(objects, b)
	}
	s.nameColumns()
	return container.New(clientColumns(), objects...)
}

// nameColumns marks the column that the list is sorted by.
func (s *clientsScreen) nameColumns() {
	names := []string{
		lang.L("Name"), lang.L("Concern"), lang.L("Last session"), lang.L("Next due"), lang.L("Sessions"), lang.L("Missing"),
	}
	for i, b := range s.titles {
		text := names[i]
		switch {
		case clientOrder(i) == s.order && s.reverse:
			text += " ↑"
		case clientOrder(i) == s.order:
			text += " ↓"
		}
		b.SetText(text)
	}
}
