package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"skinline/photos"
	"skinline/photos/comparability"
	"skinline/storage"
)

func someVerdict(t *testing.T, text string) comparability.Verdict {
	t.Helper()
	v, err := comparability.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

const mixed = `{"overall":"not comparable","measures":[
	{"kind":"scale_ratio","value":1.02,"known":true,"level":"comparable","says":"scale_ratio.alike"},
	{"kind":"exposure_ev","value":-0.66,"known":true,"level":"comparable with reservations","says":"exposure_ev.darker"},
	{"kind":"days","value":3,"known":true,"level":"not comparable","says":"days.healing"}]}`

func TestAVerdictIsSaidInOneLineWorstFirst(t *testing.T) {
	test.NewTempApp(t)
	if got := verdictLine(someVerdict(t, mixed)); got != "Not comparable · Time since treatment, Brightness" {
		t.Error(got)
	}
	if got := verdictLine(comparability.Verdict{}); got != "Comparable" {
		t.Error(got)
	}
}

func TestTheBadgeOpensTheMeasures(t *testing.T) {
	a, off := openedApp(t, nil)
	b := newVerdictBadge(a)
	if b.Text != "Comparability not known yet" || !b.Disabled() {
		t.Errorf("%q", b.Text)
	}
	v := someVerdict(t, mixed)
	b.set(&v)
	test.Tap(b.Button)
	a.settle(off)
	for _, text := range []string{
		"Not comparable", "The photo is 0.7 stops darker; marks and shadows look stronger.", "Retake in the same light",
		"Reservation from 0.33 EV, not comparable from 1 EV", "3 days after a treatment. It is no result.", "about the same size",
	} {
		if !a.says(text) {
			t.Errorf("%q is not said", text)
		}
	}
	if a.says("Retake from the same distance") {
		t.Error("advice for what is alike")
	}
}

// Every text of a measure is in the translation, so that none is English only.
func TestMeasuresAreSaidInTheWindowsLanguage(t *testing.T) {
	test.NewTempApp(t)
	for key, text := range comparability.Texts() {
		if got := sentence(comparability.Sentence{Key: key, Text: text, Value: "7"}); strings.Contains(got, "{{") || got == key || got == "" {
			t.Errorf("%s: %q", key, got)
		}
	}
}

func TestTheTimelineShowsWhatWasJudged(t *testing.T) {
	a, off, s := withPhotos(t)
	first, latest, _ := s.ends()
	alignment := &storage.Alignment{Reference: first.ID, Transform: photos.Similarity(.5, 3, .1, .1), Method: storage.AlignManual, Model: "similarity", Confidence: 1}
	if _, err := a.lib.SetAlignment(latest.ID, alignment); err != nil {
		t.Fatal(err)
	}
	a.judgeAll(s.c.client.ID)
	a.settle(off)
	v, ok := s.c.verdicts[latest.ID]
	if !ok || len(s.c.verdicts) != 1 {
		t.Fatalf("%d verdicts", len(s.c.verdicts))
	}
	// Half the size fills a quarter of the frame.
	if v.Overall != comparability.NotComparable {
		t.Errorf("%+v", v)
	}
	p, _ := s.c.photo(latest.ID)
	if k := s.c.tileCaption(p, 1); k.Badge != "Not comparable" {
		t.Errorf("%+v", k)
	}
}
