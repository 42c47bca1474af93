package comparability

import (
	"math"
	"strconv"
	"strings"
)

// Sentence is a text about a measure with a stable key for translators.
type Sentence struct {
	Key  string // "comparability.exposure_ev.brighter"
	Text string // English, with {{.Value}} where the number belongs
	// Value is the number, with a decimal point; "" when none is told.
	Value string
}

// String is the sentence in English.
func (s Sentence) String() string { return strings.ReplaceAll(s.Text, "{{.Value}}", s.Value) }

// Sentence says in plain words what was measured.
func (m Measure) Sentence() Sentence {
	return Sentence{Key: "comparability." + m.Says, Text: sentences()[m.Says], Value: m.number()}
}

// Advice says what to do about it, next time or now.
func (m Measure) Advice() Sentence {
	return Sentence{Key: "comparability." + string(m.Kind) + ".advice", Text: sentences()[string(m.Kind)+".advice"]}
}

// Name is what is measured, in a word or two.
func (m Measure) Name() Sentence {
	return Sentence{Key: "comparability." + string(m.Kind) + ".name", Text: sentences()[string(m.Kind)+".name"]}
}

// number is the value as sentences tell it: without a sign, which is in the
// words, and ratios above 1.
func (m Measure) number() string {
	v, digits := math.Abs(m.Value), 1
	switch m.Kind {
	case Scale, Distance:
		v, digits = max(v, 1/v), 2
	case Sharpness, Coverage:
		v, digits = min(100*v, 9999), 0
	case Expression, Eyes:
		v, digits = 100*v, 0
	case Roll, Turn, Tilt, Timing, RefTiming:
		digits = 0
	}
	return strconv.FormatFloat(v, 'f', digits, 64)
}

// judge takes up a value of a kind. What is within the limit says "alike", what
// was not measured says "unknown"; else more is said of values above what is
// alike, and fewer of those below.
func (v *Verdict) judge(k Kind, value float64, known bool, more, fewer string) {
	m := Measure{Kind: k, Value: value, Known: known && !math.IsNaN(value) && !math.IsInf(value, 0), Level: Reservation}
	says := "unknown"
	if m.Known {
		limit := k.Limit()
		m.Level = limit.level(value)
		middle := 0.
		if limit.sense == ratio {
			middle = 1
		}
		switch {
		case m.Level == Comparable:
			says = "alike"
		case value > middle && limit.sense != less:
			says = more
		default:
			says = fewer
		}
	}
	m.Says = string(k) + "." + says
	v.add(m)
}

// Texts are all sentences by their keys, in English, for translators.
func Texts() map[string]string {
	keyed := map[string]string{}
	for key, text := range sentences() {
		keyed["comparability."+key] = text
	}
	return keyed
}

// Bounds are the limits of a kind as people read them, with a decimal point and
// the unit: "1.2 ×", "97 %"; "" for one that is never reached. Below reports
// that smaller values are the worse ones.
func (k Kind) Bounds() (reservation, notComparable string, below bool) {
	l := k.Limit()
	text := func(v float64) string {
		if math.IsInf(v, 0) || k == Flash || k == Model {
			return ""
		}
		unit := l.Unit
		switch k {
		case Coverage, Expression, Eyes:
			v, unit = 100*v, "%"
		case Timing, RefTiming:
			unit = ""
		}
		return strings.TrimSpace(strconv.FormatFloat(math.Round(100*v)/100, 'f', -1, 64) + " " + unit)
	}
	return text(l.Reservation), text(l.NotComparable), l.sense == less
}
