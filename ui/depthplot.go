package ui

import (
	"cmp"
	"math"
	"slices"

	"skinline/storage"
	"skinline/ui/view"
)

// depthPlot draws the depth of every zone over the sessions, the zone treated
// deepest first; nil when no zone was treated in two sessions.
func (c *course) depthPlot() *view.Plot {
	if c.plot == nil {
		p := c.newDepthPlot()
		c.plot = &p
	}
	if len(c.plot.Series) == 0 {
		return nil
	}
	return c.plot
}

func (c *course) newDepthPlot() view.Plot {
	type zone struct{ zone, side string }
	values := map[zone][]float64{}
	names := map[zone]string{}
	plot := view.Plot{Marked: func(col int) bool { return c.sessions[col].Kind != storage.KindTreatment }}
	for i, s := range c.sessions {
		for _, z := range s.Zones {
			if z.Depth == 0 {
				continue
			}
			k := zone{string(z.Zone), string(z.Side)}
			if values[k] == nil {
				values[k] = slices.Repeat([]float64{math.NaN()}, len(c.sessions))
			}
			depth := float64(z.Depth) / 1000
			values[k][i] = depth
			names[k] = zoneText(z)
			plot.Most = max(plot.Most, depth)
		}
	}
	for k, v := range values {
		if known := slices.DeleteFunc(slices.Clone(v), math.IsNaN); len(known) >= 2 {
			plot.Series = append(plot.Series, view.Series{Name: names[k], Values: v})
		}
	}
	slices.SortFunc(plot.Series, func(a, b view.Series) int {
		return cmp.Or(cmp.Compare(deepest(b), deepest(a)), cmp.Compare(a.Name, b.Name))
	})
	return plot
}

// deepest is the largest value of a series.
func deepest(s view.Series) float64 {
	return slices.Max(slices.DeleteFunc(slices.Clone(s.Values), math.IsNaN))
}
