package view

import (
	"time"

	"fyne.io/fyne/v2"
)

// rest is how long a gesture must pause before exact pixels are asked for.
const rest = 150 * time.Millisecond

// clock runs a function later, on the main goroutine; tests put a hand-moved
// one in its place. stop is safe to call at any time.
type clock func(after time.Duration, do func()) (stop func())

// wallClock is the only place of the package where time passes by itself.
func wallClock(after time.Duration, do func()) func() {
	stopped := false
	t := time.AfterFunc(after, func() {
		fyne.Do(func() {
			// Stopped between the timer and the main goroutine.
			if !stopped {
				do()
			}
		})
	})
	return func() {
		stopped = true
		t.Stop()
	}
}

// pause calls do once nothing called again for a while.
type pause struct {
	clock clock
	stop  func()
}

func (p *pause) again(after time.Duration, do func()) {
	p.cancel()
	p.stop = p.clock(after, do)
}

func (p *pause) cancel() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}
