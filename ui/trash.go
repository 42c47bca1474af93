package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// remove moves one thing to the trash in the background and offers to undo
// it; changed is called after the removal and after the undo.
func (a *App) remove(do func() (storage.Removal, error), changed func()) {
	var r storage.Removal
	a.jobs.run(func(context.Context, func(int, int)) (err error) {
		r, err = do()
		return err
	}, nil, func(err error) {
		if err != nil {
			a.fail(err)
			return
		}
		changed()
		a.did(lang.L("{{.What}} moved to the trash.", values{"What": r.Label}), func() {
			a.restore([]storage.ID{r.ID}, changed)
		}, func() { a.remove(do, changed) })
	})
}

// restore brings removals back.
func (a *App) restore(removals []storage.ID, changed func()) {
	lib := a.lib
	a.jobs.run(func(context.Context, func(int, int)) error {
		for _, id := range removals {
			if err := lib.Restore(id); err != nil {
				return err
			}
		}
		return nil
	}, nil, func(err error) {
		if err != nil {
			a.fail(err)
			return
		}
		a.toast(lang.L("Restored."))
		changed()
	})
}

// trashScreen lists what was removed.
type trashScreen struct {
	a    *App
	rows *fyne.Container
}

func (a *App) showTrash() { a.show(&trashScreen{a: a}) }

func (s *trashScreen) content() fyne.CanvasObject {
	s.rows = container.NewVBox()
	back := widget.NewButton(lang.L("Clients"), s.a.showClients)
	s.read()
	return page(container.NewBorder(nil, nil, container.NewHBox(container.NewCenter(back), heading(lang.L("Trash"))), nil),
		container.NewVScroll(padded(s.rows)))
}

func (s *trashScreen) menus() []*fyne.Menu { return nil }
func (s *trashScreen) opened()             {}
func (s *trashScreen) left()               {}

func (s *trashScreen) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		s.a.showClients()
	}
}

func (s *trashScreen) read() {
	if s.a.screen != screen(s) && s.a.screen != nil && s.rows.Objects != nil {
		return
	}
	removals, err := s.a.lib.Trash()
	if err != nil {
		s.a.fail(err)
		return
	}
	s.rows.RemoveAll()
	if len(removals) == 0 {
		s.rows.Add(prose(lang.L("The trash is empty. What you remove waits here until you delete it for good.")))
	}
	for _, r := range removals {
		s.rows.Add(s.row(r))
		s.rows.Add(widget.NewSeparator())
	}
}

func (s *trashScreen) row(r storage.Removal) fyne.CanvasObject {
	label := cell()
	label.SetText(r.Label)
	what := joined(lang.L("removed {{.Date}}", values{"Date": dateText(storage.DateOf(r.Removed.Local()))}),
		lang.XN("photos.count", "{{.N}} photos", r.Photos, values{"N": r.Photos}))
	restore := widget.NewButton(lang.L("Restore"), func() { s.a.restore([]storage.ID{r.ID}, s.read) })
	purge := widget.NewButton(lang.L("Delete for good"), func() { s.confirm(r) })
	purge.Importance = widget.LowImportance
	return container.NewBorder(nil, nil, nil, container.NewHBox(restore, purge), container.New(tight{}, label, quiet(what)))
}

// confirm asks, because this cannot be undone.
func (s *trashScreen) confirm(r storage.Removal) {
	s.a.ask(lang.L("Delete for good?"),
		lang.L("{{.What}} and its photos will be deleted from this library. This cannot be undone.", values{"What": r.Label}),
		lang.L("Delete for good"), lang.L("Keep"), func() { s.purge(r) })
}

func (s *trashScreen) purge(r storage.Removal) {
	lib := s.a.lib
	s.a.jobs.run(func(context.Context, func(int, int)) error { return lib.Purge(r.ID) }, nil, func(err error) {
		if err != nil {
			s.a.fail(err)
			return
		}
		s.a.toast(lang.L("Deleted for good."))
		s.read()
	})
}
