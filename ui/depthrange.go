package ui

import (
	"fyne.io/fyne/v2/lang"

	"skinline/storage"
)

// depthRange is the reference range of one zone in micrometres.
type depthRange struct{ least, most storage.Depth }

// referenceDepths are the depths published for pens and manual needling: the
// conservative table of dermal clinics joined with a pen maker's table for
// thin and thick skin. Sources disagree; outside them the form says so and
// never refuses.
func referenceDepths() map[string]depthRange {
	return map[string]depthRange{
		"forehead":      {250, 750},
		"glabella":      {250, 1000},
		"periorbital":   {200, 500},
		"nose":          {250, 750},
		"malar":         {500, 1000},
		"cheek":         {500, 2000},
		"upper-lip":     {250, 750},
		"lower-lip":     {250, 750},
		"chin":          {500, 2000},
		"jawline":       {500, 2000},
		"neck-anterior": {250, 1000},
		"neck-lateral":  {250, 1000},
		"scalp":         {500, 1500},
	}
}

// depthNote is what to say about a depth in a zone, "" when there is nothing.
func depthNote(zone string, d storage.Depth) string {
	r, ok := referenceDepths()[zone]
	if !ok || d == 0 || d >= r.least && d <= r.most {
		return ""
	}
	return lang.L("Reference for {{.Zone}}: {{.Least}} to {{.Most}}", values{
		"Zone": zoneName(zone), "Least": decimal(r.least.Number()), "Most": depthText(r.most),
	})
}
