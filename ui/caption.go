package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"skinline/storage"
)

// caption is what stands under a photo in a comparison: the first line large,
// then one fact a line. Notes are left to the screen.
func (c *course) caption(p storage.Photo) []string {
	i := c.sessionIndex(p.SessionID)
	if i < 0 {
		return []string{dateText(c.photoDate(p))}
	}
	s := c.sessions[i]
	lines := []string{joined(dateText(c.photoDate(p)), c.sessionTitle(i))}
	add := func(parts ...string) {
		if text := joined(parts...); text != "" {
			lines = append(lines, text)
		}
	}
	add(c.when(p, c.cautionText(p)))
	if a := p.AlignmentTo(c.frames[p.View].Reference); a != nil {
		add(capital(modelText(a.Model)))
	}
	if depth := depthSummary(s); depth != "" {
		add(lang.L("Depth {{.Depths}}", values{"Depths": depth}))
	}
	add(s.Device, strings.ReplaceAll(endpointLines(s), "\n", ", "))
	if last, ok := c.lastTreatment(i); ok && len(s.Zones) == 0 {
		add(lang.L("Last treated {{.Date}}", values{"Date": dateText(last.Date)}), depthSummary(last), last.Device)
	}
	return lines
}

// when is how long after the first session p was taken, with its phase or why
// it must not be taken for a result.
func (c *course) when(p storage.Photo, caution string) string {
	if caution == "" && !healing(p.Phase) && p.Phase != "" {
		caution = phaseName(p.Phase)
	}
	if len(c.sessions) == 0 {
		return caution
	}
	return joined(c.sinceFirst(c.photoDate(p)), caution)
}

// lastTreatment is the treatment before session i.
func (c *course) lastTreatment(i int) (storage.Session, bool) {
	for k := i - 1; k >= 0; k-- {
		if c.sessions[k].Kind == storage.KindTreatment {
			return c.sessions[k], true
		}
	}
	return storage.Session{}, false
}

// sinceFirst is how long after the first session a date is.
func (c *course) sinceFirst(d storage.Date) string {
	days := d.DaysSince(c.sessions[0].Date)
	switch {
	case days == 0:
		return lang.L("first session")
	case days < 0:
		return lang.XN("days.before", "{{.N}} days before the first session", -days, values{"N": -days})
	}
	return lang.XN("days.since", "{{.N}} days since the first session", days, values{"N": days})
}

// placed reports whether p lies on its view's reference.
func (c *course) placed(p storage.Photo) bool {
	f := c.frames[p.View]
	return p.ID == f.Reference || p.AlignmentTo(f.Reference) != nil
}

// mark says what was done to the photos of a comparison, and what was not.
func (c *course) mark(shown []storage.Photo) string {
	apart, warped := 0, ""
	var how []string
	for _, p := range shown {
		if !c.placed(p) {
			apart++
		}
		a := p.AlignmentTo(c.frames[p.View].Reference)
		if a == nil {
			continue
		}
		if text := modelText(a.Model); text != "" {
			warped = text
		}
		if text := methodText(*a); !slices.Contains(how, text) {
			how = append(how, text)
		}
	}
	switch {
	case apart > 0:
		return lang.L("Not all photos are aligned: sizes and positions cannot be compared. No retouching.")
	case warped != "":
		return lang.L("{{.How}}, {{.Model}}: shapes and sizes cannot be compared. No retouching.", values{"How": strings.Join(how, "; "), "Model": warped})
	case len(how) > 0:
		return lang.L("{{.How}}: moved, turned and scaled only. No retouching.", values{"How": strings.Join(how, "; ")})
	}
	return lang.L("Moved, turned and scaled only. No retouching.")
}
