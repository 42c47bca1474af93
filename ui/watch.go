package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"skinline/storage"
	"skinline/storage/watch"
	"skinline/ui/view"
)

// settingWatch is where a library keeps which folder it watches.
const settingWatch = "watch"

// Looks are at least watchPause apart and take a twentieth of the time at most.
const (
	watchPause = 2 * time.Second
	watchShare = 20
)

// watching is the folder whose new photos are offered for import while the
// library is open. Nothing in it is ever changed, nothing imported unasked.
//
// Its path may hold a name, so it is kept in the library and nowhere else.
type watching struct {
	a       *App
	notice  *view.Notice
	pause   time.Duration // between two looks
	folder  *watch.Folder // nil: none is watched
	timer   *time.Timer
	waiting []string // new photos that nobody has decided about
	away    bool     // the folder is not there now
	later   bool     // the notice was put off until more arrive
	decided int      // how often was decided: a look from before is out of date
}

// keptWatch is what a library keeps of it.
type keptWatch struct {
	Folder string      `json:"folder"`
	Known  watch.Known `json:"known"`
}

func newWatching(a *App) *watching {
	return &watching{a: a, notice: view.NewNotice(), pause: watchPause}
}

// resume watches what the library says, once it is open.
func (w *watching) resume(lib *storage.Library) {
	var kept keptWatch
	w.a.jobs.run(func(context.Context, func(int, int)) error {
		_, err := lib.Setting(settingWatch, &kept)
		return err
	}, nil, func(err error) {
		if err == nil && kept.Folder != "" && w.folder == nil {
			w.begin(watch.Open(kept.Folder, lib.Dir(), kept.Known, storage.PhotoName))
		}
	})
}

// choose watches dir from now on; done is told that, or why it cannot be.
func (w *watching) choose(dir string, done func(error)) {
	lib := w.a.lib
	f := watch.Open(dir, lib.Dir(), "", storage.PhotoName)
	w.a.jobs.aside(func(ctx context.Context) error {
		if err := watchable(dir, lib.Dir()); err != nil {
			return err
		}
		return f.Accept(ctx)
	}, func(err error) {
		if err == nil {
			w.stop()
			w.begin(f)
			w.keep()
		}
		done(err)
	})
}

// watchable returns an error for what is no folder, and for the library's own.
func watchable(dir, library string) error {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return fmt.Errorf("there is no such folder: %w", storage.ErrInvalid)
	}
	if rel, err := filepath.Rel(library, dir); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return fmt.Errorf("a library cannot watch its own folder: %w", storage.ErrInvalid)
	}
	return nil
}

func (w *watching) begin(f *watch.Folder) {
	w.folder, w.away, w.later = f, false, false
	w.look()
}

// stop ends watching; the library still knows the folder.
func (w *watching) stop() {
	w.folder, w.waiting = nil, nil
	if w.timer != nil {
		w.timer.Stop()
	}
	w.notice.Hide()
}

// forget ends watching for good.
func (w *watching) forget() {
	w.stop()
	w.a.keep(settingWatch, keptWatch{})
}

func (w *watching) keep() {
	w.a.keep(settingWatch, keptWatch{w.folder.Dir(), w.folder.Known()})
}

// look looks once, and again after a pause, until another folder is watched.
func (w *watching) look() {
	f, started, decided := w.folder, time.Now(), w.decided
	var found []string
	w.a.jobs.aside(func(ctx context.Context) (err error) {
		found, err = f.Look(ctx, time.Now())
		return err
	}, func(err error) {
		if w.folder != f {
			return
		}
		if decided == w.decided {
			w.looked(found, err)
		}
		w.timer = w.a.jobs.after(max(w.pause, watchShare*time.Since(started)), func() {
			if w.folder == f {
				w.look()
			}
		})
	})
}

// looked takes up what a look has found.
func (w *watching) looked(found []string, err error) {
	if err != nil && !w.away {
		w.a.toast(lang.L("The watched folder cannot be reached. Watching goes on when it is back."))
	}
	w.away = err != nil
	if slices.ContainsFunc(found, func(path string) bool { return !slices.Contains(w.waiting, path) }) {
		w.later = false
	}
	w.waiting = found
	w.tell()
	if s, ok := w.a.screen.(*reviewScreen); ok && s.live {
		s.more(found)
	}
}

// tell says quietly how many photos wait, where that disturbs nobody: not over
// photos that a client is shown.
func (w *watching) tell() {
	_, clients := w.a.screen.(*clientsScreen)
	_, timeline := w.a.screen.(*timelineScreen)
	if len(w.waiting) == 0 || w.later || !clients && !timeline {
		w.notice.Hide()
		return
	}
	text, answer := w.count(), lang.L("Review")
	if clients {
		text, answer = joined(text, lang.L("open their client to import them")), ""
	}
	w.notice.Show(text, answer, w.review, lang.L("Later"), func() { w.later = true })
}

// count says how many photos wait, "" for none.
func (w *watching) count() string {
	n := len(w.waiting)
	if n == 0 {
		return ""
	}
	return lang.XN("watch.count", "{{.N}} new photos in the watched folder", n, values{"N": n})
}

// review opens the review of what waits, for the client whose page is open.
func (w *watching) review() {
	s, ok := w.a.screen.(*timelineScreen)
	switch {
	case w.folder == nil:
		w.a.askWatch()
	case len(w.waiting) == 0:
		w.a.toast(lang.L("There is nothing new in the watched folder."))
	case ok:
		w.a.importPhotos(s.c.client.ID, w.waiting, cellHint{})
	}
}

// offers reports whether all of found wait in the watched folder.
func (w *watching) offers(found []storage.Candidate) bool {
	return len(found) > 0 && !slices.ContainsFunc(found, func(c storage.Candidate) bool { return !slices.Contains(w.waiting, c.Path) })
}

// settle says that paths were decided about and are offered no more.
func (w *watching) settle(paths []string) {
	if w.folder == nil || len(paths) == 0 {
		return
	}
	w.decided++
	w.folder.Settle(paths)
	w.waiting = slices.DeleteFunc(slices.Clone(w.waiting), func(path string) bool { return slices.Contains(paths, path) })
	w.keep()
	w.tell()
}
