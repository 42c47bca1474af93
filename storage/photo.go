package storage

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"skinline/photos"
	"skinline/photos/annotation"
)

// Phase says when in the course a photo was taken.
type Phase string

const (
	PhaseBaseline  Phase = "baseline"
	PhasePre       Phase = "pre"       // immediately before a session
	PhaseImmediate Phase = "immediate" // immediately after
	PhaseHealing   Phase = "healing"   // the days after; never a result
	PhaseFollowUp  Phase = "follow-up"
)

// Phases lists all phases in the order of a course.
func Phases() []Phase {
	return []Phase{PhaseBaseline, PhasePre, PhaseImmediate, PhaseHealing, PhaseFollowUp}
}

// TakenSource says where a photo's date comes from.
type TakenSource string

const (
	TakenExif    TakenSource = "exif"    // the camera's own metadata
	TakenFile    TakenSource = "file"    // the file's modification time
	TakenTyped   TakenSource = "typed"   // a person
	TakenSession TakenSource = "session" // the session's date, nothing better known
)

// Photo is one imported photo. The original it names never changes.
type Photo struct {
	ID           ID           `json:"id"`
	ClientID     ID           `json:"client"`
	SessionID    ID           `json:"session"`
	View         View         `json:"view"`
	Phase        Phase        `json:"phase"`
	Taken        photos.Taken `json:"taken"`
	TakenSource  TakenSource  `json:"taken_source"`
	OriginalName string       `json:"original_name"` // base name of the imported file
	SHA256       string       `json:"sha256"`        // of the original bytes, hex
	Blob         string       `json:"blob"`          // SHA-256 of the encrypted file, its name
	Size         int64        `json:"size"`          // of the original, bytes
	Info         photos.Info  `json:"info"`
	Alignment    *Alignment   `json:"alignment,omitempty"` // nil: not aligned
	Attempt      *Attempt     `json:"attempt,omitempty"`   // the last time the program could not align it
	// Annotation is what was drawn on it and its scale, nil for nothing.
	Annotation *annotation.Layer `json:"annotation,omitempty"`
	Added      time.Time         `json:"added"`
	Rev        int64             `json:"rev"`
}

// Photos returns a client's photos, ordered by session date, taken, added.
func (l *Library) Photos(client ID) ([]Photo, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	list, err := livePhotos(l.db, client)
	return list, failed("list photos", err)
}

// Photo returns ErrNotFound for photos in the trash too.
func (l *Library) Photo(id ID) (Photo, error) {
	if err := l.enter(); err != nil {
		return Photo{}, err
	}
	defer l.mu.RUnlock()
	p, err := livePhoto(l.db, id)
	return p, failed("read photo", err)
}

// UpdatePhoto changes view, phase, session (of any client: a photo put into the wrong record can be moved) and taken (with
// its source); everything else of p is ignored. A stale Rev is ErrConflict.
func (l *Library) UpdatePhoto(p Photo) (Photo, error) {
	if err := l.enter(); err != nil {
		return Photo{}, err
	}
	defer l.mu.RUnlock()
	p.Taken.Local = p.Taken.Local.Truncate(time.Microsecond)
	if err := p.check(); err != nil {
		return Photo{}, err
	}
	err := l.change("update photo", func(c *change) error {
		old, err := livePhoto(c, p.ID)
		if err != nil {
			return err
		}
		if old.Rev != p.Rev {
			return ErrConflict
		}
		to, err := liveSession(c, p.SessionID)
		if err != nil {
			return err
		}
		updated := old
		updated.View, updated.Phase, updated.Taken, updated.TakenSource = p.View, p.Phase, p.Taken, p.TakenSource
		updated.SessionID, updated.ClientID, updated.Rev = to.ID, to.ClientID, old.Rev+1
		p = updated
		_, err = c.exec(`UPDATE photo SET session = ?2, view = ?3, phase = ?4, taken = ?5, taken_offset = ?6, taken_source = ?7,
			rev = ?8 WHERE id = ?1`, p.ID, p.SessionID, p.View, p.Phase, micro(p.Taken.Local), p.Taken.Offset, p.TakenSource, p.Rev)
		c.touch("session", old.SessionID)
		c.touch("session", p.SessionID)
		return err
	})
	if err != nil {
		return Photo{}, err
	}
	return p, nil
}

