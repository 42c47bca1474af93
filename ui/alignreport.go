package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos/align"
	"skinline/storage"
)

// alignReport lists what a series could not align, or not surely, and leads to
// the place where points are set.
type alignReport struct {
	a      *App
	c      *course
	s      *aligning
	thumbs []*thumb
}

// showAlignReport reads the course as it is now and shows what needs points.
func (a *App) showAlignReport(client storage.ID, s *aligning) {
	a.withCourse(client, func(c *course, _ place) {
		if a.aligning == s {
			a.aligning = nil // looked at
		}
		a.show(&alignReport{a: a, c: c, s: s})
	})
}

func (r *alignReport) content() fyne.CanvasObject {
	rows := container.NewVBox()
	for _, step := range r.s.steps {
		p, ok := r.c.photo(step.Photo.ID)
		if why := r.why(p, step); ok && why != "" {
			rows.Add(r.row(p, why))
		}
	}
	if len(rows.Objects) == 0 {
		rows.Add(prose(lang.L("Every photo lies on the reference of its view.")))
	}
	undo := widget.NewButton(lang.L("Undo"), r.undo)
	if r.s.placed() == 0 {
		undo.Disable()
	}
	head := container.NewBorder(nil, nil,
		container.New(tight{}, heading(lang.L("Align all")), quiet(joined(r.a.clientLabel(r.c.client), r.s.text()))),
		container.NewCenter(container.NewHBox(undo, primary(lang.L("To the timeline"), r.leave))))
	return page(head, container.NewVScroll(padded(rows)))
}

// why says what a person should look at, "" for a photo that is well aligned
// now.
func (r *alignReport) why(p storage.Photo, step storage.SeriesStep) string {
	a := p.AlignmentTo(r.c.frames[p.View].Reference)
	switch {
	case a != nil && a.Outcome == align.ByLandmarks:
		return joined(r.c.alignmentText(*a), reasonText(a.Reason))
	case r.c.placed(p):
		return ""
	case step.Err != nil:
		return message(step.Err)
	}
	return r.c.refusalText(p)
}

func (r *alignReport) row(p storage.Photo, why string) fyne.CanvasObject {
	t := newThumb(56, 56)
	t.load(r.a.loader, p, r.a.scale())
	r.thumbs = append(r.thumbs, t)
	name := cell()
	name.SetText(joined(viewName(p.View), dateText(r.c.photoDate(p))))
	name.TextStyle.Bold = true
	mark := widget.NewButton(lang.L("Mark points"), func() { r.a.alignPhoto(r.c, p) })
	return container.NewBorder(nil, nil, container.NewCenter(t), container.NewCenter(mark), container.New(tight{}, name, prose(why)))
}

func (r *alignReport) undo() { r.a.undoAligned(r.s) }

func (r *alignReport) leave() { r.a.showTimeline(r.c.client.ID) }

func (r *alignReport) menus() []*fyne.Menu {
	return []*fyne.Menu{fyne.NewMenu(lang.L("Align"),
		item(lang.L("Undo"), &fyne.ShortcutUndo{}, r.undo),
		item(lang.L("Back to the timeline"), ctrl(fyne.KeyW), r.leave))}
}

func (r *alignReport) opened() {}

func (r *alignReport) left() {
	for _, t := range r.thumbs {
		r.a.loader.drop(&t.slot)
		t.set(nil)
	}
}

func (r *alignReport) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape || e.Name == fyne.KeyReturn {
		r.leave()
	}
}
