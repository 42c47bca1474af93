package storage

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"skinline/photos/align"
	"skinline/photos/decode/worker"
)

// run is one series under way.
type run struct {
	l           *Library
	model       align.Model
	done, total int
	report      func(SeriesStep)
}

// view aligns the photos of one view: all directly, then those that need help
// through the others.
func (r *run) view(ctx context.Context, w viewWork) error {
	if len(w.todo) == 0 {
		return nil
	}
	reference := w.photos[slices.IndexFunc(w.photos, func(p Photo) bool { return p.ID == w.frame.Reference })]
	s := search{r.l, reference, r.model, w.frame.area()}
	var left []SeriesStep
	var reasons []*Attempt
	results, end := r.ahead(ctx, s, w.todo)
	defer end()
	for i, p := range w.todo {
		if err := ctx.Err(); err != nil {
			return err
		}
		step := SeriesStep{Before: p}
		found := <-results[i]
		a, refused, err := found.alignment, found.refused, found.err
		if fatal(ctx, err) {
			return err
		}
		if err != nil {
			step.Err, refused = err, s.refusal(NotDone)
		}
		if refused != nil && refused.passable() {
			left, reasons = append(left, step), append(reasons, refused)
			continue
		}
		if err := r.settle(step, a, refused); err != nil {
			return err
		}
	}
	if len(left) == 0 {
		return nil
	}
	_, _, of, err := r.l.viewOf(reference.ID)
	if err != nil {
		return err
	}
	for i, step := range left {
		a, err := s.through(ctx, step.Before, of)
		if fatal(ctx, err) {
			return err // any other is of a photo in between, which helps no more then
		}
		if err := r.settle(step, a, reasons[i]); err != nil {
			return err
		}
	}
	return nil
}

// firstFound is what first returns.
type firstFound struct {
	alignment *Alignment
	refused   *Attempt
	err       error
}

// ahead looks at all photos, as many at a time as there are processors, in
// their order. Each result comes on its own channel; end stops what is still
// to be looked at and waits.
func (r *run) ahead(ctx context.Context, s search, todo []Photo) (results []chan firstFound, end func()) {
	ctx, cancel := context.WithCancel(ctx)
	next := make(chan int, len(todo))
	for i := range todo {
		results = append(results, make(chan firstFound, 1))
		next <- i
	}
	close(next)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(todo)) {
		wait.Go(func() {
			for i := range next {
				a, refused, err := r.first(ctx, s, todo[i])
				results[i] <- firstFound{a, refused, err}
			}
		})
	}
	return results, func() {
		cancel()
		wait.Wait()
	}
}

// first is a person's earlier alignment onto the reference, when the view has
// come back to it, else what is found directly.
func (r *run) first(ctx context.Context, s search, p Photo) (*Alignment, *Attempt, error) {
	a, err := r.l.correction(p.ID, s.reference.ID)
	if err != nil || a != nil {
		return a, nil, err
	}
	return s.directly(ctx, p)
}

// correction is the last alignment onto reference in a photo's history, if a
// person made it and nobody has cleared it since.
func (l *Library) correction(photo, reference ID) (*Alignment, error) {
	history, err := l.AlignmentHistory(photo)
	if err != nil {
		return nil, err
	}
	for _, a := range slices.Backward(history) {
		switch {
		case a == nil:
			return nil, nil
		case a.Reference == reference && a.Method == AlignManual:
			return a, nil
		case a.Reference == reference:
			return nil, nil
		}
	}
	return nil, nil
}

// settle stores the alignment, or the refusal where there is none, and reports.
func (r *run) settle(step SeriesStep, a *Alignment, refused *Attempt) error {
	step.Outcome = align.Refused
	if a != nil {
		refused = nil
		step.Outcome = align.Aligned
		if a.Outcome != "" {
			step.Outcome = a.Outcome
		}
	}
	var err error
	step.Photo, err = r.l.settle(step.Before.ID, a, refused)
	if errors.Is(err, ErrNotFound) {
		step.Photo, step.Outcome, step.Err, err = step.Before, align.Refused, err, nil // removed meanwhile
	}
	if err != nil {
		return err
	}
	if a != nil && step.Photo.Alignment.At != a.At { // a person was faster
		step.Before = step.Photo
	}
	r.done++
	step.Done, step.Total = r.done, r.total
	r.report(step)
	return nil
}

// settle stores what the program has found, unless a person was faster. With a
// refusal an alignment to an earlier reference stays as it is; one to this
// reference, by an earlier version of the aligner, goes.
func (l *Library) settle(photo ID, a *Alignment, refused *Attempt) (p Photo, err error) {
	if err := l.enter(); err != nil {
		return p, err
	}
	defer l.mu.RUnlock()
	err = l.change("set alignment", func(c *change) error {
		if p, err = livePhoto(c, photo); err != nil {
			return err
		}
		to := p.Alignment
		if a == nil && refused != nil && refused.Reason != NotDone {
			if old := p.AlignmentTo(refused.Reference); old != nil && old.outdated() {
				to = nil
			}
		}
		if a != nil {
			if to = a; p.AlignmentTo(a.Reference) != nil && p.Alignment.Method == AlignManual {
				return nil
			}
			if err := a.check(); err != nil {
				return err
			}
			if _, err := livePhoto(c, a.Reference); err != nil {
				return err
			}
		}
		if err := c.setAlignment(p, to, refused); err != nil {
			return err
		}
		p, err = livePhoto(c, photo)
		return err
	})
	return p, err
}

// fatal reports an error that ends a series, not one of a photo.
func fatal(ctx context.Context, err error) bool {
	return err != nil && (ctx.Err() != nil || errors.Is(err, ErrLocked) || errors.Is(err, worker.ErrClosed))
}
