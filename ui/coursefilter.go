package ui

import (
	"slices"

	"skinline/photos/comparability"
	"skinline/storage"
)

// courseFilter is what of a course a person wants to see. The zero value hides
// nothing.
type courseFilter struct {
	hidden []storage.View // views not wanted
	phase  storage.Phase  // "" for all
	zone   string         // only sessions that treated it, and visits without treatment
	// comparable leaves the references and what may be compared with them.
	comparable bool
}

// active reports whether anything is hidden.
func (f courseFilter) active() bool {
	return len(f.hidden) > 0 || f.phase != "" || f.zone != "" || f.comparable
}

// filtered is the part of c that f leaves, with the names and numbers that its
// sessions have in the whole course.
func (c *course) filtered(f courseFilter) *course {
	if !f.active() {
		return c
	}
	part := *c
	part.plot, part.sessions, part.titles, part.dates, part.rows = nil, nil, nil, nil, nil
	var kept []int
	for i, s := range c.sessions {
		if f.zone == "" || len(s.Zones) == 0 || treats(s, f.zone) {
			kept = append(kept, i)
			part.sessions = append(part.sessions, s)
			part.titles = append(part.titles, c.sessionTitle(i))
			part.dates = append(part.dates, c.columnDate(i))
		}
	}
	for _, r := range c.rows {
		if slices.Contains(f.hidden, r.view) {
			continue
		}
		row := courseRow{view: r.view}
		for _, i := range kept {
			row.cells = append(row.cells, f.photos(c, r.cells[i]))
		}
		part.rows = append(part.rows, row)
	}
	return &part
}

func (f courseFilter) photos(c *course, all []storage.Photo) []storage.Photo {
	return slices.DeleteFunc(slices.Clone(all), func(p storage.Photo) bool {
		return f.phase != "" && p.Phase != f.phase || f.comparable && !c.comparable(p)
	})
}

// comparable reports whether p is known to be comparable, with reservations or
// without, with the reference of its view.
func (c *course) comparable(p storage.Photo) bool {
	v, known := c.verdicts[p.ID]
	return p.ID == c.frames[p.View].Reference || known && v.Overall < comparability.NotComparable
}

func treats(s storage.Session, zone string) bool {
	return slices.ContainsFunc(s.Zones, func(z storage.ZoneTreatment) bool { return zoneText(z) == zone })
}

// zones are the zones treated in any session, each once, as they are named.
func (c *course) zones() []string {
	var all []string
	for _, s := range c.sessions {
		for _, z := range s.Zones {
			all = append(all, zoneText(z))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
