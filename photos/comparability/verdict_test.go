package comparability

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestLevelsFollowTheLimits(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		value float64
		want  Level
	}{
		{Scale, 1, Comparable},
		{Scale, 1.19, Comparable},
		{Scale, 1 / 1.19, Comparable},
		{Scale, 1.2, Reservation},
		{Scale, 1 / 1.21, Reservation},
		{Scale, 2, NotComparable},
		{Scale, .5, NotComparable},
		{Exposure, .33, Comparable},
		{Exposure, -.33, Comparable},
		{Exposure, .34, Reservation},
		{Exposure, -.34, Reservation},
		{Exposure, -1, NotComparable},
		{Coverage, 1, Comparable},
		{Coverage, .96, Reservation},
		{Coverage, .79, NotComparable},
		{Coverage, 0, NotComparable},
		{Sharpness, .81, Comparable},
		{Sharpness, .79, Reservation},
		{Sharpness, 1.3, Reservation},
		{Sharpness, .49, NotComparable},
		{Sharpness, 2.1, NotComparable},
		{Turn, -5, Reservation},
		{Turn, 15, NotComparable},
		{Model, 1, Reservation},
		{Flash, -1, NotComparable},
	} {
		if got := c.kind.Limit().level(c.value); got != c.want {
			t.Errorf("%s %v is %s, not %s", c.kind, c.value, got, c.want)
		}
	}
}

func TestWhatIsNoNumberIsAReservation(t *testing.T) {
	for _, value := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		var v Verdict
		v.judge(Exposure, value, true, "brighter", "darker")
		if m := v.Measures[0]; m.Known || m.Value != 0 || m.Level != Reservation || v.Overall != Reservation || !strings.Contains(m.Sentence().String(), "could not") {
			t.Errorf("%v: %+v", value, v)
		}
	}
}

func TestVerdictsSurviveTheirText(t *testing.T) {
	var v Verdict
	v.judge(Scale, 1.02, true, "smaller", "larger")
	v.judge(Exposure, -.7, true, "brighter", "darker")
	v.judge(Sharpness, 0, false, "sharper", "softer")
	v.time(Timing, Moment{Treated: true, Days: 3})
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Parse(text)
	if err != nil || !reflect.DeepEqual(back, v) {
		t.Errorf("%s came back as %+v, %v", text, back, err)
	}
	if v.Overall != NotComparable || len(v.Against()) != 3 || v.Against()[0].Kind != Timing {
		t.Errorf("%+v", v.Against())
	}
	m := v.Map()
	if m["overall"] != "not comparable" || m["exposure_ev"] != -.7 || m["scale_ratio"] != 1.02 || len(m["reasons"].([]string)) != 3 {
		t.Errorf("%v", m)
	}
	if _, ok := m["sharpness_ratio"]; ok {
		t.Error("a value is told that is not known")
	}
	for _, bad := range []string{`{`, `{"overall":"fine"}`, `{"measures":[{"kind":"aura","says":"days.alike"}]}`, `{"measures":[{"kind":"days","says":"days.late"}]}`} {
		if got, err := Parse([]byte(bad)); err == nil {
			t.Errorf("%s was read as %+v", bad, got)
		}
	}
}

func TestSentencesTellTheNumberWithoutItsSign(t *testing.T) {
	for _, c := range []struct {
		kind        Kind
		value       float64
		more, fewer string
		want        string
	}{
		{Exposure, -.66, "brighter", "darker", "The photo is 0.7 stops darker; marks and shadows look stronger."},
		{Scale, .5, "smaller", "larger", "The photo shows the skin 2.00 times larger than the reference."},
		{Scale, 1.5, "smaller", "larger", "The photo shows the skin 1.50 times smaller than the reference, with less detail."},
		{Coverage, .62, "", "little", "The photo fills only 62 % of the frame."},
		{Turn, -8.4, "right", "left", "The head is turned 8° further to the left of the picture."},
	} {
		var v Verdict
		v.judge(c.kind, c.value, true, c.more, c.fewer)
		if got := v.Measures[0].Sentence().String(); got != c.want {
			t.Errorf("%s %v: %q", c.kind, c.value, got)
		}
	}
}

func TestEveryKindHasItsTexts(t *testing.T) {
	kinds := map[string]bool{}
	for key, text := range Texts() {
		key, ok := strings.CutPrefix(key, "comparability.")
		kind, _, dotted := strings.Cut(key, ".")
		if !ok || !dotted || text == "" || Kind(kind).Limit() == (Limit{}) {
			t.Errorf("%q: %q", key, text)
		}
		kinds[kind] = true
	}
	for _, k := range []Kind{Scale, Distance, Roll, Turn, Tilt, Coverage, Exposure, Light, WhiteBalance, Sharpness, Expression, Eyes, Flash, Model, Timing, RefTiming} {
		m := Measure{Kind: k}
		if !kinds[string(k)] || m.Name().Text == "" || m.Advice().Text == "" {
			t.Errorf("%s has no name or advice", k)
		}
	}
}

func TestBoundsAreWrittenWithTheirUnit(t *testing.T) {
	for _, c := range []struct {
		kind    Kind
		a, b    string
		smaller bool
	}{
		{Scale, "1.2 ×", "2 ×", false},
		{Exposure, "0.33 EV", "1 EV", false},
		{Coverage, "97 %", "80 %", true},
		{Turn, "5 °", "15 °", false},
		{Expression, "8 %", "16 %", false},
		{Timing, "28", "7", true},
		{Flash, "", "", false},
		{Model, "", "", false},
	} {
		if a, b, smaller := c.kind.Bounds(); a != c.a || b != c.b || smaller != c.smaller {
			t.Errorf("%s: %q, %q, %v", c.kind, a, b, smaller)
		}
	}
}
