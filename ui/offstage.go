package ui

import (
	"sync"

	"fyne.io/fyne/v2"
)

// offstage is an app without a display whose fyne.Do queues, as it does with
// a display: Fyne's software driver would run it at once, on the goroutine
// that called, beside the main one. Whoever holds the main goroutine takes
// from the queue with settle.
type offstage struct {
	fyne.App
	driver *queueDriver
}

type queueDriver struct {
	fyne.Driver
	mu    sync.Mutex
	queue []func()
	wake  chan struct{}
}

// newOffstage wraps a, an app of the software driver, and makes it current.
func newOffstage(a fyne.App) *offstage {
	o := &offstage{App: a, driver: &queueDriver{Driver: a.Driver(), wake: make(chan struct{}, 1)}}
	fyne.SetCurrentApp(o)
	return o
}

// Driver is the queueing driver.
func (o *offstage) Driver() fyne.Driver { return o.driver }

// DoFromGoroutine queues f for the main goroutine.
func (d *queueDriver) DoFromGoroutine(f func(), wait bool) {
	done := make(chan struct{})
	d.mu.Lock()
	d.queue = append(d.queue, func() { f(); close(done) })
	d.mu.Unlock()
	select {
	case d.wake <- struct{}{}:
	default:
	}
	if wait {
		<-done
	}
}

// settle runs what is queued until busy reports that nothing is under way.
// Everything under way must end in a call of fyne.Do.
func (o *offstage) settle(busy func() bool) {
	for {
		o.driver.drain()
		if !busy() {
			return
		}
		<-o.driver.wake
	}
}

func (d *queueDriver) drain() {
	for {
		d.mu.Lock()
		queue := d.queue
		d.queue = nil
		d.mu.Unlock()
		if len(queue) == 0 {
			return
		}
		for _, f := range queue {
			f()
		}
	}
}
