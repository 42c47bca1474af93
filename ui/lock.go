package ui

import (
	"context"
	"image/color"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// idleLimit is how long nobody may touch the window before it locks.
const idleLimit = 10 * time.Minute

// idle remembers when the window was last used.
type idle struct {
	last  time.Time
	timer *time.Timer
}

// touch says that somebody is there.
func (a *App) touch() { a.idle.last = time.Now() }

// watchIdle locks the library once nobody has been there for idleLimit.
func (a *App) watchIdle() {
	a.touch()
	a.waitIdle(idleLimit)
}

func (a *App) waitIdle(d time.Duration) {
	a.idle.timer = a.jobs.after(d, func() {
		if rest := a.checkIdle(); !a.closed {
			a.waitIdle(rest)
		}
	})
}

// checkIdle locks when it is time, and says when to look again.
func (a *App) checkIdle() time.Duration {
	rest := idleLimit - time.Since(a.idle.last)
	if rest > 0 {
		return rest
	}
	a.lock()
	return idleLimit
}

// lock takes everything off the screen and out of memory at once, then drops
// the keys as soon as the file being written is whole.
func (a *App) lock() {
	if a.lib == nil || a.isLocked() {
		return
	}
	unkept, lib := a.letGo(), a.lib
	s := newUnlockScreen(a, lib.Dir())
	s.locking = true
	a.show(s)
	a.jobs.run(func(context.Context, func(int, int)) error {
		unkept.flush(lib)
		a.settings.flush(lib)
		return lib.Lock()
	}, nil, func(err error) {
		if err != nil {
			slog.Error("library did not lock cleanly")
		}
		s.locked()
	})
}

// letGo stops what is under way and forgets what is in memory of the library.
// It returns the annotations that are still to be kept.
func (a *App) letGo() unkept {
	waiting := a.unkept
	a.deeds, a.recent, a.unkept = deeds{}, nil, unkept{}
	a.shown.close()
	a.jobs.stopAll()
	for _, l := range a.loaders {
		l.lock()
	}
	a.toasts.Clear()
	a.watch.stop()
	return waiting
}

// isLocked reports whether the window shows the way in.
func (a *App) isLocked() bool {
	_, ok := a.screen.(*unlockScreen)
	return ok
}

// closeLibrary lets go of the open library, then calls next.
func (a *App) closeLibrary(next func()) {
	lib := a.lib
	a.lib = nil
	unkept := a.letGo()
	if lib == nil {
		next()
		return
	}
	a.show(newWaitScreen(lang.L("Closing the library")))
	a.settings.lib = nil
	a.jobs.run(func(context.Context, func(int, int)) error {
		unkept.flush(lib)
		a.settings.flush(lib)
		return lib.Close()
	}, nil, func(err error) {
		if err != nil {
			slog.Error("library did not close cleanly")
		}
		next()
	})
}

// ground lies under everything and notices the mouse.
type ground struct {
	widget.BaseWidget
	touch func()
}

var _ desktop.Hoverable = (*ground)(nil)

func newGround(touch func()) *ground {
	g := &ground{touch: touch}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer draws nothing.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// MouseIn notices the mouse.
func (g *ground) MouseIn(*desktop.MouseEvent) { g.touch() }

// MouseMoved notices the mouse.
func (g *ground) MouseMoved(*desktop.MouseEvent) { g.touch() }

// MouseOut does nothing.
func (g *ground) MouseOut() {}