// check refuses what a person could have set wrongly.
func (p Photo) check() error {
	if err := checkTexts(maxName, "view", string(p.View)); err != nil {
		return err
	}
	if err := checkOneOf("phase", p.Phase, Phases()...); err != nil {
		return err
	}
	if err := checkOneOf("source of the date", p.TakenSource, TakenExif, TakenFile, TakenTyped, TakenSession); err != nil {
		return err
	}
	if err := checkDate("the photo's date", DateOf(p.Taken.Local)); err != nil {
		return err
	}
	if p.Taken.Offset != nil && (*p.Taken.Offset < -24*60 || *p.Taken.Offset > 24*60) {
		return fmt.Errorf("an offset from UTC of %d minutes: %w", *p.Taken.Offset, ErrInvalid)
	}
	if p.Alignment != nil {
		if err := p.Alignment.check(); err != nil {
			return err
		}
	}
	if p.Attempt != nil {
		if err := p.Attempt.check(); err != nil {
			return err
		}
	}
	return checkAnnotation(p.Annotation)
}

const photoColumns = `p.id, s.client, p.session, p.view, p.phase, p.taken, p.taken_offset, p.taken_source, p.name,
	p.sha256, p.blob, p.size, p.info, p.alignment, p.attempt, p.annotation, p.added, p.rev, coalesce(p.removal, '')`

func scanPhoto(row scanner) (r photoRecord, err error) {
	var taken, added int64
	var offset sql.NullInt64
	var info string
	var alignment, attempt, drawn sql.NullString
	err = row.Scan(&r.ID, &r.ClientID, &r.SessionID, &r.View, &r.Phase, &taken, &offset, &r.TakenSource, &r.OriginalName,
		&r.SHA256, &r.Blob, &r.Size, &info, &alignment, &attempt, &drawn, &added, &r.Rev, &r.Removal)
	if err != nil {
		return r, err
	}
	r.Taken.Local, r.Added = fromMicro(taken), fromMicro(added)
	if offset.Valid {
		minutes := int(offset.Int64)
		r.Taken.Offset = &minutes
	}
	if err := json.Unmarshal([]byte(info), &r.Info); err != nil {
		return r, fmt.Errorf("%w: photo info: %w", ErrDamaged, err)
	}
	if r.Alignment, err = fromText[Alignment](alignment); err != nil {
		return r, err
	}
	if r.Attempt, err = fromText[Attempt](attempt); err != nil {
		return r, err
	}
	r.Annotation, err = fromText[annotation.Layer](drawn)
	return r, err
}

// readPhotos returns photos, in the trash or not, of a condition on p (photo) and s (session).
func readPhotos(q querier, where string, args ...any) ([]photoRecord, error) {
	rows, err := q.Query(`SELECT `+photoColumns+` FROM photo p JOIN session s ON s.id = p.session `+where+`
		ORDER BY s.date, s.id, p.taken, p.added, p.id`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []photoRecord
	for rows.Next() {
		r, err := scanPhoto(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

func livePhotos(q querier, client ID) ([]Photo, error) {
	if _, err := liveClient(q, client); err != nil {
		return nil, err
	}
	records, err := readPhotos(q, `WHERE s.client = ?1 AND p.removal IS NULL`, client)
	list := make([]Photo, len(records))
	for i, r := range records {
		list[i] = r.Photo
	}
	return list, err
}

func livePhoto(q querier, id ID) (Photo, error) {
	r, err := scanPhoto(q.QueryRow(`SELECT `+photoColumns+` FROM photo p JOIN session s ON s.id = p.session WHERE p.id = ?1`, id))
	if err == nil && r.Removal != "" {
		err = sql.ErrNoRows
	}
	return r.Photo, err
}

func insertPhoto(c *change, p Photo, removal ID) error {
	info, err := json.Marshal(p.Info)
	if err != nil {
		return err
	}
	alignment, err := jsonText(p.Alignment)
	if err != nil {
		return err
	}
	attempt, err := jsonText(p.Attempt)
	if err != nil {
		return err
	}
	drawn, err := jsonText(p.Annotation)
	if err != nil {
		return err
	}
	_, err = c.exec(`INSERT INTO photo (id, session, view, phase, taken, taken_offset, taken_source, name, sha256, blob, size,
		info, alignment, attempt, annotation, added, rev, removal)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, nullif(?18, ''))`,
		p.ID, p.SessionID, p.View, p.Phase, micro(p.Taken.Local), p.Taken.Offset, p.TakenSource, p.OriginalName, p.SHA256, p.Blob, p.Size,
		string(info), alignment, attempt, drawn, micro(p.Added), p.Rev, removal)
	return err
}
