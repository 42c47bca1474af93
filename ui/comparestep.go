package ui

import (
	"slices"

	"skinline/storage"
)

// step shows the photo of one session earlier or later in place of the active
// one, or of the first that is not pinned; the others stay as they are.
func (s *compareScreen) step(by int) {
	b := s.board
	if b.active == b.pinned {
		for i := range b.panes {
			if i != b.pinned {
				b.active = i
			}
		}
	}
	s.stepActive(by)
}

func (s *compareScreen) stepActive(by int) {
	s.a.touch()
	p := s.board.panes[s.board.active]
	row := s.c.strip(p.photo)
	i := slices.IndexFunc(row, func(other storage.Photo) bool { return other.ID == p.photo.ID }) + by
	if i < 0 || i >= len(row) {
		return
	}
	shown := s.board.shown()
	shown[s.board.active] = row[i]
	s.turn(shown)
}

// turn shows other photos.
func (s *compareScreen) turn(shown []storage.Photo) {
	s.board.flipped = false
	s.pen.choose(nil, -1)
	s.board.turn(shown)
	s.rest()
	s.changed()
}

// strip are the results of p's view in the order of the sessions, and p.
func (c *course) strip(p storage.Photo) []storage.Photo {
	var strip []storage.Photo
	for _, r := range c.rows {
		if r.view != p.View {
			continue
		}
		for i := range r.cells {
			for _, other := range r.cells[i] {
				if !healing(other.Phase) || other.ID == p.ID {
					strip = append(strip, other)
				}
			}
		}
	}
	return strip
}

// swap turns the order of the photos around; what is pinned and active goes
// with its photo.
func (s *compareScreen) swap() {
	b := s.board
	shown := b.shown()
	slices.Reverse(shown)
	last := len(shown) - 1
	b.active = last - b.active
	if b.pinned >= 0 {
		b.pinned = last - b.pinned
	}
	s.turn(shown)
	s.refocus()
}

// turnView shows the same sessions in another view, at the same place of its
// frame and as large.
func (s *compareScreen) turnView(by int) {
	s.a.touch()
	rows := s.c.rows
	at := slices.IndexFunc(rows, func(r courseRow) bool { return r.view == s.board.view })
	for range rows {
		at = (at + by + len(rows)) % len(rows)
		if rows[at].view == s.board.view {
			return
		}
		if shown, ok := s.c.inView(rows[at], s.board.shown()); ok {
			s.turn(shown)
			return
		}
	}
}

// inView are photos of the sessions of shown in another row; where a session
// has none, the result nearest in time that is not shown yet stands in, and
// its date says so. It fails when there are too few.
func (c *course) inView(r courseRow, shown []storage.Photo) ([]storage.Photo, bool) {
	out := make([]storage.Photo, len(shown))
	used := map[storage.ID]bool{}
	take := func(i int, p storage.Photo) { out[i], used[p.ID] = p, true }
	for i, p := range shown {
		if other, ok := r.shown(c.sessionIndex(p.SessionID)); ok && !used[other.ID] {
			take(i, other)
		}
	}
	for i, p := range shown {
		if out[i].ID != "" {
			continue
		}
		var best storage.Photo
		nearest := 0
		for _, other := range r.results() {
			days := c.photoDate(other).DaysSince(c.photoDate(p))
			if days = max(days, -days); !used[other.ID] && (best.ID == "" || days < nearest) {
				best, nearest = other, days
			}
		}
		if best.ID == "" {
			return nil, false
		}
		take(i, best)
	}
	return out, true
}
