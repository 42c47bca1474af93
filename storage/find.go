package storage

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/decode/worker"
)

// FindAlignment looks for the alignment of a photo onto the reference of its
// view, directly or through another photo, and stores nothing. One of
// alignment and attempt is nil. model "" is a similarity. The photo must not be
// the reference itself (ErrInvalid). Slow (seconds): never on the UI goroutine.
func (l *Library) FindAlignment(ctx context.Context, photo ID, model align.Model) (*Alignment, *Attempt, error) {
	p, frame, of, err := l.viewOf(photo)
	if err != nil {
		return nil, nil, err
	}
	if p.ID == frame.Reference {
		return nil, nil, fmt.Errorf("the reference of a view is aligned to nothing: %w", ErrInvalid)
	}
	reference := of[slices.IndexFunc(of, func(p Photo) bool { return p.ID == frame.Reference })]
	s := search{l, reference, model, frame.area()}
	a, refused, err := s.directly(ctx, p)
	if err != nil || a != nil || !refused.passable() {
		return a, refused, err
	}
	a, err = s.through(ctx, p, of)
	switch {
	case fatal(ctx, err):
		return nil, nil, err
	case a != nil:
		return a, nil, nil
	}
	return nil, refused, nil
}

// viewOf is a photo with the frame and all photos of its view.
func (l *Library) viewOf(photo ID) (p Photo, f ViewFrame, of []Photo, err error) {
	if err := l.enter(); err != nil {
		return p, f, nil, err
	}
	defer l.mu.RUnlock()
	if p, err = livePhoto(l.db, photo); err != nil {
		return p, f, nil, failed("read photo", err)
	}
	works, err := viewsOf(l.db, p.ClientID)
	if err != nil {
		return p, f, nil, failed("read views", err)
	}
	for _, w := range works {
		if w.frame.View == p.View {
			f, of = w.frame, w.photos
		}
	}
	return p, f, of, nil
}

// search looks for alignments onto one reference.
type search struct {
	l         *Library
	reference Photo
	model     align.Model
	area      []photos.Point // of the reference that must come to lie; nil: what the aligner picks
}

// directly aligns p onto the reference. Without an error one of alignment and
// attempt is nil.
func (s search) directly(ctx context.Context, p Photo) (*Alignment, *Attempt, error) {
	found, err := s.l.align(ctx, s.reference, p, align.Options{Model: s.model, Area: s.area})
	if err != nil {
		return nil, nil, err
	}
	if found.Outcome == align.Refused {
		return nil, s.refusal(found.Reason), nil
	}
	return alignmentOf(found.Result, s.reference.ID), nil, nil
}

func (s search) refusal(reason align.Reason) *Attempt {
	return &Attempt{Reference: s.reference.ID, Model: s.model, Reason: reason, At: now()}
}

// passable reports that another photo may help where the reference did not:
// when the skin, the light or the sharpness differ, which change little by
// little over a course. A head turned differently stays so by whatever way.
func (t *Attempt) passable() bool {
	switch t.Reason {
	case align.NothingFound, align.NotTheSame, align.LightDiffers, align.Blurred:
		return true
	}
	return false
}

// waypoints is how many photos are tried between a photo and its reference.
const waypoints = 3

// through aligns p onto a photo that lies directly on the reference, of those
// with the surest alignment, and so onto the reference. nil: by none of them.
func (s search) through(ctx context.Context, p Photo, of []Photo) (*Alignment, error) {
	var ways []Photo
	for _, w := range of {
		a := w.AlignmentTo(s.reference.ID)
		if a != nil && w.ID != p.ID && a.Via == "" && a.Outcome != align.ByLandmarks && !a.Warps() {
			ways = append(ways, w)
		}
	}
	slices.SortStableFunc(ways, func(a, b Photo) int { return cmp.Compare(b.Alignment.Confidence, a.Alignment.Confidence) })
	for _, way := range ways[:min(len(ways), waypoints)] {
		found, err := s.l.align(ctx, way, p, align.Options{Model: s.model, Area: s.onto(way)})
		if err != nil {
			return nil, err
		}
		if found.Outcome == align.Aligned {
			return alignmentOf(found.Result, way.ID).after(*way.Alignment), nil
		}
	}
	return nil, nil
}

// onto is the area as it lies on a photo that is aligned onto the reference;
// nil where that photo does not show all of it.
func (s search) onto(way Photo) []photos.Point {
	back, err := way.Alignment.Transform.Inverse()
	if err != nil {
		return nil
	}
	own := photos.Whole(way.Info.Width, way.Info.Height)
	var area []photos.Point
	for _, p := range s.area {
		if p = back.Apply(p); p.X < 0 || p.Y < 0 || p.X > own.W || p.Y > own.H {
			return nil
		}
		area = append(area, p)
	}
	return area
}

// after is a followed by b: a lies on a photo that b brings onto its reference.
func (a *Alignment) after(b Alignment) *Alignment {
	out := *a
	out.Via, out.Reference = a.Reference, b.Reference
	out.Transform = a.Transform.Then(b.Transform)
	out.Residual = a.Residual*b.Transform.Scale() + b.Residual
	out.Confidence = a.Confidence * b.Confidence
	out.Landmarks = nil
	for _, m := range a.Landmarks {
		out.Landmarks = append(out.Landmarks, Landmark{Reference: b.Transform.Apply(m.Reference), Photo: m.Photo})
	}
	return &out
}

// alignmentOf is what was found, as the library keeps it.
func alignmentOf(r align.Result, reference ID) *Alignment {
	a := &Alignment{
		Reference: reference, Transform: r.Transform, Method: AlignMethod(r.Method), Model: r.Model,
		Outcome: r.Outcome, Reason: r.Reason, Residual: r.Residual, Confidence: r.Confidence, Engine: align.Version, At: now(),
	}
	for _, m := range r.Landmarks {
		a.Landmarks = append(a.Landmarks, Landmark{Reference: m.Reference, Photo: m.Photo})
	}
	return a
}

// align has two photos of the library aligned.
func (l *Library) align(ctx context.Context, reference, photo Photo, o align.Options) (worker.Aligned, error) {
	var files [2][]byte
	for i, p := range []Photo{reference, photo} {
		if err := ctx.Err(); err != nil {
			return worker.Aligned{}, err
		}
		var err error
		if files[i], err = l.alignable(p); err != nil {
			return worker.Aligned{}, err
		}
	}
	found, err := l.decoder.Align(ctx, files[0], files[1], o)
	if err != nil {
		return found, fmt.Errorf("align photos: %w", err)
	}
	return found, nil
}

// alignable is a file to align a photo by: the larger stored preview, which
// needs little decoding, or the original where that is no larger, or there is
// no such preview.
func (l *Library) alignable(p Photo) ([]byte, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	if max(p.Info.Width, p.Info.Height) > worker.AlignLong {
		if text, err := l.previewFile(p, worker.AlignLong); err == nil {
			return text, nil
		}
	}
	return l.original(p)
}
