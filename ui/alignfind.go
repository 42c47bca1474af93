package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2/lang"

	"skinline/photos/align"
	"skinline/storage"
)

// findAlignment looks for the alignment in the background and shows it; it is
// kept only when a person saves it.
func (s *alignScreen) findAlignment(model align.Model) {
	if s.own() || s.finding != nil {
		return
	}
	s.tabs.SelectIndex(0)
	s.find.Disable()
	s.said.SetText(lang.L("Looking for the alignment"))
	lib, photo := s.a.lib, s.photo.ID
	var found *storage.Alignment
	var refused *storage.Attempt
	s.finding = s.a.jobs.run(func(ctx context.Context, _ func(int, int)) (err error) {
		found, refused, err = lib.FindAlignment(ctx, photo, model)
		return err
	}, nil, func(err error) {
		s.finding = nil
		if s.a.screen != screen(s) || errors.Is(err, errStopped) {
			return
		}
		s.find.Enable()
		switch {
		case err != nil:
			s.said.SetText(message(err))
		case found == nil:
			s.refused = refused
			s.said.SetText(reasonText(refused.Reason))
		default:
			s.take(found)
		}
	})
}

// take shows what was found; its landmarks are points to be corrected.
func (s *alignScreen) take(found *storage.Alignment) {
	s.found, s.refused, s.changed = found, nil, true
	s.pairs.set(newPairing(found).now)
	s.points.SetPairs(s.pairs.now)
	s.estimate(s.pairs.now)
}

// untouched reports that pairs are still the landmarks of what was found.
func (s *alignScreen) untouched(pairs []align.Pair) bool {
	return s.found != nil && slices.Equal(pairs, newPairing(s.found).now)
}

// foundText tells how good the alignment found is.
func (s *alignScreen) foundText() string {
	text := s.c.alignmentText(*s.found) + "."
	if why := reasonText(s.found.Reason); why != "" {
		text += " " + why
	}
	if s.found.Method == storage.AlignManual && s.fitted {
		text += " " + agreement(s.fit)
	}
	return text
}

// wantedText asks for points, and says why when the program has tried.
func (s *alignScreen) wantedText() string {
	if s.refused != nil {
		return reasonText(s.refused.Reason)
	}
	return lang.L("Mark the same two spots in both photos: far apart, and easy to find again.")
}
