package storage

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// Limits of what a record takes, in characters.
const (
	maxName  = 200
	maxNotes = 100_000
	maxTags  = 50
	maxZones = 200
)

// text refuses what is too long or not UTF-8; labels go into the message.
func checkText(label, s string, limit int) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("%s is not valid text: %w", label, ErrInvalid)
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return fmt.Errorf("%s has %d characters, at most %d fit: %w", label, n, limit, ErrInvalid)
	}
	return nil
}

func checkTexts(limit int, labelled ...string) error {
	for i := 0; i < len(labelled); i += 2 {
		if err := checkText(labelled[i], labelled[i+1], limit); err != nil {
			return err
		}
	}
	return nil
}

func checkDate(label string, d Date) error {
	if d.Year < 1900 || d.Year > 2200 || DateOf(d.Time()) != d {
		return fmt.Errorf("%s is not a date from 1900 to 2200: %w", label, ErrInvalid)
	}
	return nil
}

func checkOneOf[T ~string](label string, value T, allowed ...T) error {
	if !slices.Contains(allowed, value) {
		return fmt.Errorf("%s %q is not known: %w", label, value, ErrInvalid)
	}
	return nil
}
