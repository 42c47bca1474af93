package ui

import (
	"context"
	"time"

	"skinline/storage"
	"skinline/ui/view"
)

// withCourse reads the client's course as it is now, and where its timeline was
// left, and calls show with them, unless another screen was opened meanwhile.
func (a *App) withCourse(client storage.ID, show func(*course, place)) {
	lib, from := a.lib, a.screen
	var c *course
	var kept place
	a.jobs.run(func(ctx context.Context, _ func(int, int)) (err error) {
		if c, err = readCourse(ctx, lib, client); err == nil {
			kept = a.settings.readPlace(lib, client)
		}
		return err
	}, nil, func(err error) {
		if a.screen != from {
			return
		}
		if err != nil {
			a.fail(err)
			return
		}
		if t, ok := from.(*timelineScreen); ok && t.c.client.ID == client {
			kept = t.place()
		} else if a.place.client == client {
			kept = a.place
		}
		show(c, kept)
	})
}

// showTimeline shows the client's course where it was left.
func (a *App) showTimeline(client storage.ID) {
	a.withCourse(client, func(c *course, from place) {
		filter := c.possible(from.filter)
		a.noteOpened(c.client)
		s := &timelineScreen{a: a, whole: c, c: c.filtered(filter), filter: filter, from: from, tiles: map[*view.Tile]*slot{}}
		a.showWhole(s)
	})
}

// appearPause is how long a timeline may wait for its pictures before it
// appears without them.
const appearPause = 200 * time.Millisecond

// showWhole shows s once its pictures are made, so that it appears at once
// instead of piece by piece: a frame without them takes as long to paint.
func (a *App) showWhole(s *timelineScreen) {
	from := a.screen
	s.root = s.build()
	s.root.Resize(a.body.Size())
	s.goBack()
	idle := a.loader.idle()
	a.jobs.run(func(ctx context.Context, _ func(int, int)) error {
		select {
		case <-idle:
		case <-ctx.Done():
		case <-time.After(appearPause):
		}
		return nil
	}, nil, func(error) {
		if a.screen == from {
			a.show(s)
		} else {
			s.release()
		}
	})
}

// reload reads the course again, after a change, and keeps the place.
func (s *timelineScreen) reload() {
	lib, client := s.a.lib, s.c.client.ID
	var c *course
	s.a.jobs.run(func(ctx context.Context, _ func(int, int)) (err error) {
		c, err = readCourse(ctx, lib, client)
		return err
	}, nil, func(err error) {
		if err != nil {
			s.a.fail(err)
			return
		}
		if s.a.screen == screen(s) {
			s.whole, s.c = c, c.filtered(s.filter)
			s.fill()
		}
	})
}

func (s *timelineScreen) opened() {
	s.a.place = s.from
	s.a.place.client = s.c.client.ID
	s.goBack()
	if len(s.c.sessions) > 0 {
		s.a.focus(s.matrix)
	}
}

// goBack scrolls to where the timeline was left.
func (s *timelineScreen) goBack() {
	if p := s.from; p.client == s.c.client.ID {
		s.matrix.SetCursor(p.cursor)
		s.matrix.SetOffset(p.offset)
	} else if len(s.c.sessions) > 0 {
		s.matrix.ScrollTo(0, 0)
	}
}

func (s *timelineScreen) left() {
	s.a.keepPlace(s.place())
	s.preview.hide()
	s.release()
}

// release lets the pictures go.
func (s *timelineScreen) release() {
	for tile, slot := range s.tiles {
		s.a.loader.drop(slot)
		tile.Clear()
	}
}
