package storage

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Depth is a needle depth in micrometres, in steps of 50 (0.05 mm).
type Depth int

// DepthStep is the smallest difference between two depths: 0.05 mm.
const DepthStep Depth = 50

// MaxDepth is the deepest setting any device in the field's literature has.
const MaxDepth Depth = 8000

// ParseDepth reads "1.25", "1,25", "1.25 mm" or "1.25mm". It returns an error
// wrapping ErrInvalid for anything else, for depths outside 0..8 mm and for
// depths that are not a multiple of 0.05 mm. "" is depth 0: not recorded.
func ParseDepth(s string) (Depth, error) {
	text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "mm"))
	if text == "" {
		return 0, nil
	}
	mm, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	onlyDigits := strings.Trim(text, "0123456789.,") == "" // no exponents, no hexadecimal
	if err != nil || !onlyDigits || mm > float64(MaxDepth)/1000 {
		return 0, fmt.Errorf("depth %q is not a number of mm from 0 to 8: %w", s, ErrInvalid)
	}
	steps := mm * 1000 / float64(DepthStep)
	if math.Abs(steps-math.Round(steps)) > 1e-6 {
		return 0, fmt.Errorf("depth %q is not a multiple of 0.05 mm: %w", s, ErrInvalid)
	}
	return Depth(math.Round(steps)) * DepthStep, nil
}

// String is the depth in mm with its unit, "1.25 mm", with a decimal point;
// screens that speak another language replace the point.
func (d Depth) String() string { return d.Number() + " mm" }

// Number is the depth in mm without the unit: at least one decimal ("0.5",
// "1.0", "1.25").
func (d Depth) Number() string {
	s := strconv.FormatFloat(float64(d)/1000, 'f', 2, 64)
	return strings.TrimSuffix(s, "0")
}

// Date is a civil date, without time or zone. The zero Date means "not set".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads "2026-04-14"; "" gives the zero Date. Errors wrap ErrInvalid.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is not of the form 2026-04-14: %w", s, ErrInvalid)
	}
	return DateOf(t), nil
}

// DateOf is the civil date of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero reports whether d is not set.
func (d Date) IsZero() bool { return d == Date{} }

// Time is midnight UTC of d.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// DaysSince is the number of days from other to d (negative when d is earlier).
func (d Date) DaysSince(other Date) int {
	const day = 24 * 60 * 60
	return int((d.Time().Unix() - other.Time().Unix()) / day) // a time.Duration ends at 292 years
}

// AddDays is the date n days after d.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.Time().Before(other.Time()) }

// String is the ISO form "2026-04-14", or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText makes a Date its ISO form in JSON.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// Errors that callers tell apart. Everything the package returns wraps one of
// these or is an unexpected failure of the machine (disk, memory).
var (
	ErrNotLibrary = errors.New("this folder is not a Skinline library")
	ErrNewer      = errors.New("this library was written by a newer Skinline")
	ErrInUse      = errors.New("this library is open in another Skinline")
	ErrUnlock     = errors.New("the passphrase or recovery key does not open this library")
	ErrLocked     = errors.New("the library is locked")
	ErrDamaged    = errors.New("stored data is damaged")
	ErrNotFound   = errors.New("not found")
	ErrExists     = errors.New("already exists")
	ErrInvalid    = errors.New("not valid")
	ErrConflict   = errors.New("changed elsewhere since it was read")
	ErrDuplicate  = errors.New("this photo is already in the library")
)
