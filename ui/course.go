package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"skinline/storage"
)

// course is everything the timeline and compare show of one client.
type course struct {
	client   storage.Client
	sessions []storage.Session // in date order
	photos   []storage.Photo
	frames   map[storage.View]storage.ViewFrame
	rows     []courseRow
}

// courseRow is one strip of the timeline: a view, and whether its photos can
// be results or were taken while the skin heals.
type courseRow struct {
	view  storage.View
	stage stageOf
	// cells holds, a session, the photos of the row in the order taken.
	cells [][]storage.Photo
}

// stageOf separates results from what must never be taken for one.
type stageOf int

const (
	result stageOf = iota
	immediate
	healing
)

func stageOfPhase(p storage.Phase) stageOf {
	switch p {
	case storage.PhaseImmediate:
		return immediate
	case storage.PhaseHealing:
		return healing
	}
	return result
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
	for _, f := range frames {
		c.frames[f.View] = f
		for _, stage := range []stageOf{result, immediate, healing} {
			c.addRow(f.View, stage)
		}
	}
	return c, nil
}

func (c *course) addRow(view storage.View, stage stageOf) {
	row := courseRow{view: view, stage: stage, cells: make([][]storage.Photo, len(c.sessions))}
	some := false
	for _, p := range c.photos {
		i := c.sessionIndex(p.SessionID)
		if p.View == view && stageOfPhase(p.Phase) == stage && i >= 0 {
			row.cells[i] = append(row.cells[i], p)
			some = true
		}
	}
	if some || stage == result {
		c.rows = append(c.rows, row)
	}
}

func (c *course) sessionIndex(id storage.ID) int {
	return slices.IndexFunc(c.sessions, func(s storage.Session) bool { return s.ID == id })
}

// rowTitle heads a row: "Frontal", "Frontal, healing".
func (r courseRow) title() string {
	switch r.stage {
	case immediate:
		return lang.L("{{.View}}, immediately after", values{"View": viewName(r.view)})
	case healing:
		return lang.L("{{.View}}, healing", values{"View": viewName(r.view)})
	}
	return viewName(r.view)
}

// shown is the photo a cell shows: the one taken last.
func (r courseRow) shown(session int) (storage.Photo, bool) {
	if session < 0 || session >= len(r.cells) || len(r.cells[session]) == 0 {
		return storage.Photo{}, false
	}
	return r.cells[session][len(r.cells[session])-1], true
}

// ends are the first and the latest photo of the row.
func (r courseRow) ends() (first, latest storage.Photo, ok bool) {
	var all []storage.Photo
	for i := range r.cells {
		if p, ok := r.shown(i); ok {
			all = append(all, p)
		}
	}
	if len(all) < 2 {
		return first, latest, false
	}
	return all[0], all[len(all)-1], true
}

// sessionTitle is the head of session i's column.
func (c *course) sessionTitle(i int) string {
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
		return lang.L("+{{.N}} mo", values{"N": (days + 15) / 30})
	}
	return ""
}

// since says how long after the one before and after the first session i was.
func (c *course) since(i int) string {
	if i == 0 {
		return ""
	}
	previous := c.sessions[i].Date.DaysSince(c.sessions[i-1].Date)
	first := c.sessions[i].Date.DaysSince(c.sessions[0].Date)
	if i == 1 {
		return daysText(first)
	}
	return lang.L("{{.Previous}}, {{.First}} from the first", values{"Previous": daysText(previous), "First": lang.L("{{.N}} d", values{"N": first})})
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
	if stageOfPhase(p.Phase) == result || i < 0 {
		return ""
	}
	days := c.photoDate(p).DaysSince(c.sessions[i].Date)
	if p.Phase == storage.PhaseImmediate || days <= 0 {
		return lang.L("Immediately after: not a result")
	}
	return lang.L("Healing, day {{.N}}: not a result", values{"N": days})
}
