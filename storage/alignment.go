package storage

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"skinline/photos"
)

// AlignMethod says how an alignment was found.
type AlignMethod string

const (
	AlignManual AlignMethod = "manual" // landmarks set by a person
)

// Alignment brings a photo onto its view's reference photo.
type Alignment struct {
	Reference ID               `json:"reference"` // the photo aligned to
	Transform photos.Transform `json:"transform"` // this photo's relative coordinates to the reference's
	Method    AlignMethod      `json:"method"`
	Model     string           `json:"model"` // "similarity"
	// Landmarks are the point pairs used, same order in both.
	Landmarks []Landmark `json:"landmarks,omitempty"`
	// Residual is the root mean square distance between mapped and reference
	// points, relative to the reference's long side; 0 with two points.
	Residual   float64   `json:"residual"`
	Confidence float64   `json:"confidence"` // 0..1; 1 for points set by a person
	By         string    `json:"by,omitempty"`
	At         time.Time `json:"at"`
}

// Landmark is one anatomical point marked in both photos.
type Landmark struct {
	Reference photos.Point `json:"reference"`
	Photo     photos.Point `json:"photo"`
}

const maxLandmarks = 1000

// SetAlignment stores a (nil clears it) and returns the previous alignment so
// that a caller can undo; every value is also kept in the history. A zero At is set to now.
func (l *Library) SetAlignment(photo ID, a *Alignment) (previous *Alignment, err error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	if a != nil {
		own := *a
		if own.At.IsZero() {
			own.At = now()
		}
		a = &own
		if err := a.check(); err != nil {
			return nil, err
		}
	}
	err = l.change("set alignment", func(c *change) error {
		p, err := livePhoto(c, photo)
		if err != nil {
			return err
		}
		if a != nil {
			if _, err := livePhoto(c, a.Reference); err != nil {
				return fmt.Errorf("reference photo: %w", err)
			}
		}
		previous = p.Alignment
		text, err := alignmentText(a)
		if err != nil {
			return err
		}
		if _, err := c.exec(`INSERT INTO alignment_history (photo, position, alignment)
			SELECT ?1, coalesce(max(position), 0) + 1, ?2 FROM alignment_history WHERE photo = ?1`, photo, text); err != nil {
			return err
		}
		_, err = c.exec(`UPDATE photo SET alignment = ?2, rev = rev + 1 WHERE id = ?1`, photo, text)
		c.touch("session", p.SessionID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return previous, nil
}

// AlignmentHistory returns every alignment a photo has had, oldest first; nil
// stands for a cleared one.
func (l *Library) AlignmentHistory(photo ID) ([]*Alignment, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	rows, err := l.db.Query(`SELECT alignment FROM alignment_history WHERE photo = ?1 ORDER BY position`, photo)
	if err != nil {
		return nil, failed("read alignments", err)
	}
	defer rows.Close()
	var list []*Alignment
	for rows.Next() {
		var text sql.NullString
		if err := rows.Scan(&text); err != nil {
			return nil, failed("read alignments", err)
		}
		a, err := parseAlignment(text)
		if err != nil {
			return nil, failed("read alignments", err)
		}
		list = append(list, a)
	}
	return list, failed("read alignments", rows.Err())
}

func (a Alignment) check() error {
	if !a.Reference.valid() {
		return fmt.Errorf("an alignment without reference: %w", ErrInvalid)
	}
	if _, err := a.Transform.Inverse(); err != nil {
		return fmt.Errorf("alignment: %w: %w", err, ErrInvalid)
	}
	numbers := []float64{a.Residual, a.Confidence}
	for _, row := range a.Transform {
		numbers = append(numbers, row[:]...)
	}
	for _, m := range a.Landmarks {
		numbers = append(numbers, m.Photo.X, m.Photo.Y, m.Reference.X, m.Reference.Y)
	}
	if len(a.Landmarks) > maxLandmarks || !finite(numbers...) {
		return fmt.Errorf("alignment with impossible numbers: %w", ErrInvalid)
	}
	return checkTexts(maxName, "method", string(a.Method), "model", a.Model, "by", a.By)
}

func finite(numbers ...float64) bool {
	for _, n := range numbers {
		if math.IsNaN(n) || math.Abs(n) > 1e6 {
			return false
		}
	}
	return true
}

func alignmentText(a *Alignment) (sql.NullString, error) {
	if a == nil {
		return sql.NullString{}, nil
	}
	text, err := json.Marshal(a)
	return sql.NullString{String: string(text), Valid: true}, err
}

func parseAlignment(text sql.NullString) (*Alignment, error) {
	if !text.Valid {
		return nil, nil
	}
	var a Alignment
	if err := json.Unmarshal([]byte(text.String), &a); err != nil {
		return nil, fmt.Errorf("%w: alignment: %w", ErrDamaged, err)
	}
	return &a, nil
}
