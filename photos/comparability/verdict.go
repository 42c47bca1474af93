// Package comparability judges whether two photos may honestly be compared:
// how far their size, pose, light, colour, sharpness and time differ, against
// stated limits. It never judges the skin.
//
// What is measured how, and why the limits are what they are, is written in
// docs/comparability.md.
package comparability

import (
	"encoding/json"
	"fmt"
	"math"
)

// Level says how far a difference matters.
type Level int

const (
	// Comparable: the difference does not matter.
	Comparable Level = iota
	// Reservation: the pair may be compared if the difference is told.
	Reservation
	// NotComparable: what is seen may come from the photos, not from the skin.
	NotComparable
)

// levels are the names of the levels in files.
func levels() []string {
	return []string{"comparable", "comparable with reservations", "not comparable"}
}

// String is the level's name in English and in files.
func (l Level) String() string { return levels()[min(max(l, 0), NotComparable)] }

// MarshalText makes a Level its name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (l *Level) UnmarshalText(text []byte) error {
	for i, name := range levels() {
		if name == string(text) {
			*l = Level(i)
			return nil
		}
	}
	return fmt.Errorf("%q is no level of comparability", text)
}

// Measure is one difference between two photos.
type Measure struct {
	Kind Kind `json:"kind"`
	// Value is in the unit of the kind's Limit; 0 when not Known.
	Value float64 `json:"value"`
	// Known is false where the photos did not allow to measure; that is a
	// reservation in itself.
	Known bool  `json:"known"`
	Level Level `json:"level"`
	// Says names the sentence about it, see Sentence.
	Says string `json:"says"`
}

// Verdict is what is said about a pair.
type Verdict struct {
	Overall  Level     `json:"overall"` // the worst of the measures
	Measures []Measure `json:"measures"`
}

// Find is the measure of a kind, false when it was not taken: poses and
// expressions need a face in both photos, for example.
func (v Verdict) Find(k Kind) (Measure, bool) {
	for _, m := range v.Measures {
		if m.Kind == k {
			return m, true
		}
	}
	return Measure{}, false
}

// Against are the measures that speak against comparing, worst first and else
// in the order they were taken.
func (v Verdict) Against() []Measure {
	var list []Measure
	for level := NotComparable; level > Comparable; level-- {
		for _, m := range v.Measures {
			if m.Level == level {
				list = append(list, m)
			}
		}
	}
	return list
}

// Map is the verdict for machines: "overall" with the level's name, for every
// known measure its kind with its value, and "reasons" with a sentence for
// every measure against.
func (v Verdict) Map() map[string]any {
	m := map[string]any{"overall": v.Overall.String()}
	for _, measure := range v.Measures {
		if measure.Known {
			m[string(measure.Kind)] = math.Round(measure.Value*1000) / 1000
		}
	}
	reasons := []string{}
	for _, measure := range v.Against() {
		reasons = append(reasons, measure.Sentence().String())
	}
	m["reasons"] = reasons
	return m
}

// Parse reads a verdict from JSON as json.Marshal writes it, and refuses
// measures that this version does not know.
func Parse(text []byte) (Verdict, error) {
	var v Verdict
	if err := json.Unmarshal(text, &v); err != nil {
		return Verdict{}, fmt.Errorf("read verdict: %w", err)
	}
	known := sentences()
	for _, m := range v.Measures {
		if _, ok := known[m.Says]; !ok || m.Kind.Limit() == (Limit{}) {
			return Verdict{}, fmt.Errorf("read verdict: unknown measure %q", m.Kind)
		}
	}
	return v, nil
}

// add takes a measure up.
func (v *Verdict) add(m Measure) {
	if !m.Known {
		m.Value = 0
	}
	v.Measures = append(v.Measures, m)
	v.Overall = max(v.Overall, m.Level)
}
