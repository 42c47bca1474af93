package storage

import (
	"database/sql"
	"fmt"
	"time"
)

// Removal is one thing moved to the trash together with what it contained.
type Removal struct {
	ID      ID
	Kind    string // "photo", "session", "client"
	Label   string // what a person would call it: "Frontal, 14 Apr 2026", "Session 14 Apr 2026", "C-0007 Name"
	Client  ID
	Removed time.Time
	Photos  int // how many photos went with it
}

// RemovePhoto moves a photo to the trash; Restore undoes.
func (l *Library) RemovePhoto(id ID) (Removal, error) {
	return l.remove("photo", id, func(q querier) error {
		_, err := livePhoto(q, id)
		return err
	})
}

// RemoveSession moves a session and its photos to the trash; Restore undoes.
func (l *Library) RemoveSession(id ID) (Removal, error) {
	return l.remove("session", id, func(q querier) error {
		_, err := liveSession(q, id)
		return err
	})
}

// RemoveClient moves a client with all sessions and photos to the trash; Restore
// undoes.
func (l *Library) RemoveClient(id ID) (Removal, error) {
	return l.remove("client", id, func(q querier) error {
		_, err := liveClient(q, id)
		return err
	})
}

// remove gives the removal's id to the subject and to everything in it that is not in
// the trash already.
func (l *Library) remove(kind string, id ID, live func(querier) error) (Removal, error) {
	if err := l.enter(); err != nil {
		return Removal{}, err
	}
	defer l.mu.RUnlock()
	removal := newID()
	var r Removal
	err := l.change("remove "+kind, func(c *change) error {
		if err := live(c); err != nil {
			return err
		}
		if _, err := c.exec(`INSERT INTO removal (id, kind, subject, removed) VALUES (?1, ?2, ?3, ?4)`, removal, kind, id, micro(now())); err != nil {
			return err
		}
		var marks []string
		switch kind {
		case "photo":
			marks = []string{`UPDATE photo SET removal = ?1 WHERE id = ?2`}
		case "session":
			marks = []string{
				`UPDATE photo SET removal = ?1 WHERE session = ?2 AND removal IS NULL`,
				`UPDATE session SET removal = ?1 WHERE id = ?2`,
			}
		case "client":
			marks = []string{
				`UPDATE photo SET removal = ?1 WHERE removal IS NULL AND session IN (SELECT id FROM session WHERE client = ?2)`,
				`UPDATE session SET removal = ?1 WHERE client = ?2 AND removal IS NULL`,
				`UPDATE client SET removal = ?1 WHERE id = ?2`,
			}
		}
		for _, mark := range marks {
			if _, err := c.exec(mark, removal, id); err != nil {
				return err
			}
		}
		var err error
		if r, err = readRemoval(c, removal); err != nil {
			return err
		}
		return c.touchRemoval(removal)
	})
	return r, err
}

// Restore brings back everything of one removal. ErrExists when a client's
// code was given to another meanwhile, ErrInvalid when what it belongs to is in the
// trash itself.
func (l *Library) Restore(removal ID) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	return l.change("restore", func(c *change) error {
		if _, err := readRemoval(c, removal); err != nil {
			return err
		}
		if err := restorable(c, removal); err != nil {
			return err
		}
		if err := c.touchRemoval(removal); err != nil {
			return err
		}
		for _, table := range []string{"client", "session", "photo"} {
			if _, err := c.exec(`UPDATE `+table+` SET removal = NULL WHERE removal = ?1`, removal); err != nil {
				return err
			}
		}
		_, err := c.exec(`DELETE FROM removal WHERE id = ?1`, removal)
		return err
	})
}

func restorable(q querier, removal ID) error {
	var id ID
	var code string
	err := q.QueryRow(`SELECT id, code FROM client WHERE removal = ?1`, removal).Scan(&id, &code)
	if err == nil {
		err = codeFree(q, code, id)
	} else if err == sql.ErrNoRows {
		err = nil
	}
	if err != nil {
		return err
	}
	var outside int
	err = q.QueryRow(`SELECT
		(SELECT count(*) FROM session s JOIN client c ON c.id = s.client WHERE s.removal = ?1 AND c.removal <> ?1) +
		(SELECT count(*) FROM photo p JOIN session s ON s.id = p.session WHERE p.removal = ?1 AND s.removal <> ?1)`, removal).Scan(&outside)
	if err == nil && outside > 0 {
		err = fmt.Errorf("what it belongs to is in the trash; restore that first: %w", ErrInvalid)
	}
	return err
}

// Trash lists removals, newest first.
func (l *Library) Trash() ([]Removal, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	ids, err := texts[ID](l.db, `SELECT id FROM removal ORDER BY removed DESC, id DESC`)
	if err != nil {
		return nil, failed("list trash", err)
	}
	var list []Removal
	for _, id := range ids {
		r, err := readRemoval(l.db, id)
		if err != nil {
			return nil, failed("list trash", err)
		}
		list = append(list, r)
	}
	return list, nil
}

// touchRemoval touches every record that a removal marks; sessions of marked photos too.
func (c *change) touchRemoval(removal ID) error {
	clients, err := texts[ID](c, `SELECT id FROM client WHERE removal = ?1`, removal)
	if err != nil {
		return err
	}
	for _, id := range clients {
		c.touch("client", id)
	}
	sessions, err := texts[ID](c, `SELECT id FROM session WHERE removal = ?1 UNION SELECT session FROM photo WHERE removal = ?1`, removal)
	for _, id := range sessions {
		c.touch("session", id)
	}
	return err
}

func readRemoval(q querier, id ID) (Removal, error) {
	r := Removal{ID: id}
	var subject ID
	var removed int64
	err := q.QueryRow(`SELECT kind, subject, removed, (SELECT count(*) FROM photo WHERE removal = ?1) FROM removal WHERE id = ?1`, id).
		Scan(&r.Kind, &subject, &removed, &r.Photos)
	if err != nil {
		return Removal{}, err
	}
	r.Removed = fromMicro(removed)
	switch r.Kind {
	case "photo":
		p, err := scanPhoto(q.QueryRow(`SELECT `+photoColumns+` FROM photo p JOIN session s ON s.id = p.session WHERE p.id = ?1`, subject))
		r.Client, r.Label = p.ClientID, p.View.Label()+", "+dateLabel(DateOf(p.Taken.Local))
		return r, err
	case "session":
		s, _, err := readSession(q, subject)
		r.Client, r.Label = s.ClientID, "Session "+dateLabel(s.Date)
		return r, err
	}
	c, _, err := readClient(q, subject)
	r.Client, r.Label = c.ID, c.Code+" "+c.Name
	return r, err
}

// dateLabel is a date as a label has it: "14 Apr 2026".
func dateLabel(d Date) string { return d.Time().Format("2 Jan 2006") }

// texts reads one text column.
func texts[T ~string](q querier, query string, args ...any) ([]T, error) {
	rows, err := q.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		var value T
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	return list, rows.Err()
}
