package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos/decode"
	"skinline/storage"
)

// outcome is what one import did.
type outcome struct {
	results  []storage.ImportResult
	sessions []storage.ID // made for it
}

func (o outcome) count(status storage.ImportStatus) int {
	n := 0
	for _, r := range o.results {
		if r.Status == status {
			n++
		}
	}
	return n
}

// run imports what is not left out; a cancelled import keeps whole photos.
func (s *reviewScreen) run() {
	var take []arrival
	for _, i := range s.items {
		if !i.skip {
			take = append(take, *i)
		}
	}
	if len(take) == 0 {
		return
	}
	wait := newWaitScreen(lang.XN("importing.count", "Importing {{.N}} photos", len(take), values{"N": len(take)}))
	var o outcome
	lib, c, a, offered := s.a.lib, s.c, s.a, s.offered()
	importing := a.jobs.run(func(ctx context.Context, progress func(int, int)) error {
		return o.fill(ctx, lib, c, take, progress)
	}, func(done, total int) {
		a.touch() // an import under way is no idle window
		wait.progress(done, total)
	}, func(err error) {
		a.watch.settle(o.decided(offered, err == nil))
		if a.screen != screen(wait) {
			return
		}
		if o.count(storage.Failed)+o.count(storage.Duplicate) > 0 {
			a.show(&resultScreen{a: a, c: c, o: o})
		} else {
			a.showTimeline(c.client.ID)
		}
		a.fail(err)
		a.imported(c, o, len(take))
		if o.count(storage.Imported) > 0 {
			a.alignAll(c.client.ID, false)
		}
	})
	wait.stop = importing.stop
	a.show(wait)
}

// offered are the files of the watched folder that the review showed.
func (s *reviewScreen) offered() []string {
	var paths []string
	for _, i := range s.items {
		if s.live {
			paths = append(paths, i.Path)
		}
	}
	return paths
}

// summary counts what became of the files.
func (o outcome) summary() string {
	in, there, failed := o.count(storage.Imported), o.count(storage.Duplicate), o.count(storage.Failed)
	return joined(lang.XN("result.imported", "{{.N}} imported", in, values{"N": in}),
		lang.XN("result.there", "{{.N}} already there", there, values{"N": there}),
		lang.XN("result.failed", "{{.N}} not readable", failed, values{"N": failed}))
}

// decided are the files that need not be offered again: those that are in the
// library or cannot be read and, where nothing was stopped, all offered that
// were left out.
func (o *outcome) decided(offered []string, whole bool) []string {
	var paths []string
	tried := map[string]bool{}
	for _, r := range o.results {
		tried[r.Item.Path] = true
		own := errors.Is(r.Err, decode.ErrUnsupported) || errors.Is(r.Err, decode.ErrTooLarge) || errors.Is(r.Err, decode.ErrDamaged)
		if r.Status != storage.Failed || own {
			paths = append(paths, r.Item.Path)
		}
	}
	for _, path := range offered {
		if whole && !tried[path] {
			paths = append(paths, path)
		}
	}
	return paths
}

// fill makes the new sessions and imports; away from the main goroutine.
func (o *outcome) fill(ctx context.Context, lib *storage.Library, c *course, take []arrival, progress func(int, int)) error {
	made := map[storage.Date]storage.ID{}
	items := make([]storage.ImportItem, 0, len(take))
	for _, a := range take {
		if a.session == "" && made[a.newOn] == "" {
			session, err := lib.CreateSession(storage.Session{ClientID: c.client.ID, Date: a.newOn, Kind: c.newKind(a.newOn)})
			if err != nil {
				return err
			}
			made[a.newOn] = session.ID
			o.sessions = append(o.sessions, session.ID)
		}
		if a.session == "" {
			a.session = made[a.newOn]
		}
		items = append(items, storage.ImportItem{Path: a.Path, Session: a.session, View: a.view, Phase: a.phase, SHA256: a.SHA256})
	}
	return lib.Import(ctx, items, func(r storage.ImportResult) {
		o.results = append(o.results, r)
		progress(len(o.results), len(items))
	})
}

// imported tells the result of total files and offers to undo it.
func (a *App) imported(c *course, o outcome, total int) {
	n := o.count(storage.Imported)
	if n == 0 {
		return
	}
	text := lang.XN("imported.count", "{{.N}} photos imported.", n, values{"N": n})
	if left := total - len(o.results); left > 0 {
		text += " " + lang.XN("imported.left", "The import was stopped: {{.N}} files were not looked at.", left, values{"N": left})
	}
	a.did(text, func() { a.undoImport(c, o) }, nil)
}

// undoImport moves what was imported to the trash.
func (a *App) undoImport(c *course, o outcome) {
	lib := a.lib
	a.jobs.run(func(context.Context, func(int, int)) error {
		for _, r := range o.results {
			if r.Status != storage.Imported {
				continue
			}
			if _, err := lib.RemovePhoto(r.Photo.ID); err != nil {
				return err
			}
		}
		for _, id := range o.sessions {
			if _, err := lib.RemoveSession(id); err != nil {
				return err
			}
		}
		return nil
	}, nil, func(err error) {
		a.fail(err)
		if err == nil {
			a.toast(lang.L("The imported photos are in the trash."))
			a.showTimeline(c.client.ID)
		}
	})
}

// resultScreen names what was not imported, and why.
type resultScreen struct {
	a *App
	c *course
	o outcome
}

func (s *resultScreen) content() fyne.CanvasObject {
	rows := container.NewVBox()
	for _, r := range s.o.results {
		if r.Status == storage.Imported {
			continue
		}
		name := cell()
		name.SetText(filepath.Base(r.Item.Path))
		why := prose(message(r.Err))
		why.Importance = widget.WarningImportance
		rows.Add(container.New(tight{}, name, why))
	}
	head := container.NewBorder(nil, nil,
		container.New(tight{}, heading(lang.L("Import photos")), quiet(s.o.summary())),
		container.NewCenter(primary(lang.L("To the timeline"), s.leave)))
	return page(head, container.NewVScroll(padded(rows)))
}

func (s *resultScreen) leave() { s.a.showTimeline(s.c.client.ID) }

func (s *resultScreen) menus() []*fyne.Menu {
	return []*fyne.Menu{fyne.NewMenu(lang.L("Import"), item(lang.L("To the timeline"), ctrl(fyne.KeyW), s.leave))}
}

func (s *resultScreen) opened() {}
func (s *resultScreen) left()   {}

func (s *resultScreen) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape || e.Name == fyne.KeyReturn {
		s.leave()
	}
}
