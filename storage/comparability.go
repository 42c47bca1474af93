package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/align/face"
	"skinline/photos/comparability"
)

// ErrNotPlaced is returned for photos that are not aligned onto the reference
// of their view, so that nothing can be said about the same skin.
var ErrNotPlaced = errors.New("the photo is not aligned")

// judgedLong is the long side in pixels of the pictures that are judged.
const judgedLong = 2048

// Verdicts are what has been said about a client's photos against the
// references of their views, as far as it still holds: not where alignment, crop,
// phase or dates have changed since. It reads the index alone.
func (l *Library) Verdicts(client ID) (map[ID]comparability.Verdict, error) {
	verdicts, _, err := l.judged(client)
	return verdicts, err
}

// Judge says how comparable a client's photos are with the references of their
// views, for every one that is placed and has no verdict yet, and keeps the
// verdicts. report is told, in this goroutine, how far it is. A photo that cannot
// be read is passed over and the last such error returned at the end; ctx's
// error and ErrLocked end it at once. About a second a photo: never on the UI
// goroutine.
func (l *Library) Judge(ctx context.Context, client ID, report func(done, total int)) error {
	_, due, err := l.judged(client)
	if err != nil {
		return err
	}
	var against comparability.Shot
	var reference ID
	var passed error
	for i, c := range due {
		err := ctx.Err()
		if err == nil && c.reference.ID != reference {
			against, err = l.shot(ctx, c.reference, photos.Identity(), "", c.referenceMoment)
			reference = c.reference.ID
		}
		if err == nil {
			err = l.judge(ctx, against, c)
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, ErrLocked):
			return err
		case err != nil:
			passed, reference = err, ""
		}
		if report != nil {
			report(i+1, len(due))
		}
	}
	return passed
}

// Compare says how comparable two photos of one view are with each other, in
// the frame of the view. Both must be placed, else the error is ErrNotPlaced.
// Nothing is kept. About a second: never on the UI goroutine.
func (l *Library) Compare(ctx context.Context, reference, photo ID) (comparability.Verdict, error) {
	first, crop, err := l.placed(reference)
	if err != nil {
		return comparability.Verdict{}, err
	}
	second, _, err := l.placed(photo)
	if err != nil {
		return comparability.Verdict{}, err
	}
	if first.reference.ID != second.reference.ID {
		return comparability.Verdict{}, fmt.Errorf("compare photos: they are of different views: %w", ErrInvalid)
	}
	a, err := l.shot(ctx, first.photo, first.transform, first.model, first.moment)
	if err != nil {
		return comparability.Verdict{}, err
	}
	b, err := l.shot(ctx, second.photo, second.transform, second.model, second.moment)
	if err != nil {
		return comparability.Verdict{}, err
	}
	return comparability.Judge(a, b, crop), nil
}

// placement is a photo in the frame of its view, with all that a verdict
// rests on.
type placement struct {
	photo, reference        Photo
	transform               photos.Transform
	model                   align.Model
	crop                    photos.Rect
	moment, referenceMoment comparability.Moment
}

// basis tells whether a verdict still holds. Photos never change, so that their
// ids stand for their pixels.
func (p placement) basis() string {
	text, err := json.Marshal([]any{comparability.Version, p.reference.ID, p.transform, p.model, p.crop, p.moment, p.referenceMoment})
	if err != nil {
		return "" // holds nothing but finite numbers
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// place is false for a photo that its frame does not place.
func place(p, reference Photo, f ViewFrame, sessions []Session) (placement, bool) {
	c := placement{
		photo: p, reference: reference, transform: photos.Identity(), crop: f.Crop,
		moment: momentOf(p, sessions), referenceMoment: momentOf(reference, sessions),
	}
	if p.ID == f.Reference {
		return c, true
	}
	a := p.AlignmentTo(f.Reference)
	if a == nil {
		return c, false
	}
	c.transform, c.model = a.Transform, a.Model
	return c, true
}

// judged are the verdicts that hold and the photos that need one, by view.
func (l *Library) judged(client ID) (map[ID]comparability.Verdict, []placement, error) {
	if err := l.enter(); err != nil {
		return nil, nil, err
	}
	defer l.mu.RUnlock()
	kept, err := l.keptVerdicts(client)
	if err != nil {
		return nil, nil, failed("read verdicts", err)
	}
	all, err := placements(l.db, client)
	if err != nil {
		return nil, nil, failed("read photos", err)
	}
	held := map[ID]comparability.Verdict{}
	var due []placement
	for _, c := range all {
		if c.photo.ID == c.reference.ID {
			continue
		}
		if k := kept[c.photo.ID]; k.basis == c.basis() {
			if v, err := comparability.Parse(k.text); err == nil {
				held[c.photo.ID] = v
				continue
			}
		}
		due = append(due, c)
	}
	return held, due, nil
}

// placements are a client's photos that are placed, view by view.
func placements(q querier, client ID) ([]placement, error) {
	works, err := viewsOf(q, client)
	if err != nil {
		return nil, err
	}
	sessions, err := liveSessions(q, client)
	if err != nil {
		return nil, err
	}
	var all []placement
	for _, w := range works {
		at := slices.IndexFunc(w.photos, func(p Photo) bool { return p.ID == w.frame.Reference })
		if at < 0 {
			continue
		}
		for _, p := range w.photos {
			if c, ok := place(p, w.photos[at], w.frame, sessions); ok {
				all = append(all, c)
			}
		}
	}
	return all, nil
}

// placed is one photo with the crop of its view.
func (l *Library) placed(photo ID) (placement, photos.Rect, error) {
	if err := l.enter(); err != nil {
		return placement{}, photos.Rect{}, err
	}
	defer l.mu.RUnlock()
	p, err := livePhoto(l.db, photo)
	if err != nil {
		return placement{}, photos.Rect{}, failed("read photo", err)
	}
	all, err := placements(l.db, p.ClientID)
	if err != nil {
		return placement{}, photos.Rect{}, failed("read photos", err)
	}
	for _, c := range all {
		if c.photo.ID == photo {
			return c, c.crop, nil
		}
	}
	return placement{}, photos.Rect{}, fmt.Errorf("compare photos: %w", ErrNotPlaced)
}

// shot is a photo as it is judged.
func (l *Library) shot(ctx context.Context, p Photo, t photos.Transform, m align.Model, at comparability.Moment) (comparability.Shot, error) {
	pic, err := l.Preview(ctx, p.ID, judgedLong)
	if err != nil {
		return comparability.Shot{}, err
	}
	s := comparability.Shot{Picture: pic, Align: t, Model: m, Settings: p.Info.Settings, Moment: at}
	faces, err := face.Find(pic)
	if err != nil {
		return comparability.Shot{}, fmt.Errorf("find face: %w", err)
	}
	if len(faces) > 0 {
		s.Face = &faces[0] // the largest
	}
	return s, nil
}

// judge makes a verdict and keeps it, where the library can be written.
func (l *Library) judge(ctx context.Context, reference comparability.Shot, c placement) error {
	s, err := l.shot(ctx, c.photo, c.transform, c.model, c.moment)
	if err != nil {
		return err
	}
	text, err := json.Marshal(comparability.Judge(reference, s, c.crop))
	if err != nil {
		return fmt.Errorf("keep verdict: %w", err)
	}
	return l.keepVerdict(c.photo.ID, c.basis(), text)
}
