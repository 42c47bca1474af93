package ui

import (
	"context"
	"image"
	"sync"
	"time"

	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/storage"
)

// useAsReference makes this photo the one the others of its view align to.
func (s *alignScreen) useAsReference() {
	f := s.frame
	f.Reference, f.CropSet = s.photo.ID, false
	f.Crop = photos.Whole(s.photo.Info.Width, s.photo.Info.Height)
	lib := s.a.lib
	var before storage.ViewFrame
	s.a.jobs.run(func(context.Context, func(int, int)) (err error) {
		before, err = lib.SetViewFrame(f)
		return err
	}, nil, func(err error) {
		s.finished(err, lang.L("This photo is the reference now; the others are aligned to it."), func() error {
			_, err := lib.SetViewFrame(before)
			return err
		})
		if err == nil {
			s.a.alignAll(s.c.client.ID, false)
		}
	})
}

// store keeps the alignment and the crop.
func (s *alignScreen) store() {
	a := s.alignment()
	lib, photo, frame := s.a.lib, s.photo.ID, s.crop.frame()
	aligned, cropped := s.changed && !s.own(), frame != s.frame
	if !aligned && !cropped {
		s.back()
		return
	}
	var before *storage.Alignment
	var beforeFrame storage.ViewFrame
	s.a.jobs.run(func(context.Context, func(int, int)) (err error) {
		if aligned {
			if before, err = lib.SetAlignment(photo, a); err != nil {
				return err
			}
		}
		if cropped {
			beforeFrame, err = lib.SetViewFrame(frame)
		}
		return err
	}, nil, func(err error) {
		s.finished(err, lang.L("Saved."), func() (err error) {
			if aligned {
				_, err = lib.SetAlignment(photo, before)
			}
			if err == nil && cropped {
				_, err = lib.SetViewFrame(beforeFrame)
			}
			return err
		})
	})
}

// alignment is what was found, as long as no point was moved, else what the
// points give; nil when they give none.
func (s *alignScreen) alignment() *storage.Alignment {
	switch {
	case s.untouched(s.pairs.now):
		return s.found
	case !s.fitted:
		return nil
	}
	return &storage.Alignment{
		Reference: s.reference.ID, Transform: s.fit.Transform, Method: storage.AlignManual, Model: align.Similarity,
		Landmarks: s.pairs.landmarks(), Residual: s.fit.RMS, Confidence: 1, At: time.Now().UTC(),
	}
}

// finished goes back to the timeline and offers to undo.
func (s *alignScreen) finished(err error, text string, undo func() error) {
	if err != nil {
		s.a.fail(err)
		return
	}
	if s.a.screen == screen(s) {
		s.back()
	}
	a, client := s.a, s.c.client.ID
	a.did(text, func() {
		a.jobs.run(func(context.Context, func(int, int)) error { return undo() }, nil, func(err error) {
			a.fail(err)
			if err == nil {
				a.showTimeline(client)
				a.alignAll(client, false) // the reference may be another again
			}
		})
	}, nil)
}

// kept2048 keeps the decoded previews of the two photos being aligned, so that
// a dragged point needs no decoding.
type kept2048 struct {
	from previews
	mu   sync.Mutex
	kept map[storage.ID]*image.NRGBA
}

// Preview is the kept picture when it is large enough.
func (k *kept2048) Preview(ctx context.Context, id storage.ID, long int) (*image.NRGBA, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if pic := k.kept[id]; pic != nil && long <= editorLong {
		return pic, nil
	}
	pic, err := k.from.Preview(ctx, id, max(long, editorLong))
	if err == nil && long <= editorLong {
		k.kept[id] = pic
	}
	return pic, err
}
