package storage

import (
	"errors"

	"skinline/photos/comparability"
)

// keptVerdict is a verdict as the index holds it. Sidecars do not: it can
// always be made again.
type keptVerdict struct {
	basis string
	text  []byte
}

func (l *Library) keptVerdicts(client ID) (map[ID]keptVerdict, error) {
	rows, err := l.db.Query(`SELECT v.photo, v.basis, v.verdict FROM verdict v JOIN photo p ON p.id = v.photo
		JOIN session s ON s.id = p.session WHERE s.client = ?1 AND p.removal IS NULL`, client)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	kept := map[ID]keptVerdict{}
	for rows.Next() {
		var photo ID
		var v keptVerdict
		if err := rows.Scan(&photo, &v.basis, &v.text); err != nil {
			return nil, err
		}
		kept[photo] = v
	}
	return kept, rows.Err()
}

// keepVerdict stores a verdict, unless the photo has been removed meanwhile or
// the library cannot be written.
func (l *Library) keepVerdict(photo ID, basis string, text []byte) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	if l.readOnly {
		return nil
	}
	err := l.change("keep verdict", func(c *change) error {
		if _, err := livePhoto(c, photo); err != nil {
			return err
		}
		_, err := c.exec(`INSERT INTO verdict (photo, basis, verdict) VALUES (?1, ?2, ?3)
			ON CONFLICT (photo) DO UPDATE SET basis = excluded.basis, verdict = excluded.verdict`, photo, basis, string(text))
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// momentOf is when in the course p was taken: after which treatment. A photo of
// a treatment's own session was taken before it, unless its phase says
// otherwise.
func momentOf(p Photo, sessions []Session) comparability.Moment {
	m := comparability.Moment{Healing: p.Phase == PhaseImmediate || p.Phase == PhaseHealing}
	date := DateOf(p.Taken.Local)
	for _, s := range sessions {
		days := date.DaysSince(s.Date)
		after := days > 0
		if s.ID == p.SessionID {
			after = m.Healing && days >= 0 || days > 0 && p.Phase == PhaseFollowUp
		}
		if s.Kind == KindTreatment && after && (!m.Treated || days < m.Days) {
			m.Treated, m.Days = true, days
		}
	}
	return m
}
