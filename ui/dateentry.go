package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// dateEntry takes a civil date, typed or from a calendar. Fyne's own parses
// by the system's locale, refuses an empty date and yields a time (fyne #5865).
type dateEntry struct {
	win     fyne.Window
	entry   *widget.Entry
	changed func()
	pop     *widget.PopUp
}

func newDateEntry(win fyne.Window, changed func()) *dateEntry {
	d := &dateEntry{win: win, entry: widget.NewEntry(), changed: changed}
	d.entry.SetPlaceHolder(lang.L("14 Apr 2026"))
	d.entry.Validator = func(s string) error {
		_, err := parseDate(s)
		return err
	}
	d.entry.OnChanged = func(string) { changed() }
	return d
}

func (d *dateEntry) object() fyne.CanvasObject {
	pick := widget.NewButtonWithIcon("", theme.CalendarIcon(), nil)
	pick.OnTapped = func() { d.open(pick) }
	return container.NewBorder(nil, nil, nil, pick, d.entry)
}

// value is the date typed; an error wraps storage.ErrInvalid.
func (d *dateEntry) value() (storage.Date, error) { return parseDate(d.entry.Text) }

func (d *dateEntry) set(date storage.Date) { d.entry.SetText(dateText(date)) }

func (d *dateEntry) open(below fyne.CanvasObject) {
	at := time.Now()
	if date, err := d.value(); err == nil && !date.IsZero() {
		at = date.Time()
	}
	calendar := widget.NewCalendar(at, func(t time.Time) {
		d.set(storage.DateOf(t))
		d.pop.Hide()
	})
	d.pop = widget.NewPopUp(calendar, d.win.Canvas())
	d.pop.ShowAtRelativePosition(fyne.NewPos(-calendar.MinSize().Width+below.Size().Width, below.Size().Height), below)
}
