package ui

import (
	"math"

	"fyne.io/fyne/v2"
)

// The window as it was left; about nobody, so in the preferences.
const (
	prefWidth  = "window.width"
	prefHeight = "window.height"
	prefFull   = "window.full-screen"
)

// The size of the first window, and the bounds of those remembered.
const (
	firstWidth, firstHeight = 1440, 900
	leastWindow, mostWindow = 480, 8192
)

// size gives the window the size it was left with. A maximised window comes
// back as large as it was: Fyne does not tell or set that it is maximised.
func (a *App) size() {
	p := a.app.Preferences()
	side := func(key string, first float64) float32 {
		v := p.FloatWithFallback(key, first)
		if math.IsNaN(v) || v < leastWindow || v > mostWindow {
			v = first
		}
		return float32(v)
	}
	a.win.Resize(fyne.NewSize(side(prefWidth, firstWidth), side(prefHeight, firstHeight)))
	if p.Bool(prefFull) {
		a.win.SetFullScreen(true)
	}
}

// keepSize remembers the size of the window; wasFull says that it filled the
// screen a moment ago and has no size of its own yet.
func (a *App) keepSize(wasFull bool) {
	p, full := a.app.Preferences(), a.win.FullScreen()
	p.SetBool(prefFull, full)
	if full || wasFull {
		return
	}
	size := a.win.Canvas().Size()
	p.SetFloat(prefWidth, float64(size.Width))
	p.SetFloat(prefHeight, float64(size.Height))
}
