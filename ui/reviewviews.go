package ui

import (
	"context"
	"slices"

	"skinline/storage"
)

// suggest looks in the background from which views the photos were taken, as
// far as neither their names nor the cell they were dropped on tell.
func (s *reviewScreen) suggest() {
	if s.looking != nil {
		return // what came meanwhile is looked at next
	}
	type seen struct {
		path string
		view storage.View
	}
	waiting := map[string]*arrival{}
	var paths []string
	for _, i := range s.items {
		if !i.told && !i.skip && !i.asked {
			i.asked = true
			waiting[i.Path] = i
			paths = append(paths, i.Path)
		}
	}
	if len(paths) == 0 {
		return
	}
	results := make(chan seen, len(paths))
	take := func() {
		for len(results) > 0 {
			r := <-results
			s.recognise(waiting[r.path], r.view)
		}
	}
	lib, client := s.a.lib, s.c.client.ID
	s.looking = s.a.jobs.run(func(ctx context.Context, progress func(int, int)) error {
		done := 0
		return lib.SuggestViews(ctx, client, paths, func(path string, v storage.View) {
			results <- seen{path, v}
			done++
			progress(done, len(paths))
		})
	}, func(int, int) { take() }, func(err error) {
		s.looking = nil
		if err == errStopped || s.a.screen != screen(s) {
			return
		}
		// A failure leaves what was guessed: importing will tell.
		take()
		s.doubt()
		s.suggest()
	})
}

// recognise takes up what a photo shows, unless somebody was faster.
func (s *reviewScreen) recognise(a *arrival, v storage.View) {
	if a.told || v == "" {
		return
	}
	a.view, a.recognised = v, true
	s.list.RefreshItem(slices.Index(s.items, a))
}

// doubt takes back guesses by order that another photo of the same session
// contradicts: it shows that view.
func (s *reviewScreen) doubt() {
	for i, a := range s.items {
		taken := func(b *arrival) bool {
			return b.recognised && b.view == a.view && b.session == a.session && b.newOn == a.newOn
		}
		if !a.told && !a.recognised && a.view != "" && slices.ContainsFunc(s.items, taken) {
			a.view = ""
			s.list.RefreshItem(i)
		}
	}
}

// views are what a photo can be a view of: the standard ones and those the
// client already has.
func (s *reviewScreen) views() []storage.View {
	all := viewChoices()
	for _, p := range s.c.photos {
		if !slices.Contains(all, p.View) {
			all = append(all, p.View)
		}
	}
	return all
}
