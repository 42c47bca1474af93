package storage

import (
	"fmt"
	"time"

	"skinline/photos/align"
)

// NotDone is the reason of an attempt that came to no end: a photo that cannot
// be read, or that broke or held up the worker it was aligned in.
const NotDone align.Reason = "not done"

// Attempt is an alignment that the program has refused to make. It is kept so
// that people are told why points are needed and the program does not try for
// ever.
type Attempt struct {
	Reference ID           `json:"reference"` // the photo it was to lie on
	Model     align.Model  `json:"model"`
	Reason    align.Reason `json:"reason"`
	At        time.Time    `json:"at"`
}

// RefusedTo is the attempt to align p onto reference that was refused, nil when
// there was none or p is aligned to it.
func (p Photo) RefusedTo(reference ID) *Attempt {
	if p.Attempt == nil || p.Attempt.Reference != reference || p.AlignmentTo(reference) != nil {
		return nil
	}
	return p.Attempt
}

func (t Attempt) check() error {
	if !t.Reference.valid() {
		return fmt.Errorf("an attempt without reference: %w", ErrInvalid)
	}
	return checkTexts(maxName, "model", string(t.Model), "reason", string(t.Reason))
}
