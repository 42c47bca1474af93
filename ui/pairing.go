package ui

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"skinline/photos/align"
	"skinline/storage"
)

// pairing is the landmarks marked so far, with what they were before.
type pairing struct {
	now          []align.Pair
	past, future [][]align.Pair
}

// newPairing starts with the landmarks of an alignment, nil for none.
func newPairing(a *storage.Alignment) *pairing {
	p := &pairing{}
	if a == nil {
		return p
	}
	for _, l := range a.Landmarks {
		p.now = append(p.now, align.Pair{Reference: l.Reference, Photo: l.Photo})
	}
	return p
}

// set takes the landmarks after a finished change; it can be undone.
func (p *pairing) set(pairs []align.Pair) {
	if slices.Equal(pairs, p.now) {
		return
	}
	p.past, p.future = append(p.past, p.now), nil
	p.now = slices.Clone(pairs)
}

// undo goes back to before the last change.
func (p *pairing) undo() bool {
	last := len(p.past) - 1
	if last < 0 {
		return false
	}
	p.future = append(p.future, p.now)
	p.now, p.past = p.past[last], p.past[:last]
	return true
}

// redo takes an undo back.
func (p *pairing) redo() bool {
	last := len(p.future) - 1
	if last < 0 {
		return false
	}
	p.past = append(p.past, p.now)
	p.now, p.future = p.future[last], p.future[:last]
	return true
}

// landmarks are the pairs as storage keeps them.
func (p *pairing) landmarks() []storage.Landmark {
	var out []storage.Landmark
	for _, pair := range p.now {
		out = append(out, storage.Landmark{Reference: pair.Reference, Photo: pair.Photo})
	}
	return out
}

// Residuals up to these parts of the picture's long side are told as good and
// as fair: 0.4 % is 12 pixels of a 3000 pixel photo, about what a careful hand
// reaches on skin without sharp marks.
const (
	goodResidual = .004
	fairResidual = .012
)

// agreement says in words how well the points fit each other.
func agreement(r align.Registration) string {
	if len(r.Residuals) <= 2 {
		return lang.L("Two points fit exactly. A third shows how well they agree.")
	}
	worst := slices.Index(r.Residuals, slices.Max(r.Residuals)) + 1
	switch {
	case r.RMS <= goodResidual:
		return lang.L("The points agree well.")
	case r.RMS <= fairResidual:
		return lang.L("The points agree fairly. Point {{.N}} is furthest off.", values{"N": worst})
	}
	return lang.L("The points do not agree. Check point {{.N}} first.", values{"N": worst})
}
