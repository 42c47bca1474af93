package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"skinline/photos/comparability"
	"skinline/storage"
	"skinline/ui/view"
)

// course is everything the timeline and compare show of one client.
type course struct {
	client   storage.Client
	sessions []storage.Session // in date order
	photos   []storage.Photo
	frames   map[storage.View]storage.ViewFrame
	rows     []courseRow
	// verdicts are what is known of the photos against the references of their views.
	verdicts map[storage.ID]comparability.Verdict
	plot     *view.Plot // made when it is first asked for
	// titles and dates name the sessions of a course that is a part of
	// another; nil: as they follow from the sessions.
	titles, dates []string
}

// courseRow is one strip of the timeline: a view.
type courseRow struct {
	view storage.View
	// cells holds, a session, the photos of the view: those taken while the
	// skin heals first, so that the last is a result where there is one.
	cells [][]storage.Photo
}

// healing reports whether a photo of this phase must never be taken for a
// result.
func healing(p storage.Phase) bool {
	return p == storage.PhaseImmediate || p == storage.PhaseHealing
}

// readCourse reads a client's course; away from the main goroutine.
func readCourse(_ context.Context, l *storage.Library, client storage.ID) (*course, error) {
	c := &course{frames: map[storage.View]storage.ViewFrame{}}
	var err error
	if c.client, err = l.Client(client); err != nil {
		return nil, err
	}
	if c.sessions, err = l.Sessions(client); err != nil {
		return nil, err
	}
	if c.photos, err = l.Photos(client); err != nil {
		return nil, err
	}
	frames, err := l.ViewFrames(client)
	if err != nil {
		return nil, err
	}
	if c.verdicts, err = l.Verdicts(client); err != nil {
		return nil, err
	}
	for _, f := range frames {
		c.frames[f.View] = f
		c.addRow(f.View)
	}
	if len(frames) == 0 {
		c.addRow(storage.Views()[0]) // a place for the first photo
	}
	return c, nil
}

func (c *course) addRow(view storage.View) {
	row := courseRow{view: view, cells: make([][]storage.Photo, len(c.sessions))}
	for _, heals := range []bool{true, false} {
		for _, p := range c.photos {
			if i := c.sessionIndex(p.SessionID); i >= 0 && p.View == view && healing(p.Phase) == heals {
				row.cells[i] = append(row.cells[i], p)
			}
		}
	}
	c.rows = append(c.rows, row)
}

func (c *course) sessionIndex(id storage.ID) int {
	return slices.IndexFunc(c.sessions, func(s storage.Session) bool { return s.ID == id })
}

// shown is the photo a cell shows: the result taken last, else the photo of
// the healing skin, which its badge says.
func (r courseRow) shown(session int) (storage.Photo, bool) {
	if session < 0 || session >= len(r.cells) || len(r.cells[session]) == 0 {
		return storage.Photo{}, false
	}
	return r.cells[session][len(r.cells[session])-1], true
}

// results are the photos that may be compared, one a session.
func (r courseRow) results() []storage.Photo {
	var all []storage.Photo
	for i := range r.cells {
		if p, ok := r.shown(i); ok && !healing(p.Phase) {
			all = append(all, p)
		}
	}
	return all
}

// ends are the first and the latest result of the row.
func (r courseRow) ends() (first, latest storage.Photo, ok bool) {
	all := r.results()
	if len(all) < 2 {
		return first, latest, false
	}
	return all[0], all[len(all)-1], true
}

// sessionTitle is the head of session i's column.
func (c *course) sessionTitle(i int) string {
	if c.titles != nil {
		return c.titles[i]
	}
	s, n := c.sessions[i], 0
	for _, earlier := range c.sessions[:i+1] {
		if earlier.Kind == s.Kind {
			n++
		}
	}
	switch {
	case s.Kind == storage.KindTreatment:
		return lang.L("Session {{.N}}", values{"N": n})
	case s.Kind == storage.KindFollowUp && i > 0:
		return lang.L("Follow-up {{.After}}", values{"After": c.afterTreatment(i)})
	}
	return kindName(s.Kind)
}

// afterTreatment is how long after the last treatment session i was: "+3 mo".
func (c *course) afterTreatment(i int) string {
	for k := i - 1; k >= 0; k-- {
		if c.sessions[k].Kind != storage.KindTreatment {
			continue
		}
		days := c.sessions[i].Date.DaysSince(c.sessions[k].Date)
		if days < 45 {
			return lang.L("+{{.N}} d", values{"N": days})
		}
		months := (days + 15) / 30
		return lang.XN("months.later", "+{{.N}} mo", months, values{"N": months})
	}
	return ""
}

// columnDate is a session's date with the days since the one before.
func (c *course) columnDate(i int) string {
	if c.dates != nil {
		return c.dates[i]
	}
	date := dateText(c.sessions[i].Date)
	if i == 0 {
		return date
	}
	return lang.L("{{.Date}} ({{.N}} d)", values{"Date": date, "N": c.sessions[i].Date.DaysSince(c.sessions[i-1].Date)})
}

// Facts of a session, one line each entry.

func depthLines(s storage.Session) string {
	return zoneLines(s, func(z storage.ZoneTreatment) string {
		if z.Depth == 0 {
			return ""
		}
		return zoneText(z) + " " + decimal(z.Depth.Number())
	})
}

// endpointLines names each endpoint once, with its zones when they differ.
func endpointLines(s storage.Session) string {
	same := true
	for _, z := range s.Zones {
		same = same && z.Endpoint == s.Zones[0].Endpoint
	}
	if same && len(s.Zones) > 0 {
		if s.Zones[0].Endpoint == storage.EndpointNone {
			return ""
		}
		return endpointName(s.Zones[0].Endpoint)
	}
	return zoneLines(s, func(z storage.ZoneTreatment) string {
		if z.Endpoint == storage.EndpointNone {
			return ""
		}
		return zoneText(z) + ": " + endpointName(z.Endpoint)
	})
}

func zoneLines(s storage.Session, line func(storage.ZoneTreatment) string) string {
	var lines []string
	for _, z := range s.Zones {
		if text := line(z); text != "" && !slices.Contains(lines, text) {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// depthSummary is all depths of a session in one line with units.
func depthSummary(s storage.Session) string {
	text := depthLines(s)
	if text == "" {
		return ""
	}
	return strings.ReplaceAll(text, "\n", " mm, ") + " mm"
}

// photoDate is when a photo was taken, by the session when nothing is better.
func (c *course) photoDate(p storage.Photo) storage.Date {
	if d := takenDate(p); !d.IsZero() {
		return d
	}
	if i := c.sessionIndex(p.SessionID); i >= 0 {
		return c.sessions[i].Date
	}
	return storage.Date{}
}

// healingText labels a photo that must not be taken for a result, else "".
func (c *course) healingText(p storage.Photo) string {
	i := c.sessionIndex(p.SessionID)
	if !healing(p.Phase) || i < 0 {
		return ""
	}
	days := c.photoDate(p).DaysSince(c.sessions[i].Date)
	if p.Phase == storage.PhaseImmediate || days <= 0 {
		return lang.L("Immediately after: not a result")
	}
	return lang.L("Healing, day {{.N}}: not a result", values{"N": days})
}
