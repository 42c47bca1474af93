package storage

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"skinline/photos"
	"skinline/photos/align"
)

// AlignMethod says how an alignment was found.
type AlignMethod string

const (
	AlignManual   AlignMethod = "manual"   // landmarks set or corrected by a person
	AlignFace     AlignMethod = "face"     // by the program, from the face
	AlignFeatures AlignMethod = "features" // by the program, from marks of the skin
)

// Alignment brings a photo onto its view's reference photo.
type Alignment struct {
	Reference ID               `json:"reference"` // the photo aligned to
	Transform photos.Transform `json:"transform"` // this photo's relative coordinates to the reference's
	Method    AlignMethod      `json:"method"`
	// Model is what the transform may do; "" is a similarity. Anything else
	// was asked for and is told wherever the photo is shown.
	Model align.Model `json:"model"`
	// Outcome is how far an alignment found by the program may be trusted; ""
	// for a person's.
	Outcome align.Outcome `json:"outcome,omitempty"`
	// Reason is why it was placed by landmarks alone, if it was.
	Reason align.Reason `json:"reason,omitempty"`
	// Via is the photo through which this one was brought onto the reference,
	// "" when directly. Landmarks are then where that photo's lie on the
	// reference.
	Via ID `json:"via,omitempty"`
	// Landmarks are the point pairs used, same order in both.
	Landmarks []Landmark `json:"landmarks,omitempty"`
	// Residual is the root mean square distance between mapped and reference
	// points, relative to the reference's long side; 0 with two points. On the
	// way through another photo the residuals of both steps add up.
	Residual   float64 `json:"residual"`
	Confidence float64 `json:"confidence"` // 0..1; 1 for points set by a person
	By         string  `json:"by,omitempty"`
	// Engine is the align.Version that found it, 0 for a person's and those of
	// before versions were kept.
	Engine int       `json:"engine,omitempty"`
	At     time.Time `json:"at"`
}

// Warps reports that the alignment does more than move, turn and scale.
func (a Alignment) Warps() bool { return a.Model != "" && a.Model != align.Similarity }

// AlignmentTo is p's alignment onto reference, nil when it has none: an
// alignment to an earlier reference places nothing.
func (p Photo) AlignmentTo(reference ID) *Alignment {
	if p.Alignment == nil || p.Alignment.Reference != reference {
		return nil
	}
	return p.Alignment
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
		return c.setAlignment(p, a, p.Attempt)
	})
	if err != nil {
		return nil, err
	}
	return previous, nil
}

// setAlignment gives p another alignment, which its history keeps, and another
// attempt, of which only the last counts.
func (c *change) setAlignment(p Photo, a *Alignment, t *Attempt) error {
	text, err := jsonText(a)
	if err != nil {
		return err
	}
	attempt, err := jsonText(t)
	if err != nil {
		return err
	}
	if a != p.Alignment {
		if _, err := c.exec(`INSERT INTO alignment_history (photo, position, alignment)
			SELECT ?1, coalesce(max(position), 0) + 1, ?2 FROM alignment_history WHERE photo = ?1`, p.ID, text); err != nil {
			return err
		}
	}
	c.touch("session", p.SessionID)
	_, err = c.exec(`UPDATE photo SET alignment = ?2, attempt = ?3, rev = rev + 1 WHERE id = ?1`, p.ID, text, attempt)
	return err
}

// AlignmentHistory returns every alignment a photo has had, oldest first; nil
// stands for a cleared one.
func (l *Library) AlignmentHistory(photo ID) ([]*Alignment, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	list, err := alignmentHistory(l.db, photo)
	return list, failed("read alignments", err)
}

func alignmentHistory(q querier, photo ID) ([]*Alignment, error) {
	rows, err := q.Query(`SELECT alignment FROM alignment_history WHERE photo = ?1 ORDER BY position`, photo)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []*Alignment
	for rows.Next() {
		var text sql.NullString
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		a, err := fromText[Alignment](text)
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, rows.Err()
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
	if a.Via != "" && !a.Via.valid() {
		return fmt.Errorf("an alignment through no photo: %w", ErrInvalid)
	}
	return checkTexts(maxName, "method", string(a.Method), "model", string(a.Model), "outcome", string(a.Outcome),
		"reason", string(a.Reason), "by", a.By)
}

func finite(numbers ...float64) bool {
	for _, n := range numbers {
		if math.IsNaN(n) || math.Abs(n) > 1e6 {
			return false
		}
	}
	return true
}

// jsonText is v as a column keeps it, NULL for nil.
func jsonText[T any](v *T) (sql.NullString, error) {
	if v == nil {
		return sql.NullString{}, nil
	}
	text, err := json.Marshal(v)
	return sql.NullString{String: string(text), Valid: true}, err
}

// fromText reads what jsonText wrote.
func fromText[T any](text sql.NullString) (*T, error) {
	if !text.Valid {
		return nil, nil
	}
	v := new(T)
	if err := json.Unmarshal([]byte(text.String), v); err != nil {
		return nil, fmt.Errorf("%w: a record of a photo: %w", ErrDamaged, err)
	}
	return v, nil
}
