package ui

import (
	"math"
	"testing"

	"skinline/storage"
)

func TestDepthPlotDrawsZonesTreatedTwice(t *testing.T) {
	zones := func(cheek, chin storage.Depth) []storage.ZoneTreatment {
		all := []storage.ZoneTreatment{{Zone: "cheek", Depth: cheek}}
		if chin > 0 {
			all = append(all, storage.ZoneTreatment{Zone: "chin", Depth: chin})
		}
		return all
	}
	c := &course{sessions: []storage.Session{
		{Kind: storage.KindBaseline},
		{Kind: storage.KindTreatment, Zones: zones(1000, 0)},
		{Kind: storage.KindTreatment, Zones: zones(1500, 500)},
		{Kind: storage.KindFollowUp},
	}}
	p := c.depthPlot()
	if p == nil || len(p.Series) != 1 {
		t.Fatalf("plot %+v, want the cheek alone", p)
	}
	got := p.Series[0].Values
	if !math.IsNaN(got[0]) || got[1] != 1 || got[2] != 1.5 || !math.IsNaN(got[3]) || p.Most != 1.5 {
		t.Errorf("values %v up to %v", got, p.Most)
	}
	if !p.Marked(0) || p.Marked(1) || !p.Marked(3) {
		t.Error("visits without treatment are not marked, or treatments are")
	}
	c = &course{sessions: c.sessions[:2]}
	if c.depthPlot() != nil {
		t.Error("one value makes a plot")
	}
}
