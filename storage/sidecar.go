package storage

import (
	"bytes"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// sidecar is the encrypted copy of one record outside the index, from which a lost index is rebuilt. A client's holds
// the client and its frames; a session's the client as it was then, the
// session with its zones, and its photos.
type sidecar struct {
	Format   int             `json:"format"`
	Kind     string          `json:"kind"` // "client" or "session"
	Revision int64           `json:"revision"`
	Client   clientRecord    `json:"client"`
	Frames   []ViewFrame     `json:"frames,omitempty"`
	Session  *sessionRecord  `json:"session,omitempty"`
	Photos   []photoRecord   `json:"photos,omitempty"`
	Removals []removalRecord `json:"removals,omitempty"` // every one named by a record above
}

type clientRecord struct {
	Client
	Removal ID `json:"removal,omitempty"`
}

type sessionRecord struct {
	Session
	Removal ID `json:"removal,omitempty"`
}

type photoRecord struct {
	Photo
	Removal ID `json:"removal,omitempty"`
}

type removalRecord struct {
	ID      ID        `json:"id"`
	Kind    string    `json:"kind"`
	Subject ID        `json:"subject"`
	Removed time.Time `json:"removed"`
}

// writeSidecar writes the next revision of a record's sidecar as the change
// leaves the record, before the change is committed.
func (c *change) writeSidecar(t touch) error {
	var revision int64
	err := c.QueryRow(`UPDATE `+t.table+` SET sidecar = sidecar + 1 WHERE id = ?1 RETURNING sidecar`, t.id).Scan(&revision)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // deleted by this change
	}
	if err != nil {
		return err
	}
	s, err := loadSidecar(c, t)
	if err != nil {
		return err
	}
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	name := sidecarName(t.id, revision)
	c.owned = append(c.owned, file{c.l.sidecars, name})
	if revision > 1 {
		c.replaced = append(c.replaced, sidecarName(t.id, revision-1))
	}
	return c.l.sidecars.PutAs(name, text, c.l.keys.Recipient())
}

// querier is what both the database and a transaction answer.
type querier interface {
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

// loadSidecar gathers a record's sidecar from the index.
func loadSidecar(q querier, t touch) (s sidecar, err error) {
	s = sidecar{Format: format, Kind: t.table}
	client := t.id
	if t.table == "session" {
		s.Session = &sessionRecord{}
		if s.Session.Session, s.Session.Removal, err = readSession(q, t.id); err != nil {
			return s, err
		}
		client = s.Session.ClientID
		if s.Photos, err = readPhotos(q, `WHERE p.session = ?1`, t.id); err != nil {
			return s, err
		}
	}
	if s.Client.Client, s.Client.Removal, err = readClient(q, client); err != nil {
		return s, err
	}
	if t.table == "client" {
		if s.Frames, err = storedFrames(q, t.id); err != nil {
			return s, err
		}
	}
	if err := q.QueryRow(`SELECT sidecar FROM `+t.table+` WHERE id = ?1`, t.id).Scan(&s.Revision); err != nil {
		return s, err
	}
	s.Removals, err = s.removals(q)
	return s, err
}

func (s sidecar) removals(q querier) ([]removalRecord, error) {
	var out []removalRecord
	seen := map[ID]bool{"": true}
	for _, id := range s.removalIDs() {
		if seen[id] {
			continue
		}
		seen[id] = true
		r := removalRecord{ID: id}
		var at int64
		if err := q.QueryRow(`SELECT kind, subject, removed FROM removal WHERE id = ?1`, id).Scan(&r.Kind, &r.Subject, &at); err != nil {
			return nil, err
		}
		r.Removed = fromMicro(at)
		out = append(out, r)
	}
	return out, nil
}

func (s sidecar) removalIDs() []ID {
	ids := []ID{s.Client.Removal}
	if s.Session != nil {
		ids = append(ids, s.Session.Removal)
	}
	for _, p := range s.Photos {
		ids = append(ids, p.Removal)
	}
	return ids
}

// parseSidecar reads and checks what may have been made by somebody else: every id, hash, reference
// and range, before any of it is used in a path or a statement.
func parseSidecar(text []byte) (sidecar, error) {
	var s sidecar
	d := json.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(&s); err != nil {
		return sidecar{}, fmt.Errorf("%w: sidecar is not JSON: %w", ErrDamaged, err)
	}
	if s.Format > format {
		return sidecar{}, fmt.Errorf("%w: sidecar of format %d", ErrNewer, s.Format)
	}
	if err := s.check(); err != nil {
		return sidecar{}, fmt.Errorf("%w: sidecar: %w", ErrDamaged, err)
	}
	return s, nil
}

func (s sidecar) check() error {
	if s.Format < 1 || s.Revision < 1 {
		return errors.New("no format or revision")
	}
	if !s.Client.ID.valid() || s.Client.Code == "" {
		return errors.New("no client")
	}
	if err := s.Client.check(); err != nil {
		return err
	}
	switch {
	case s.Kind == "client" && s.Session == nil && len(s.Photos) == 0:
	case s.Kind == "session" && s.Session != nil:
		if !s.Session.ID.valid() || s.Session.ClientID != s.Client.ID {
			return errors.New("session of another client")
		}
		if err := s.Session.check(); err != nil {
			return err
		}
	default:
		return fmt.Errorf("kind %q", s.Kind)
	}
	return s.checkParts()
}

func (s sidecar) checkParts() error {
	for _, p := range s.Photos {
		if !p.ID.valid() || p.SessionID != s.Session.ID || !isHash(p.Blob) || !isHash(p.SHA256) || p.Size < 0 {
			return errors.New("photo without identity")
		}
		if err := p.check(); err != nil {
			return err
		}
	}
	for _, f := range s.Frames {
		if f.ClientID != s.Client.ID || !f.Reference.valid() {
			return errors.New("frame of another client")
		}
		if err := f.check(); err != nil {
			return err
		}
	}
	known := map[ID]bool{"": true}
	for _, r := range s.Removals {
		if !r.ID.valid() || !r.Subject.valid() || (r.Kind != "photo" && r.Kind != "session" && r.Kind != "client") {
			return errors.New("removal without identity")
		}
		known[r.ID] = true
	}
	for _, id := range s.removalIDs() {
		if !known[id] {
			return errors.New("unknown removal")
		}
	}
	return nil
}

// valid reports whether id has the canonical form; such an id is safe in a
// file name.
func (id ID) valid() bool {
	u, err := uuid.Parse(string(id))
	return err == nil && u.String() == string(id)
}

func isHash(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 32 && hex.EncodeToString(b) == s
}

func micro(t time.Time) int64 { return t.UnixMicro() }

func fromMicro(n int64) time.Time { return time.UnixMicro(n).UTC() }
