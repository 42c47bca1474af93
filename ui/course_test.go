package ui

import (
	"testing"
	"time"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/storage"
)

func day(text string) storage.Date {
	d, err := storage.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDatesAreReadTheWaysPeopleWriteThem(t *testing.T) {
	want := storage.Date{Year: 2026, Month: time.April, Day: 14}
	for _, text := range []string{"14 Apr 2026", "2026-04-14", "14.4.2026", "14/04/2026", " 14 apr 26 "} {
		if got, err := parseDate(text); err != nil || got != want {
			t.Errorf("%q reads as %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"14 Foo 2026", "31.2.2026", "yesterday", "14"} {
		if got, err := parseDate(text); err == nil {
			t.Errorf("%q reads as %v", text, got)
		}
	}
	if got, err := parseDate(dateText(want)); err != nil || got != want {
		t.Errorf("what is written does not read back: %v, %v", got, err)
	}
}

func TestColumnsAreNamedByKindAndOrder(t *testing.T) {
	c := &course{sessions: []storage.Session{
		{Kind: storage.KindBaseline, Date: day("2026-03-03")},
		{Kind: storage.KindTreatment, Date: day("2026-03-10")},
		{Kind: storage.KindTreatment, Date: day("2026-04-14")},
		{Kind: storage.KindFollowUp, Date: day("2026-07-16")},
	}}
	want := []string{"Baseline", "Session 1", "Session 2", "Follow-up +3 mo"}
	for i, title := range want {
		if got := c.sessionTitle(i); got != title {
			t.Errorf("column %d is %q, want %q", i, got, title)
		}
	}
	if got := c.columnDate(2); got != "14 Apr 2026 (35 d)" {
		t.Errorf("date with the days since the session before: %q", got)
	}
	if got := c.sinceFirst(c.sessions[2].Date); got != "42 days since the first session" {
		t.Errorf("days since the first: %q", got)
	}
}

func TestHealingPhotosAreNeverResults(t *testing.T) {
	c := &course{sessions: []storage.Session{
		{ID: "a", Kind: storage.KindBaseline, Date: day("2026-03-03")},
		{ID: "b", Kind: storage.KindTreatment, Date: day("2026-03-10")},
		{ID: "c", Kind: storage.KindTreatment, Date: day("2026-04-10")},
	}}
	for _, p := range []storage.Photo{
		{ID: "base", SessionID: "a", Phase: storage.PhaseBaseline},
		{ID: "pre", SessionID: "b", Phase: storage.PhasePre},
		{ID: "after", SessionID: "b", Phase: storage.PhaseImmediate},
		{ID: "red", SessionID: "c", Phase: storage.PhaseHealing},
	} {
		p.View = "frontal"
		c.photos = append(c.photos, p)
	}
	c.addRow("frontal")
	row := c.rows[0]
	if p, _ := row.shown(1); p.ID != "pre" {
		t.Errorf("a cell shows %q where there is a result", p.ID)
	}
	if p, _ := row.shown(2); p.ID != "red" {
		t.Errorf("a cell shows %q where there is only a healing photo", p.ID)
	}
	if first, latest, ok := row.ends(); !ok || first.ID != "base" || latest.ID != "pre" {
		t.Errorf("first and latest are %q and %q", first.ID, latest.ID)
	}
	for _, p := range c.photos {
		if said := c.healingText(p) != ""; said != healing(p.Phase) {
			t.Errorf("%s: healing said %v", p.ID, said)
		}
	}
}

func TestDepthOutsideTheReferenceIsNotedOnly(t *testing.T) {
	for _, test := range []struct {
		zone  string
		depth storage.Depth
		noted bool
	}{
		{"cheek", 1250, false},
		{"cheek", 2500, true},
		{"forehead", 1500, true},
		{"forehead", 500, false},
		{"a named scar", 4000, false},
		{"cheek", 0, false},
	} {
		if got := depthNote(test.zone, test.depth); (got != "") != test.noted {
			t.Errorf("%s %s: note %q", test.zone, test.depth, got)
		}
	}
}

func TestEveryReferenceZoneIsAZone(t *testing.T) {
	known := map[string]bool{}
	for _, z := range storage.Zones() {
		known[z] = true
	}
	for zone := range referenceDepths() {
		if !known[zone] {
			t.Errorf("%q is no zone", zone)
		}
	}
}

func TestSearchFoldsCaseAndAccents(t *testing.T) {
	all := []storage.ClientSummary{
		{Client: storage.Client{Name: "Zoë Müller", Code: "C-0001", Concern: "acne scars", Tags: []string{"trial"}}},
		{Client: storage.Client{Name: "Anna Berg", Code: "C-0142", Concern: "fine lines"}},
	}
	for query, want := range map[string]int{"zoe": 1, "MULLER acne": 1, "c-01": 1, "c-0": 2, "Trial": 1, "": 2, "zoe lines": 0} {
		if got := newDirectory(all).find(query, "", byName, false); len(got) != want {
			t.Errorf("%q finds %d, want %d", query, len(got), want)
		}
	}
}

func TestPointsGoBackAndForth(t *testing.T) {
	p := newPairing(nil)
	p.set(pairsAt(.1))
	p.set(pairsAt(.1, .2))
	p.set(pairsAt(.1, .3))
	p.set(pairsAt(.1, .3)) // no change
	p.undo()
	if len(p.now) != 2 || p.now[1].Photo.X != .2 {
		t.Fatalf("undo: %v", p.now)
	}
	p.undo()
	p.undo()
	if p.undo() || len(p.now) != 0 {
		t.Errorf("undo to the start: %v", p.now)
	}
	p.redo()
	p.redo()
	p.redo()
	if p.redo() || p.now[1].Photo.X != .3 {
		t.Errorf("redo: %v", p.now)
	}
	p.undo()
	p.set(pairsAt(.5))
	if p.redo() {
		t.Error("a new change must end what could be redone")
	}
}

func pairsAt(xs ...float64) []align.Pair {
	var out []align.Pair
	for _, x := range xs {
		out = append(out, align.Pair{Reference: photos.Point{X: x}, Photo: photos.Point{X: x}})
	}
	return out
}
