package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"skinline/storage/blob"
	"skinline/storage/sqldb"
)

// Finding is one thing Verify found wrong.
type Finding struct {
	What  string // "index", "original", "sidecar", "orphan"
	Photo ID     // "" when it is not about one photo
	Label string // for people: client code, session date, view; never written to logs
	Err   error
}

// Report is what Verify checked.
type Report struct {
	Clients, Sessions, Photos int
	Bytes                     int64
	Findings                  []Finding // empty: everything is as it was when acknowledged
	// Notes are no damage: files that no record knows, left by an interrupted import; they go to the
	// trash folder after a day.
	Notes []Finding
}

// Verify checks the index's integrity and, for every photo (in the trash or not), that its file has
// the hash in its name, decrypts, and gives the bytes imported; then the sidecars. It can
// run while the library is in use.
func (l *Library) Verify(ctx context.Context, progress func(done, total int)) (Report, error) {
	var r Report
	records, err := l.beginVerify(ctx, &r)
	if err != nil {
		return r, err
	}
	for i, p := range records {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		if err := l.verifyOriginal(p.Photo, &r); err != nil {
			return r, err
		}
		if progress != nil {
			progress(i+1, len(records))
		}
	}
	if err := l.verifySidecars(ctx, &r); err != nil {
		return r, err
	}
	return r, l.noteOrphans(&r)
}

// beginVerify checks the index and returns all photos of it.
func (l *Library) beginVerify(ctx context.Context, r *Report) ([]photoRecord, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	if err := sqldb.Check(ctx, l.db, false); err != nil {
		r.Findings = append(r.Findings, Finding{What: "index", Label: "index", Err: failed("check index", err)})
	}
	if err := l.verifyKeys(r); err != nil {
		return nil, err
	}
	err := l.db.QueryRow(`SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM session)`).Scan(&r.Clients, &r.Sessions)
	if err != nil {
		return nil, failed("read index", err)
	}
	records, err := readPhotos(l.db, "")
	r.Photos = len(records)
	return records, failed("read index", err)
}

// verifyKeys reports rows that name rows which are not there.
func (l *Library) verifyKeys(r *Report) error {
	rows, err := l.db.Query(`PRAGMA foreign_key_check`)
	if err != nil {
		return failed("check index", err)
	}
	defer rows.Close()
	for rows.Next() {
		r.Findings = append(r.Findings, Finding{What: "index", Label: "index", Err: fmt.Errorf("a record without what it belongs to: %w", ErrDamaged)})
	}
	return failed("check index", rows.Err())
}

func (l *Library) verifyOriginal(p Photo, r *Report) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	data, err := l.original(p)
	if err == nil {
		r.Bytes += int64(len(data))
		return nil
	}
	label, labelErr := l.photoLabel(p)
	if errors.Is(labelErr, ErrNotFound) {
		return nil // purged meanwhile
	}
	r.Findings = append(r.Findings, Finding{What: "original", Photo: p.ID, Label: label, Err: err})
	return labelErr
}

// photoLabel is the photo as people find it: "C-0001, 2026-04-14, Frontal".
func (l *Library) photoLabel(p Photo) (string, error) {
	var code, date string
	err := l.db.QueryRow(`SELECT c.code, s.date FROM photo p JOIN session s ON s.id = p.session JOIN client c ON c.id = s.client
		WHERE p.id = ?1`, p.ID).Scan(&code, &date)
	return fmt.Sprintf("%s, %s, %s", code, date, p.View.Label()), failed("read photo", err)
}

// verifySidecars reads every sidecar and compares it with the index.
func (l *Library) verifySidecars(ctx context.Context, r *Report) error {
	for _, table := range []string{"client", "session"} {
		ids, err := l.ids(table)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := l.verifySidecar(touch{table, id}, r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Library) ids(table string) ([]ID, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	ids, err := texts[ID](l.db, `SELECT id FROM `+table+` ORDER BY id`)
	return ids, failed("read index", err)
}

func (l *Library) verifySidecar(t touch, r *Report) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	l.write.Lock() // a change replaces the file and the row one after the other
	defer l.write.Unlock()
	want, err := loadSidecar(l.db, t)
	if err = failed("read index", err); errors.Is(err, ErrNotFound) {
		return nil // purged meanwhile
	} else if err != nil {
		return err
	}
	have, err := l.readSidecar(sidecarName(t.id, want.Revision))
	if err == nil && !have.equal(want) {
		err = fmt.Errorf("it differs from the index: %w", ErrDamaged)
	}
	if err != nil {
		label := want.Client.Code
		if want.Session != nil {
			label += ", " + want.Session.Date.String()
		}
		r.Findings = append(r.Findings, Finding{What: "sidecar", Label: label, Err: err})
	}
	return nil
}

func (l *Library) readSidecar(name string) (sidecar, error) {
	text, err := l.sidecars.GetAs(name, l.keys.Identity())
	if missing(err) {
		return sidecar{}, fmt.Errorf("read sidecar: %w: its file is missing", ErrDamaged)
	}
	if err != nil {
		return sidecar{}, failed("read sidecar", err)
	}
	return parseSidecar(text)
}

// equal compares what the sidecar is the source of: a session's copy of the client may be older than the client.
func (s sidecar) equal(other sidecar) bool {
	if s.Kind == "session" {
		s.Client, other.Client = clientRecord{}, clientRecord{}
		s.Removals, other.Removals = nil, nil
	}
	a, errA := json.Marshal(s)
	b, errB := json.Marshal(other)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

func (l *Library) noteOrphans(r *Report) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	known, err := l.column(`SELECT blob FROM photo`)
	if err != nil {
		return err
	}
	return l.originals.List(func(name string, _ fs.FileInfo) error {
		if !known[name] {
			r.Notes = append(r.Notes, Finding{What: "orphan", Label: name + blob.Suffix, Err: errors.New("no record knows this file")})
		}
		return nil
	})
}
