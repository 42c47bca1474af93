package annotation

import (
	"fmt"
	"math"
	"slices"

	"skinline/photos"
)

// Source is what of known size a scale was marked on.
type Source string

const (
	OnRuler    Source = "ruler"
	OnCoin     Source = "coin"
	OnDistance Source = "distance" // any known distance
)

// Money is a coin of known size.
type Money struct {
	Code     string
	Name     string  // in English
	Diameter float64 // mm
}

// Coins lists coins by their diameters as their issuers state them: the
// European Commission, the US Mint, the Royal Mint (of the twelve-sided pound
// from corner to corner) and Swissmint.
func Coins() []Money {
	return []Money{
		{"eur-0.01", "1 euro cent", 16.25},
		{"eur-1", "1 euro", 23.25},
		{"eur-2", "2 euros", 25.75},
		{"usd-0.01", "US penny", 19.05},
		{"usd-0.25", "US quarter", 24.26},
		{"gbp-0.01", "British penny", 20.30},
		{"gbp-1", "British pound", 23.43},
		{"chf-1", "Swiss franc", 23.20},
	}
}

// mostMM is more than any person is tall, leastLength less than anything can
// be measured by, in relative units.
const (
	mostMM      = 3000
	leastLength = 1e-3
)

// Scale is a length marked on something of known size, in the photo's relative
// coordinates. It holds in the plane of that thing: skin that is nearer, farther
// or turned away is measured too large or too small, by an amount nobody can
// tell from one photo.
type Scale struct {
	From  photos.Point `json:"from"`
	To    photos.Point `json:"to"`
	MM    float64      `json:"mm"` // from From to To
	On    Source       `json:"on"`
	Coin  string       `json:"coin,omitempty"`  // code of a coin of Coins
	Grain float64      `json:"grain,omitempty"` // see Shape
}

// Check returns an error wrapping ErrInvalid for a scale that cannot be kept.
func (s Scale) Check() error {
	if err := checkPoints(s.From, s.To); err != nil {
		return err
	}
	if !slices.Contains([]Source{OnRuler, OnCoin, OnDistance}, s.On) {
		return fmt.Errorf("what the scale was marked on is not known: %w", ErrInvalid)
	}
	known := slices.ContainsFunc(Coins(), func(m Money) bool { return m.Code == s.Coin })
	if s.On == OnCoin != known || s.On != OnCoin && s.Coin != "" {
		return fmt.Errorf("coin is not known: %w", ErrInvalid)
	}
	if !(s.MM > 0 && s.MM <= mostMM) {
		return fmt.Errorf("a scale of %v mm: %w", s.MM, ErrInvalid)
	}
	if !(s.Grain >= 0 && s.Grain < 1) {
		return fmt.Errorf("points placed to %v: %w", s.Grain, ErrInvalid)
	}
	if distance(s.From, s.To) < leastLength {
		return fmt.Errorf("a scale marked too short: %w", ErrInvalid)
	}
	return nil
}

// Unit is how long a photo's relative unit (its long side) is on the skin.
type Unit struct {
	MM float64
	// Error is MM's standard error as a part of it: 0.01 is 1 %.
	Error float64
}

// Unit is what the scale says of its photo. Each end lies within one grain.
func (s Scale) Unit() Unit {
	length := distance(s.From, s.To)
	return Unit{MM: s.MM / length, Error: math.Sqrt2 * s.Grain / length}
}

// Through is the unit of a photo whose lengths, times scale, are lengths of the
// photo that u is of, as a similarity between the two says; scale is known but
// for err, a part of it.
func (u Unit) Through(scale, err float64) Unit {
	return Unit{MM: u.MM * scale, Error: math.Hypot(u.Error, err)}
}

// Measure is a length in mm or an area in mm², with its standard error.
type Measure struct {
	Value, Error float64
	Square       bool
}

// Measured is how long a Line or Freehand is, or how much skin an Ellipse or
// Area encloses; false for kinds that measure nothing. The error is that of
// placing the points (each end of a line within one grain; an outline as a whole
// one grain too wide or too narrow) and that of the unit. Depth and tilt of the
// skin are not in it.
func (s Shape) Measured(u Unit) (Measure, bool) {
	points, closed := s.Outline()
	switch s.Kind {
	case Line, Freehand:
		length := pathLength(points, false)
		placed := math.Sqrt2 * s.Grain * u.MM
		return Measure{Value: length * u.MM, Error: math.Hypot(placed, length*u.MM*u.Error)}, true
	case Ellipse, Area:
		area := math.Abs(shoelace(points))
		if s.Kind == Ellipse { // exactly: the outline is a polygon within it
			area = math.Pi * math.Abs(cross(s.Points[0], s.Points[1], s.Points[2]))
		}
		placed := pathLength(points, closed) * s.Grain * u.MM * u.MM
		value := area * u.MM * u.MM
		return Measure{Value: value, Error: math.Hypot(placed, 2*value*u.Error), Square: true}, true
	}
	return Measure{}, false
}

// Digits are the value and its error with as many decimals as the error leaves
// meaning: "12.4" and "0.3". The error is rounded up; decimals are behind a
// point.
func (m Measure) Digits() (value, err string) {
	decimals := 2
	for step := .01; decimals > 0 && m.Error > step*9; step *= 10 {
		decimals--
	}
	step := math.Pow(10, -float64(decimals))
	for m.Error > step*9 {
		step *= 10
	}
	off := max(math.Ceil(m.Error/step-1e-9), 0) * step
	return fmt.Sprintf("%.*f", decimals, math.Round(m.Value/step)*step), fmt.Sprintf("%.*f", decimals, off)
}

// String is the measure with its unit: "12.4 mm ± 0.3", decimals behind a
// point.
func (m Measure) String() string {
	value, off := m.Digits()
	unit := "mm"
	if m.Square {
		unit = "mm²"
	}
	return value + " " + unit + " ± " + off
}

func distance(a, b photos.Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

func pathLength(points []photos.Point, closed bool) float64 {
	length := 0.0
	for i := 1; i < len(points); i++ {
		length += distance(points[i-1], points[i])
	}
	if closed {
		length += distance(points[len(points)-1], points[0])
	}
	return length
}

// shoelace is the area of a polygon, signed by its sense.
func shoelace(points []photos.Point) float64 {
	twice := 0.0
	for i, p := range points {
		q := points[(i+1)%len(points)]
		twice += p.X*q.Y - q.X*p.Y
	}
	return twice / 2
}

// cross is (a - o) x (b - o).
func cross(o, a, b photos.Point) float64 {
	return (a.X-o.X)*(b.Y-o.Y) - (a.Y-o.Y)*(b.X-o.X)
}
