package ui

import (
	"context"
	"slices"

	"skinline/storage"
)

// more adds those of paths that are not in the review yet, below what is
// there; what was chosen for that stays.
func (s *reviewScreen) more(paths []string) {
	if s.adding != nil {
		return // the next look tells of them again
	}
	fresh := slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		return slices.ContainsFunc(s.items, func(i *arrival) bool { return i.Path == path })
	})
	if len(fresh) == 0 {
		return
	}
	lib, client := s.a.lib, s.c.client.ID
	var found []storage.Candidate
	s.adding = s.a.jobs.run(func(ctx context.Context, progress func(int, int)) (err error) {
		found, err = lib.Review(ctx, client, fresh, progress)
		return err
	}, nil, func(err error) {
		s.adding = nil
		if err != nil || s.a.screen != screen(s) {
			return
		}
		s.items = append(s.items, arrivals(s.c, s.items, found, cellHint{})...)
		s.list.Refresh()
		s.count()
		s.suggest()
	})
}
