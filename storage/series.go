package storage

import (
	"context"
	"reflect"
	"slices"

	"skinline/photos/align"
)

// Series says which photos of a client the program aligns. Photos that a person
// has aligned are left as they are by all of them.
type Series struct {
	Client ID
	View   *View // nil: all views
	Photos []ID  // nil: all photos
	// Model is the family of transforms wanted. Photos aligned by another are
	// aligned anew; "" is a similarity and leaves them.
	Model align.Model
	// Again also tries photos whose alignment was refused or taken away
	// before, which are otherwise left until the reference changes, and those
	// that an earlier version of the aligner has aligned. What this one refuses
	// is then no longer aligned.
	Again bool
}

// SeriesStep is what became of one photo.
type SeriesStep struct {
	Done, Total int   // how far the series is
	Before      Photo // as it was
	Photo       Photo // as it is now
	Outcome     align.Outcome
	// Err is why the photo could not be tried at all; the outcome is Refused.
	Err error
}

// AlignSeries aligns photos onto the references of their views, first directly,
// then, where that is refused, through photos that have been. What it finds and
// what it refuses is stored photo by photo and reported, in this goroutine, once
// it is; report may call the library. It returns early only with ctx's error,
// with ErrLocked or when the library cannot be written; what was reported
// stays. Slow (seconds a photo): never on the UI goroutine.
func (l *Library) AlignSeries(ctx context.Context, s Series, report func(SeriesStep)) error {
	if l.readOnly {
		return failed("align photos", errReadOnly)
	}
	works, err := l.seriesWork(s)
	if err != nil {
		return err
	}
	r := run{l: l, model: s.Model, report: report}
	for _, w := range works {
		r.total += len(w.todo)
	}
	for _, w := range works {
		if err := r.view(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// viewWork is a view with what is to be done in it.
type viewWork struct {
	frame  ViewFrame
	photos []Photo
	todo   []Photo
}

// viewsOf gathers the photos of a client by view.
func viewsOf(q querier, client ID) ([]viewWork, error) {
	frames, err := viewFrames(q, client)
	if err != nil {
		return nil, err
	}
	list, err := livePhotos(q, client)
	if err != nil {
		return nil, err
	}
	var works []viewWork
	for _, f := range frames {
		w := viewWork{frame: f}
		for _, p := range list {
			if p.View == f.View {
				w.photos = append(w.photos, p)
			}
		}
		works = append(works, w)
	}
	return works, nil
}

func (l *Library) seriesWork(s Series) ([]viewWork, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	works, err := viewsOf(l.db, s.Client)
	if err != nil {
		return nil, failed("read views", err)
	}
	works = slices.DeleteFunc(works, func(w viewWork) bool { return s.View != nil && *s.View != w.frame.View })
	for i := range works {
		w := &works[i]
		for _, p := range w.photos {
			if s.Photos != nil && !slices.Contains(s.Photos, p.ID) {
				continue
			}
			wanted, err := s.wants(l.db, p, w.frame.Reference)
			if err != nil {
				return nil, failed("read alignments", err)
			}
			if wanted {
				w.todo = append(w.todo, p)
			}
		}
	}
	return works, nil
}

// wants reports whether p is to be aligned onto reference.
func (s Series) wants(q querier, p Photo, reference ID) (bool, error) {
	other := func(m align.Model) bool { return s.Model != "" && s.Model != m }
	a, refused := p.AlignmentTo(reference), p.RefusedTo(reference)
	switch {
	case p.ID == reference:
		return false, nil
	case a != nil && a.Method != AlignManual && other(a.Model):
		return true, nil
	case a != nil && s.Again && a.outdated():
		history, err := alignmentHistory(q, p.ID)
		return err == nil && !handled(history, reference), err
	case a != nil:
		return false, nil
	case s.Again:
		return true, nil
	case refused != nil:
		return other(refused.Model), nil
	case p.Alignment != nil:
		return true, nil // the reference has changed
	}
	// Not aligned, but once it was: somebody has taken that away.
	history, err := alignmentHistory(q, p.ID)
	return len(history) == 0, err
}

// outdated reports that an earlier version of the aligner has found a, by
// itself: not one that somebody wanted to warp.
func (a Alignment) outdated() bool {
	return a.Method != AlignManual && a.Engine < align.Version && !a.Warps()
}

// handled reports whether a person has ever aligned the photo to reference.
func handled(history []*Alignment, reference ID) bool {
	return slices.ContainsFunc(history, func(a *Alignment) bool {
		return a != nil && a.Reference == reference && a.Method == AlignManual
	})
}

// UndoSeries takes back what AlignSeries has aligned and nobody has changed
// since.
func (l *Library) UndoSeries(steps []SeriesStep) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	return l.change("undo alignments", func(c *change) error {
		for _, s := range steps {
			p, err := livePhoto(c, s.Photo.ID)
			same := reflect.DeepEqual(s.Before.Alignment, s.Photo.Alignment)
			if same || err != nil || !reflect.DeepEqual(p.Alignment, s.Photo.Alignment) {
				continue // refused, removed or corrected
			}
			if err := c.setAlignment(p, s.Before.Alignment, s.Before.Attempt); err != nil {
				return err
			}
		}
		return nil
	})
}
