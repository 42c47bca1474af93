// Package ui is the window: unlocking a library, clients, the timeline, the
// session form, import, align and crop, compare. It knows storage and photos;
// nothing imports it but cmd.
//
// Everything here runs on Fyne's main goroutine except the work handed to
// jobs and the loader, the only two files that start goroutines.
package ui

import (
	"context"
	"embed"
	"log/slog"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"skinline/storage"
	"skinline/ui/view"
)

//go:embed translations
var translations embed.FS

// title never names a client: window titles are seen by screen recorders,
// task switchers and window managers.
const title = "Skinline"

// Options is what the program gives the window.
type Options struct {
	Library    string // folder to open; "" asks
	Passphrase string // from the environment or keyring; "" asks
	// Remember is called with the folder of a library once it was opened.
	Remember func(dir string)
	// Decoder reads every photo, of the library and of files being looked at;
	// it stays the caller's. nil decodes in this process.
	Decoder storage.Decoder
	// Demo makes the demo library in dir, away from the main goroutine; its
	// passphrase is "demo". nil hides the offer.
	Demo func(ctx context.Context, dir string, progress func(done, total int)) error
}

// App is the one window and what it has open.
type App struct {
	app     fyne.App
	win     fyne.Window
	o       Options
	lib     *storage.Library // nil before one is opened
	jobs    *jobs
	loader  *loader // of the library's photos
	files   *loader // of files looked at before import
	loaders []*loader
	screen  screen
	body    *fyne.Container
	toasts  *view.Toasts
	idle    idle
	place   place         // where the last timeline was left
	saved   string        // folder a picture was saved in last
	logo    string        // file of the logo on the picture saved last
	modal   *modal        // the question that is open, if any
	shown   *presentation // the client's display, if it is open
	// aligning is the last series of automatic alignments, nil once it was
	// looked at; alignAfter is the client whose photos wait for it to end.
	aligning   *aligning
	alignAfter storage.ID
	deeds      deeds
	settings   settings
	recent     []storage.Client // opened last, the latest first
	watch      *watching
	// unkept annotations wait for the one being kept.
	unkept  unkept
	keeping bool
	private bool // no names and no faces in lists
	closed  bool
	// create tunes new libraries; the zero value is right for people.
	create storage.Options
}

// screen is one page of the window.
type screen interface {
	// content is called once, when the screen is shown.
	content() fyne.CanvasObject
	// menus are the screen's own menus, every action with its shortcut.
	menus() []*fyne.Menu
	// opened is called once the content is in the window: focus goes here.
	opened()
	// left is called when another screen takes over; pictures are let go.
	left()
}

// A screen may also take typed keys that no widget wanted, and dropped files.
type (
	keyed   interface{ typedKey(*fyne.KeyEvent) }
	dropped interface {
		dropped(at fyne.Position, paths []string)
	}
)

// New makes the window on a, hidden. A library named in o is opened in the
// background once the window is shown.
func New(a fyne.App, o Options) *App {
	if err := lang.AddTranslationsFS(translations, "translations"); err != nil {
		slog.Error("translations cannot be read", "error", err)
	}

	if o.Decoder == nil {
		o.Decoder = storage.DecodeHere()
	}
	s := &App{app: a, o: o, win: a.NewWindow(title), jobs: newJobs(), body: container.NewStack()}
	s.loader, s.files = newLoader(), newLoader()
	s.loaders = []*loader{s.loader, s.files}
	s.toasts, s.watch = view.NewToasts(), newWatching(s)
	s.win.SetContent(container.NewStack(newGround(s.touch), s.body, s.watch.notice.Overlay(), s.toasts.Overlay()))
	s.win.SetPadded(false)
	s.size()
	s.win.SetMaster()
	s.win.SetCloseIntercept(s.close)
	a.Lifecycle().SetOnStopped(s.end) // ended from outside: no window is closed
	s.win.SetOnDropped(s.dropped)
	s.win.Canvas().SetOnTypedKey(s.typedKey)
	s.win.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { s.undoKey() })
	s.win.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { s.redoKey() })
	s.prefer()
	s.watchIdle()
	s.start()
	return s
}

// ShowAndRun shows the window and returns when it was closed.
func (a *App) ShowAndRun() { a.win.ShowAndRun() }

// show replaces the screen.
func (a *App) show(s screen) {
	a.touch()
	if a.screen != nil {
		a.screen.left()
	}
	a.screen = s
	a.win.Canvas().Unfocus()
	a.closePopUps()
	a.body.Objects = []fyne.CanvasObject{s.content()}
	a.body.Refresh()
	a.win.SetMainMenu(a.mainMenu(s))
	s.opened()
	a.watch.tell()
}

func (a *App) closePopUps() {
	for _, o := range a.win.Canvas().Overlays().List() {
		o.Hide()
		a.win.Canvas().Overlays().Remove(o)
	}
	a.modal = nil
}

// busy reports whether work is under way whose result is still to be shown.
func (a *App) busy() bool {
	n := a.jobs.running
	for _, l := range a.loaders {
		n += l.pending
	}
	return n > 0
}

// close ends the program.
func (a *App) close() {
	a.end()
	a.win.Close()
}

// end stops what is under way, whole photos only, and lets go of the library.
func (a *App) end() {
	if a.closed {
		return
	}
	a.closed = true
	wasFull := a.win.FullScreen()
	a.idle.timer.Stop()
	a.toasts.Clear()
	a.watch.stop()
	a.shown.close()
	if a.screen != nil {
		a.screen.left()
	}
	a.keepSize(wasFull)
	a.jobs.close()
	for _, l := range a.loaders {
		l.close()
	}
	if a.lib != nil {
		a.unkept.flush(a.lib)
		a.settings.flush(a.lib)
		if err := a.lib.Close(); err != nil {
			slog.Error("library did not close cleanly")
		}
	}
}

func (a *App) typedKey(e *fyne.KeyEvent) {
	a.touch()
	if a.win.Canvas().Overlays().Top() != nil {
		if a.modal != nil && e.Name == fyne.KeyEscape {
			a.modal.escape()
		}
		return
	}
	if k, ok := a.screen.(keyed); ok {
		k.typedKey(e)
	}
}

func (a *App) dropped(at fyne.Position, uris []fyne.URI) {
	a.touch()
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if d, ok := a.screen.(dropped); ok && len(paths) > 0 {
		d.dropped(at, paths)
	}
}

// focus gives w the keyboard if it takes it.
func (a *App) focus(w fyne.CanvasObject) {
	if f, ok := w.(fyne.Focusable); ok {
		a.win.Canvas().Focus(f)
	}
}

// scale is the device pixels per unit of length on screen.
func (a *App) scale() float32 { return a.win.Canvas().Scale() }

// addLoader makes a loader for one screen; dropLoader ends it.
func (a *App) addLoader(source previews) *loader {
	l := newLoader()
	l.source = source
	a.loaders = slices.DeleteFunc(a.loaders, func(l *loader) bool { return l.source == nil && l.pending == 0 && l != a.files && l != a.loader })
	a.loaders = append(a.loaders, l)
	return l
}

func (a *App) dropLoader(l *loader) { l.lock() }
