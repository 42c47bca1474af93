package storage

import (
	"fmt"
	"math"

	"skinline/photos/annotation"
)

// SetAnnotation keeps what was drawn on a photo and its scale (nil clears both)
// and returns what was there, so that a caller can undo. Unlike alignments,
// earlier annotations are not kept.
func (l *Library) SetAnnotation(photo ID, drawn *annotation.Layer) (previous *annotation.Layer, err error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	if drawn.Empty() {
		drawn = nil
	}
	if err := checkAnnotation(drawn); err != nil {
		return nil, err
	}
	err = l.change("set annotation", func(c *change) error {
		p, err := livePhoto(c, photo)
		if err != nil {
			return err
		}
		text, err := jsonText(drawn)
		if err != nil {
			return err
		}
		previous = p.Annotation
		c.touch("session", p.SessionID)
		_, err = c.exec(`UPDATE photo SET annotation = ?2, rev = rev + 1 WHERE id = ?1`, p.ID, text)
		return err
	})
	if err != nil {
		return nil, err
	}
	return previous, nil
}

func checkAnnotation(drawn *annotation.Layer) error {
	if drawn == nil {
		return nil
	}
	if err := drawn.Check(); err != nil {
		return fmt.Errorf("%w: %w", err, ErrInvalid)
	}
	return nil
}

// ScaleFrom says where the scale of a photo comes from.
type ScaleFrom int

const (
	ScaleNone      ScaleFrom = iota
	ScaleOwn                 // marked on the photo itself
	ScaleReference           // marked on the reference, carried by the alignment
	// ScaleWarped: the reference has one, but the alignment does more than
	// move, turn and scale, so that it holds nowhere on this photo.
	ScaleWarped
)

// ScaleOf is how long p's relative unit is: by its own scale, else by that of
// reference, onto which p is aligned by a similarity.
func ScaleOf(p, reference Photo) (annotation.Unit, ScaleFrom) {
	if p.Annotation != nil && p.Annotation.Scale != nil {
		return p.Annotation.Scale.Unit(), ScaleOwn
	}
	a := p.AlignmentTo(reference.ID)
	if a == nil || reference.Annotation == nil || reference.Annotation.Scale == nil {
		return annotation.Unit{}, ScaleNone
	}
	if a.Warps() {
		return annotation.Unit{}, ScaleWarped
	}
	return reference.Annotation.Scale.Unit().Through(a.Transform.Scale(), a.scaleError(reference)), ScaleReference
}

// scaleError is the standard error of the alignment's scale, as a part of it:
// by least squares that of the points over the root of the sum of their squared
// distances from their middle. Points are taken to lie no better than within a
// pixel of the reference; without points that is over a fifth of the photo.
func (a Alignment) scaleError(reference Photo) float64 {
	const across = .2
	pixel := 1 / float64(max(reference.Info.Width, reference.Info.Height, 1))
	off := max(a.Residual, pixel) / math.Sqrt2 // along one axis
	if len(a.Landmarks) < 2 {
		return off / across
	}
	n := float64(len(a.Landmarks))
	var x, y, spread float64
	for _, m := range a.Landmarks {
		x, y = x+m.Reference.X/n, y+m.Reference.Y/n
	}
	for _, m := range a.Landmarks {
		spread += (m.Reference.X-x)*(m.Reference.X-x) + (m.Reference.Y-y)*(m.Reference.Y-y)
	}
	return off / math.Sqrt(max(spread, pixel*pixel))
}
