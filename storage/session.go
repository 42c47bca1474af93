package storage

import (
	"database/sql"
	"fmt"
)

// SessionKind says what a session was for.
type SessionKind string

const (
	KindBaseline  SessionKind = "baseline"  // photos before the course
	KindTreatment SessionKind = "treatment" // needling took place
	KindFollowUp  SessionKind = "follow-up" // photos and assessment only
)

// Session is one treatment or visit of a client, on one date.
type Session struct {
	ID           ID              `json:"id"`
	ClientID     ID              `json:"client"`
	Date         Date            `json:"date"` // required
	Kind         SessionKind     `json:"kind"`
	Practitioner string          `json:"practitioner,omitempty"`
	Device       string          `json:"device,omitempty"` // free text, "pen, 12 pins"
	Notes        string          `json:"notes,omitempty"`
	NextDue      Date            `json:"next_due,omitzero"`
	Zones        []ZoneTreatment `json:"zones,omitempty"` // in the order entered
	Rev          int64           `json:"rev"`
}

// suggestDays is how far a photo's date may be from the session it is suggested for.
const suggestDays = 3

// Sessions returns a client's sessions in date order, then by creation.
func (l *Library) Sessions(client ID) ([]Session, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	list, err := liveSessions(l.db, client)
	return list, failed("list sessions", err)
}

// Session returns ErrNotFound for sessions in the trash too.
func (l *Library) Session(id ID) (Session, error) {
	if err := l.enter(); err != nil {
		return Session{}, err
	}
	defer l.mu.RUnlock()
	s, err := liveSession(l.db, id)
	return s, failed("read session", err)
}

// CreateSession stores a new session of a client; ID and Rev are set by it. An
// empty kind is a treatment.
func (l *Library) CreateSession(s Session) (Session, error) {
	if err := l.enter(); err != nil {
		return Session{}, err
	}
	defer l.mu.RUnlock()
	if s.Kind == "" {
		s.Kind = KindTreatment
	}
	if err := s.check(); err != nil {
		return Session{}, err
	}
	s.ID, s.Rev = newID(), 1
	err := l.change("create session", func(c *change) error {
		if _, err := liveClient(c, s.ClientID); err != nil {
			return err
		}
		if err := insertSession(c, s, ""); err != nil {
			return err
		}
		c.touch("session", s.ID)
		return nil
	})
	if err != nil {
		return Session{}, err
	}
	return s, nil
}

// UpdateSession stores s over the revision it was read at and returns it with
// the next one. The client cannot be changed.
func (l *Library) UpdateSession(s Session) (Session, error) {
	if err := l.enter(); err != nil {
		return Session{}, err
	}
	defer l.mu.RUnlock()
	if err := s.check(); err != nil {
		return Session{}, err
	}
	err := l.change("update session", func(c *change) error {
		old, err := liveSession(c, s.ID)
		if err != nil {
			return err
		}
		if old.Rev != s.Rev {
			return ErrConflict
		}
		s.ClientID, s.Rev = old.ClientID, old.Rev+1
		if _, err := c.exec(`UPDATE session SET date = ?2, kind = ?3, practitioner = ?4, device = ?5, notes = ?6,
			next_due = ?7, rev = ?8 WHERE id = ?1`,
			s.ID, s.Date.String(), s.Kind, s.Practitioner, s.Device, s.Notes, s.NextDue.String(), s.Rev); err != nil {
			return err
		}
		if err := replaceZones(c, s); err != nil {
			return err
		}
		c.touch("session", s.ID)
		return nil
	})
	if err != nil {
		return Session{}, err
	}
	return s, nil
}

// SuggestSession picks the session of client a photo taken on d belongs to:
// the one of that date, else the nearest within 3 days (the earlier of two); ok is false when none
// fits.
func (l *Library) SuggestSession(client ID, d Date) (s Session, ok bool, err error) {
	list, err := l.Sessions(client)
	if err != nil {
		return Session{}, false, err
	}
	s, ok = suggest(list, d)
	return s, ok, nil
}

func suggest(list []Session, d Date) (best Session, ok bool) {
	nearest := suggestDays + 1
	for _, s := range list {
		days := max(d.DaysSince(s.Date), s.Date.DaysSince(d))
		if days < nearest || days == 0 {
			best, nearest = s, days
		}
	}
	return best, nearest <= suggestDays
}

func (s Session) check() error {
	if err := checkDate("the session's date", s.Date); err != nil {
		return err
	}
	if !s.NextDue.IsZero() {
		if err := checkDate("the next due date", s.NextDue); err != nil {
			return err
		}
	}
	if err := checkOneOf("kind", s.Kind, KindBaseline, KindTreatment, KindFollowUp); err != nil {
		return err
	}
	if err := checkTexts(maxName, "practitioner", s.Practitioner, "device", s.Device); err != nil {
		return err
	}
	if err := checkText("notes", s.Notes, maxNotes); err != nil {
		return err
	}
	if len(s.Zones) > maxZones {
		return fmt.Errorf("%d zones, at most %d fit: %w", len(s.Zones), maxZones, ErrInvalid)
	}
	for _, z := range s.Zones {
		if err := z.check(); err != nil {
			return err
		}
	}
	return nil
}

const sessionColumns = `s.id, s.client, s.date, s.kind, s.practitioner, s.device, s.notes, s.next_due, s.rev, coalesce(s.removal, '')`

func scanSession(row scanner) (s Session, removal ID, err error) {
	var date, due string
	err = row.Scan(&s.ID, &s.ClientID, &date, &s.Kind, &s.Practitioner, &s.Device, &s.Notes, &due, &s.Rev, &removal)
	if err != nil {
		return Session{}, "", err
	}
	return s, removal, parseDates(date, &s.Date, due, &s.NextDue)
}

func readSession(q querier, id ID) (Session, ID, error) {
	s, removal, err := scanSession(q.QueryRow(`SELECT `+sessionColumns+` FROM session s WHERE s.id = ?1`, id))
	if err != nil {
		return Session{}, "", err
	}
	zones, err := readZones(q, `WHERE session = ?1`, id)
	s.Zones = zones[id]
	return s, removal, err
}

func liveSession(q querier, id ID) (Session, error) {
	s, removal, err := readSession(q, id)
	if err == nil && removal != "" {
		err = sql.ErrNoRows
	}
	return s, err
}

func liveSessions(q querier, client ID) ([]Session, error) {
	if _, err := liveClient(q, client); err != nil {
		return nil, err
	}
	rows, err := q.Query(`SELECT `+sessionColumns+` FROM session s WHERE s.client = ?1 AND s.removal IS NULL ORDER BY s.date, s.id`, client)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Session
	for rows.Next() {
		s, _, err := scanSession(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	zones, err := readZones(q, `WHERE session IN (SELECT id FROM session WHERE client = ?1)`, client)
	for i := range list {
		list[i].Zones = zones[list[i].ID]
	}
	return list, err
}

func insertSession(c *change, s Session, removal ID) error {
	_, err := c.exec(`INSERT INTO session (id, client, date, kind, practitioner, device, notes, next_due, rev, sidecar, removal)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, nullif(?10, ''))`,
		s.ID, s.ClientID, s.Date.String(), s.Kind, s.Practitioner, s.Device, s.Notes, s.NextDue.String(), s.Rev, removal)
	if err != nil {
		return err
	}
	return replaceZones(c, s)
}
