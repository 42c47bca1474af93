package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"skinline/photos/comparability"
	"skinline/storage"
)

// judged is a pair of photos, the earlier one first.
type judged struct{ earlier, later storage.ID }

// judge shows how comparable the pinned and the active photo are, and finds it
// out where it is not known yet.
func (s *compareScreen) judge() {
	b := s.board
	i, k := b.arrangement.pair(len(b.panes))
	one, other := b.panes[i].photo, b.panes[k].photo
	if s.c.photoDate(other).DaysSince(s.c.photoDate(one)) < 0 {
		one, other = other, one
	}
	pair := judged{one.ID, other.ID}
	s.about.SetText("")
	if len(b.panes) > 2 {
		s.about.SetText(lang.L("{{.From}} and {{.To}}:", values{"From": dateText(s.c.photoDate(one)), "To": dateText(s.c.photoDate(other))}))
	}
	if pair == s.pair {
		return
	}
	s.judging.stop()
	s.pair = pair
	known, ok := s.verdicts[pair]
	s.badge.set(known)
	if ok || one.ID == other.ID || !s.c.placed(one) || !s.c.placed(other) {
		return
	}
	lib, reference := s.a.lib, s.c.frames[b.view].Reference
	var v comparability.Verdict
	s.judging = s.a.jobs.run(func(ctx context.Context, _ func(int, int)) (err error) {
		v, err = judgePair(ctx, lib, one, other, reference)
		return err
	}, nil, func(err error) {
		if err != nil {
			return // the badge says that nothing is known
		}
		s.verdicts[pair] = &v
		if s.pair == pair && s.a.screen == screen(s) {
			s.badge.set(&v)
		}
	})
}

// judgePair is the verdict that is kept where there is one, else a new one;
// away from the main goroutine.
func judgePair(ctx context.Context, l *storage.Library, one, other storage.Photo, reference storage.ID) (comparability.Verdict, error) {
	if one.ID == reference {
		kept, err := l.Verdicts(one.ClientID)
		if v, ok := kept[other.ID]; ok && err == nil {
			return v, nil
		}
	}
	return l.Compare(ctx, one.ID, other.ID)
}
