package ui

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"skinline/storage"
)

// sessionDraft is a session as it is typed: text that may not be valid yet.
// It is what the form keeps at every change, so nothing typed is ever lost.
type sessionDraft struct {
	Date         string
	Kind         storage.SessionKind
	Practitioner string
	Device       string
	Notes        string
	NextDue      string
	Zones        []zoneDraft
	// Untouched names what still stands as taken over from the last session.
	Untouched map[string]bool
}

// zoneDraft is one zone row as it is typed.
type zoneDraft struct {
	Zone      string
	Side      storage.Side
	Depth     string
	Passes    string
	Endpoint  storage.Endpoint
	Note      string
	Untouched bool
}

// dueAfter is the next session's distance when the last one does not say: four
// weeks, the shortest interval in common use.
const dueAfter = 28

// draftOf is a stored session, to be edited.
func draftOf(s storage.Session) sessionDraft {
	d := sessionDraft{
		Date: dateText(s.Date), Kind: s.Kind, Practitioner: s.Practitioner, Device: s.Device,
		Notes: s.Notes, NextDue: dateText(s.NextDue),
	}
	for _, z := range s.Zones {
		d.Zones = append(d.Zones, zoneDraftOf(z))
	}
	return d
}

func zoneDraftOf(z storage.ZoneTreatment) zoneDraft {
	d := zoneDraft{Zone: z.Zone, Side: z.Side, Endpoint: z.Endpoint, Note: z.Note}
	if z.Depth > 0 {
		d.Depth = decimal(z.Depth.Number())
	}
	if z.Passes > 0 {
		d.Passes = strconv.Itoa(z.Passes)
	}
	return d
}

// nextDraft is a new session on date after those there are: what was done last
// is filled in and marked until it is touched.
func nextDraft(sessions []storage.Session, date storage.Date) sessionDraft {
	if len(sessions) == 0 {
		return sessionDraft{Date: dateText(date), Kind: storage.KindBaseline}
	}
	last := sessions[len(sessions)-1]
	for _, s := range sessions {
		if s.Kind == storage.KindTreatment {
			last = s
		}
	}
	d := draftOf(last)
	interval := dueAfter
	if !last.NextDue.IsZero() && last.Date.Before(last.NextDue) {
		interval = last.NextDue.DaysSince(last.Date)
	}
	d.Date, d.Kind, d.Notes = dateText(date), storage.KindTreatment, ""
	d.NextDue = dateText(date.AddDays(interval))
	d.Untouched = map[string]bool{"practitioner": d.Practitioner != "", "device": d.Device != "", "due": true}
	for i := range d.Zones {
		d.Zones[i].Untouched = true
		d.Zones[i].Note, d.Zones[i].Endpoint = "", storage.EndpointNone
	}
	return d
}

// into fills s with the draft; the error wraps storage.ErrInvalid and says
// which entry is wrong.
func (d sessionDraft) into(s storage.Session) (storage.Session, error) {
	var err, dueErr error
	if s.Date, err = parseDate(d.Date); err == nil && s.Date.IsZero() {
		err = fmt.Errorf("the session needs a date: %w", storage.ErrInvalid)
	}
	s.NextDue, dueErr = parseDate(d.NextDue)
	s.Kind = d.Kind
	s.Practitioner, s.Device = strings.TrimSpace(d.Practitioner), strings.TrimSpace(d.Device)
	s.Notes = strings.TrimSpace(d.Notes)
	s.Zones = nil
	errs := []error{err, dueErr}
	for _, z := range d.Zones {
		if z.empty() {
			continue
		}
		t, err := z.treatment()
		errs = append(errs, err)
		s.Zones = append(s.Zones, t)
	}
	for _, err := range errs {
		if err != nil {
			return s, err
		}
	}
	return s, nil
}

func (z zoneDraft) empty() bool {
	return strings.TrimSpace(z.Zone+z.Depth+z.Passes+z.Note) == "" && z.Endpoint == ""
}

func (z zoneDraft) treatment() (storage.ZoneTreatment, error) {
	t := storage.ZoneTreatment{Zone: strings.TrimSpace(z.Zone), Side: z.Side, Endpoint: z.Endpoint, Note: strings.TrimSpace(z.Note)}
	var err error
	if t.Zone == "" {
		return t, fmt.Errorf("a row with a depth needs a zone: %w", storage.ErrInvalid)
	}
	if t.Depth, err = storage.ParseDepth(z.Depth); err != nil {
		return t, fmt.Errorf("%s: %w", t.Zone, err)
	}
	t.Passes, err = passes(z.Passes)
	return t, err
}

// passes reads 0 to 10; "" is not recorded.
func passes(text string) (int, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 10 {
		return 0, fmt.Errorf("passes %q is not a number from 0 to 10: %w", text, storage.ErrInvalid)
	}
	return n, nil
}

// keep stores the draft under key.
func (d sessionDraft) keep(l *storage.Library, key string) error {
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return l.SaveDraft(key, text)
}

// keptDraft is the draft under key, ok when there is one.
func keptDraft(l *storage.Library, key string) (d sessionDraft, ok bool, err error) {
	text, err := l.Draft(key)
	if errors.Is(err, storage.ErrNotFound) {
		return d, false, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &d)
	}
	return d, err == nil, err
}
