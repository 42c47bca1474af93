package ui

import (
	"testing"

	"skinline/photos/comparability"
	"skinline/storage"
)

func TestFilterKeepsTheNamesOfWhatIsLeft(t *testing.T) {
	treated := func(zone string) storage.Session {
		return storage.Session{Kind: storage.KindTreatment, Date: day("2026-02-01"), Zones: []storage.ZoneTreatment{{Zone: zone, Depth: 1000}}}
	}
	c := &course{
		sessions: []storage.Session{{Kind: storage.KindBaseline, Date: day("2026-01-01")}, treated("cheek"), treated("chin")},
		rows: []courseRow{
			{view: "frontal", cells: [][]storage.Photo{{{ID: "a", Phase: storage.PhaseBaseline}}, {{ID: "b", Phase: storage.PhasePre}}, {{ID: "c", Phase: storage.PhaseHealing}, {ID: "d", Phase: storage.PhasePre}}}},
			{view: "oblique-left", cells: make([][]storage.Photo, 3)},
		},
	}
	zones := c.zones()
	if len(zones) != 2 {
		t.Fatalf("zones %v", zones)
	}
	f := courseFilter{hidden: []storage.View{"oblique-left"}, phase: storage.PhasePre, zone: zones[1]}
	part := c.filtered(f)
	if len(part.rows) != 1 || len(part.sessions) != 2 {
		t.Fatalf("%d rows and %d sessions are left", len(part.rows), len(part.sessions))
	}
	if got := part.sessionTitle(1); got != c.sessionTitle(2) || got == c.sessionTitle(1) {
		t.Errorf("the second treatment is called %q", got)
	}
	if _, ok := part.rows[0].shown(0); ok {
		t.Error("a baseline photo is shown among those before treatment")
	}
	if p, ok := part.rows[0].shown(1); !ok || p.ID != "d" || len(part.rows[0].cells[1]) != 1 {
		t.Errorf("the cell shows %v", part.rows[0].cells[1])
	}
	if len(c.rows) != 2 || len(c.rows[0].cells[2]) != 2 {
		t.Error("filtering changed the course")
	}
	if c.filtered(courseFilter{}) != c {
		t.Error("no filter makes another course")
	}
}

func TestOnlyWhatIsComparableIsLeft(t *testing.T) {
	c := &course{
		sessions: []storage.Session{{Kind: storage.KindBaseline, Date: day("2026-01-01")}},
		frames:   map[storage.View]storage.ViewFrame{"frontal": {View: "frontal", Reference: "reference"}},
		rows: []courseRow{{view: "frontal", cells: [][]storage.Photo{{
			{ID: "reference", View: "frontal"}, {ID: "fair", View: "frontal"}, {ID: "unfair", View: "frontal"}, {ID: "unknown", View: "frontal"},
		}}}},
		verdicts: map[storage.ID]comparability.Verdict{"fair": {Overall: comparability.Reservation}, "unfair": {Overall: comparability.NotComparable}},
	}
	left := c.filtered(courseFilter{comparable: true}).rows[0].cells[0]
	if len(left) != 2 || left[0].ID != "reference" || left[1].ID != "fair" {
		t.Errorf("%v is left", left)
	}
	if k := c.tileCaption(c.rows[0].cells[0][2], 1); k.Badge != "Not comparable" || !k.Caution {
		t.Errorf("%+v", k)
	}
	if k := c.tileCaption(storage.Photo{ID: "unfair", View: "frontal", Phase: storage.PhaseHealing}, 1); k.Badge != phaseName(storage.PhaseHealing) || !k.Caution {
		t.Errorf("%+v", k)
	}
	if k := c.tileCaption(c.rows[0].cells[0][1], 1); k.Badge != "" {
		t.Errorf("%+v", k)
	}
}
