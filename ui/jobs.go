package ui

import (
	"context"
	"errors"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// progressPause is the least time between two reports of progress.
const progressPause = 100 * time.Millisecond

// errStopped is what done receives when a job was cancelled.
var errStopped = errors.New("stopped")

// jobs runs slow work away from the window. It and the loader are the only
// places that start goroutines; results come back through fyne.Do. All its
// methods belong to the main goroutine.
type jobs struct {
	ctx    context.Context
	cancel context.CancelFunc
	wait   sync.WaitGroup
	// running counts the jobs whose done has not been called yet.
	running int
	// round grows with every stopAll: what was started before is void.
	round int
}

// job is one piece of work under way.
type job struct{ cancel context.CancelFunc }

// stop asks the work to end; done is still called, with errStopped.
func (j *job) stop() {
	if j != nil {
		j.cancel()
	}
}

func newJobs() *jobs {
	ctx, cancel := context.WithCancel(context.Background())
	return &jobs{ctx: ctx, cancel: cancel}
}

// work is what a job does: away from the main goroutine, touching no widget.
type work func(ctx context.Context, progress func(done, total int)) error

// run starts w. progress (may be nil) is told at most ten times a second how
// far it is; done (may be nil) receives w's error on the main goroutine. After
// stopAll the error is errStopped even when w had succeeded already.
func (j *jobs) run(w work, progress func(done, total int), done func(error)) *job {
	ctx, cancel := context.WithCancel(j.ctx)
	j.running++
	round := j.round
	steps := &steps{show: progress}
	j.wait.Go(func() {
		err := w(ctx, steps.report)
		stopped := ctx.Err() != nil
		cancel()
		fyne.Do(func() {
			j.running--
			if round == j.round {
				steps.last()
			}
			if stopped && err != nil || round != j.round {
				err = errStopped
			}
			if done != nil {
				done(err)
			}
		})
	})
	return &job{cancel: cancel}
}

// aside runs w without anybody waiting for it, close included: a look at a
// folder of a network whose server is gone may hang. w must not touch the
// library. done is called on the main goroutine, and not at all once stopAll
// or close was.
func (j *jobs) aside(w func(ctx context.Context) error, done func(error)) {
	ctx := j.ctx
	go func() {
		err := w(ctx)
		if ctx.Err() != nil {
			return
		}
		fyne.Do(func() {
			if ctx.Err() == nil {
				done(err)
			}
		})
	}()
}

// after calls f on the main goroutine once d has passed.
func (j *jobs) after(d time.Duration, f func()) *time.Timer {
	return time.AfterFunc(d, func() { fyne.Do(f) })
}

// stopAll asks all work to end and lets new work start.
func (j *jobs) stopAll() {
	j.cancel()
	j.round++
	j.ctx, j.cancel = context.WithCancel(context.Background())
}

// close asks all work to end and waits for it.
func (j *jobs) close() {
	j.cancel()
	j.wait.Wait()
}

// steps holds progress back so that the window is told rarely.
type steps struct {
	show func(done, total int)

	mu          sync.Mutex
	done, total int
	told        time.Time
	queued      bool
}

func (s *steps) report(done, total int) {
	if s.show == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done, s.total = done, total
	if s.queued || time.Since(s.told) < progressPause {
		return
	}
	s.queued = true
	s.told = time.Now()
	fyne.Do(s.last)
}

// last shows the newest figures; on the main goroutine.
func (s *steps) last() {
	s.mu.Lock()
	done, total := s.done, s.total
	s.queued = false
	s.mu.Unlock()
	if s.show != nil && total > 0 {
		s.show(done, total)
	}
}
