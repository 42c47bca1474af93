package ui

import (
	"reflect"
	"runtime"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// stopwatch is an app with a display that times every piece of work handed to
// the main goroutine. What Fyne does there of its own accord, painting above
// all, is no such piece.
type stopwatch struct {
	fyne.App
	driver *timingDriver
}

type (
	anyDriver     = fyne.Driver
	desktopDriver = desktop.Driver
)

type timingDriver struct {
	anyDriver
	desktopDriver
	mu     sync.Mutex
	pieces []piece
}

// piece is one function run on the main goroutine.
type piece struct {
	took time.Duration
	name string
}

// newStopwatch wraps a, whose driver must be one of a desktop, and makes it
// current.
func newStopwatch(a fyne.App) (*stopwatch, bool) {
	d, ok := a.Driver().(desktop.Driver)
	if !ok {
		return nil, false
	}
	s := &stopwatch{App: a, driver: &timingDriver{anyDriver: a.Driver(), desktopDriver: d}}
	fyne.SetCurrentApp(s)
	return s, true
}

// Driver is the timing driver.
func (s *stopwatch) Driver() fyne.Driver { return s.driver }

// DoFromGoroutine times f on the main goroutine.
func (d *timingDriver) DoFromGoroutine(f func(), wait bool) {
	d.anyDriver.DoFromGoroutine(func() {
		start := time.Now()
		f()
		took := time.Since(start)
		d.mu.Lock()
		d.pieces = append(d.pieces, piece{took, runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()})
		d.mu.Unlock()
	}, wait)
}

// take returns the pieces since the last call.
func (d *timingDriver) take() []piece {
	d.mu.Lock()
	defer d.mu.Unlock()
	pieces := d.pieces
	d.pieces = nil
	return pieces
}
