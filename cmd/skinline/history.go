package main

import (
	"fmt"
	"strings"

	"skinline/storage"
)

// history is everything of one client that a listing or a picture is made of.
type history struct {
	client   storage.Client
	sessions []storage.Session // in date order
	photos   []storage.Photo
	frames   []storage.ViewFrame
}

func loadHistory(l *storage.Library, code string) (history, error) {
	client, err := findClient(l, code)
	if err != nil {
		return history{}, err
	}
	h := history{client: client}
	if h.sessions, err = l.Sessions(client.ID); err != nil {
		return h, fmt.Errorf("read sessions: %w", err)
	}
	if h.photos, err = l.Photos(client.ID); err != nil {
		return h, fmt.Errorf("read photos: %w", err)
	}
	if h.frames, err = l.ViewFrames(client.ID); err != nil {
		return h, fmt.Errorf("read views: %w", err)
	}
	return h, nil
}

func findClient(l *storage.Library, code string) (storage.Client, error) {
	client, err := l.ClientByCode(code)
	if err != nil {
		return client, fmt.Errorf("client %s: %w", code, err)
	}
	return client, nil
}

// frame is what the photos of a view share.
func (h history) frame(v storage.View) (storage.ViewFrame, error) {
	for _, f := range h.frames {
		if f.View == v {
			return f, nil
		}
	}
	return storage.ViewFrame{}, fmt.Errorf("client %s has no photo of view %q: %w", h.client.Code, v, storage.ErrNotFound)
}

// photo is the photo by its identifier.
func (h history) photo(id storage.ID) (storage.Photo, error) {
	for _, p := range h.photos {
		if p.ID == id {
			return p, nil
		}
	}
	return storage.Photo{}, fmt.Errorf("photo %s: %w", id, storage.ErrNotFound)
}

// cell is the photo that stands for a session in a view: a comparable one
// before one of fresh or healing skin, then the latest.
func (h history) cell(session storage.ID, v storage.View) (storage.Photo, bool) {
	var best storage.Photo
	found := false
	for _, p := range h.photos {
		if p.SessionID != session || p.View != v {
			continue
		}
		if !found || warning(p.Phase) == "" || warning(best.Phase) != "" {
			best, found = p, true
		}
	}
	return best, found
}

// warning is what must stand by a photo of fresh or healing skin, else "".
func warning(p storage.Phase) string {
	switch p {
	case storage.PhaseHealing:
		return "healing, not a result"
	case storage.PhaseImmediate:
		return "right after treatment, not a result"
	}
	return ""
}

// sessionOn is the one session of that date.
func (h history) sessionOn(d storage.Date) (storage.Session, error) {
	var found []storage.Session
	for _, s := range h.sessions {
		if s.Date == d {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 0:
		return storage.Session{}, fmt.Errorf("client %s has no session on %s: %w", h.client.Code, d, storage.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return storage.Session{}, fmt.Errorf("client %s has %d sessions on %s; name one by its identifier", h.client.Code, len(found), d)
}

// title is what a session is called: "Baseline", "Session 2", "Follow-up".
func (h history) title(s storage.Session) string {
	switch s.Kind {
	case storage.KindBaseline:
		return "Baseline"
	case storage.KindFollowUp:
		return "Follow-up"
	}
	n := 0
	for _, other := range h.sessions {
		if other.Kind == storage.KindTreatment {
			n++
		}
		if other.ID == s.ID {
			break
		}
	}
	return fmt.Sprintf("Session %d", n)
}

// since says how long after the client's first session s was.
func (h history) since(s storage.Session) string {
	if len(h.sessions) == 0 || s.ID == h.sessions[0].ID {
		return ""
	}
	return days(s.Date.DaysSince(h.sessions[0].Date))
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

func longDate(d storage.Date) string { return d.Time().Format("2 Jan 2006") }

// zoneText is a zone treatment in words: "cheek left 1.25 mm, 3 passes".
func zoneText(z storage.ZoneTreatment) string {
	s := zoneName(z)
	if z.Depth > 0 {
		s += " " + z.Depth.String()
	}
	switch {
	case z.Passes == 1:
		s += ", 1 pass"
	case z.Passes > 1:
		s += fmt.Sprintf(", %d passes", z.Passes)
	}
	if z.Endpoint != storage.EndpointNone {
		s += ", " + string(z.Endpoint)
	}
	return s
}

func zoneName(z storage.ZoneTreatment) string {
	side := string(z.Side)
	switch z.Side {
	case storage.SideBoth:
		side = "both sides"
	case storage.SideMid:
		side = "middle"
	}
	return strings.TrimSpace(strings.ReplaceAll(z.Zone, "-", " ") + " " + side)
}
