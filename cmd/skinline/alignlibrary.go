package main

import (
	"context"
	"fmt"

	"skinline/photos/align"
	"skinline/storage"
)

// inLibrary aligns photos of a client of the library.
func (a *alignment) inLibrary(ctx context.Context, args []string) error {
	switch {
	case len(args) > 0:
		return fmt.Errorf("with --client give no files: %w", errUsage)
	case len(a.points) > 1, len(a.points) == 1 && a.on.IsZero():
		return fmt.Errorf("with --client and --points give --view and --session, and --points once: %w", errUsage)
	}
	return a.console.withLibrary(func(l *storage.Library) error {
		h, err := loadHistory(l, a.code)
		if err != nil {
			return err
		}
		if len(a.points) > 0 {
			return a.markOne(l, h)
		}
		return a.series(ctx, l, h)
	})
}

// markOne aligns one photo by points.
func (a *alignment) markOne(l *storage.Library, h history) error {
	reference, photo, err := h.pairOf(a.view, a.on)
	if err != nil {
		return err
	}
	reg, err := register(reference.Info, photo.Info, a.points[0])
	if err != nil {
		return err
	}
	stored := alignmentBy(reference.ID, reg, relative(a.points[0], reference.Info, photo.Info))
	if _, err := l.SetAlignment(photo.ID, stored); err != nil {
		return fmt.Errorf("store alignment: %w", err)
	}
	return a.print(placedLine(reference, photo, stored))
}

// placedLine is a photo's alignment as it is stored.
func placedLine(reference, photo storage.Photo, stored *storage.Alignment) alignLine {
	line := refusedLine(string(reference.ID), string(photo.ID), stored.Model)
	line.Status, line.Method, line.Confidence = stored.Outcome, string(stored.Method), stored.Confidence
	if stored.Outcome == "" {
		line.Status = align.ByLandmarks // a person's
	}
	line.Reason, line.Via = stored.Reason.Sentence(), string(stored.Via)
	line.place(stored.Transform, stored.Residual, reference.Info, photo.Info)
	return line
}

// series has the program align what was asked for.
func (a *alignment) series(ctx context.Context, l *storage.Library, h history) error {
	s, err := a.scope(h)
	if err != nil {
		return err
	}
	step, end := a.console.progress("Aligning")
	refused, tried := false, 0
	var printed error
	err = l.AlignSeries(ctx, s, func(r storage.SeriesStep) {
		step(r.Done, r.Total)
		tried++
		frame, _ := h.frame(r.Photo.View)
		reference, _ := h.photo(frame.Reference)
		line := refusedLine(string(reference.ID), string(r.Photo.ID), s.Model)
		if stored := r.Photo.AlignmentTo(reference.ID); stored != nil && r.Outcome != align.Refused {
			line = placedLine(reference, r.Photo, stored)
		} else {
			refused = true
			line.Reason = reasonOf(r, reference.ID)
			a.console.warnf("%s: %s", h.name(r.Photo), line.Reason)
		}
		if err := a.print(line); err != nil && printed == nil {
			printed = err
		}
	})
	end()
	switch {
	case err != nil:
		return fmt.Errorf("align photos: %w", err)
	case printed == nil && refused:
		return errSome
	case tried == 0 && !a.asJSON:
		a.console.printf("nothing is left to align\n")
	}
	return printed
}

// scope is which photos are meant: those of a view, of a session, or all.
func (a *alignment) scope(h history) (storage.Series, error) {
	s := storage.Series{Client: h.client.ID, Model: a.model, Again: true}
	if a.view != "" {
		if _, err := h.frame(a.view); err != nil {
			return s, err
		}
		s.View = &a.view
	}
	if a.on.IsZero() {
		return s, nil
	}
	session, err := h.sessionOn(a.on)
	if err != nil {
		return s, err
	}
	s.Photos = []storage.ID{}
	for _, p := range h.photos {
		if p.SessionID == session.ID && (a.view == "" || p.View == a.view) {
			s.Photos = append(s.Photos, p.ID)
		}
	}
	if len(s.Photos) == 0 {
		return s, fmt.Errorf("the session on %s has no photo of view %q: %w", a.on, a.view, storage.ErrNotFound)
	}
	return s, nil
}

// reasonOf says why a photo was not aligned.
func reasonOf(r storage.SeriesStep, reference storage.ID) string {
	if r.Err != nil {
		return r.Err.Error()
	}
	if t := r.Photo.Attempt; t != nil && t.Reference == reference {
		return t.Reason.Sentence()
	}
	return align.NothingFound.Sentence()
}

// name says which photo of a client is meant: view and date, never a person.
func (h history) name(p storage.Photo) string {
	return fmt.Sprintf("%s of %s", p.View.Label(), longDate(storage.DateOf(p.Taken.Local)))
}

// aligned is the history of a client after the program has aligned what it has
// never tried to; what it refuses is told, as nothing that was asked for fails.
func (c *console) aligned(ctx context.Context, l *storage.Library, code string) (history, error) {
	h, err := loadHistory(l, code)
	if err != nil || l.ReadOnly() {
		return h, err
	}
	changed := false
	step, end := c.progress("Aligning")
	err = l.AlignSeries(ctx, storage.Series{Client: h.client.ID}, func(r storage.SeriesStep) {
		step(r.Done, r.Total)
		changed = true
		if r.Outcome == align.Refused {
			frame, _ := h.frame(r.Photo.View)
			c.warnf("%s is not aligned: %s", h.name(r.Photo), reasonOf(r, frame.Reference))
		}
	})
	end()
	if err != nil || !changed {
		return h, err
	}
	return loadHistory(l, code)
}

// pairOf is the reference photo of a view, and the photo of a session that
// is to lie on it.
func (h history) pairOf(v storage.View, on storage.Date) (reference, photo storage.Photo, err error) {
	frame, err := h.frame(v)
	if err != nil {
		return reference, photo, err
	}
	if reference, err = h.photo(frame.Reference); err != nil {
		return reference, photo, err
	}
	session, err := h.sessionOn(on)
	if err != nil {
		return reference, photo, err
	}
	photo, ok := h.cell(session.ID, v)
	if !ok {
		return reference, photo, fmt.Errorf("the session on %s has no photo of view %q: %w", on, v, storage.ErrNotFound)
	}
	if photo.ID == reference.ID {
		return reference, photo, fmt.Errorf("the photo of %s is the reference of view %q; the others align to it", on, v)
	}
	return reference, photo, nil
}
