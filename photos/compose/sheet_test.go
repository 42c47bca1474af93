package compose_test

import (
	"image"
	"testing"

	"skinline/photos/compose"
)

func TestTimelineLooksAsDrawn(t *testing.T) {
	s := compose.NewStyle(600)
	s.Mark = "aligned by points; no retouching"
	golden(t, compose.Timeline(compose.Sheet{
		Title: "C-0142", Subtitle: "Fitzpatrick III · acne scars",
		Columns: []compose.Column{
			{Title: "Baseline", Date: "3 Mar 2026"}, {Title: "Session 1", Date: "10 Mar 2026", Since: "7 days"}, {Title: "Session 2", Date: "14 Apr 2026", Since: "42 days"},
		},
		Rows: []compose.Row{
			{Title: "Frontal", Cells: []*image.RGBA{photo(120, 150, 60), nil, photo(120, 150, 120)}},
			{Title: "Cheek left, close", Cells: []*image.RGBA{photo(120, 90, 60), photo(120, 90, 90)}},
		},
		Facts: []compose.Fact{
			{Title: "Depth mm", Cells: []string{"", "cheek 1.0\nforehead 0.5", "cheek 1.25\nforehead 0.5"}},
			{Title: "Notes", Cells: []string{"", "tolerated well, slight dryness for two days, moisturiser advised, nothing else to note, come back in five weeks"}},
		},
	}, s), "sheet.png")
}

func TestTimelineTakesWhatIsMissing(t *testing.T) {
	for name, sheet := range map[string]compose.Sheet{
		"nothing":          {},
		"title only":       {Title: "C-0142"},
		"columns only":     {Columns: []compose.Column{{Title: "Session 1"}}},
		"rows only":        {Rows: []compose.Row{{Title: "Frontal", Cells: []*image.RGBA{photo(40, 50, 0)}}}},
		"row of no photos": {Columns: make([]compose.Column, 2), Rows: []compose.Row{{Title: "Frontal", Cells: make([]*image.RGBA, 2)}}},
		"too many cells":   {Columns: make([]compose.Column, 1), Rows: []compose.Row{{Cells: make([]*image.RGBA, 9)}}, Facts: []compose.Fact{{Cells: make([]string, 9)}}},
	} {
		if out := compose.Timeline(sheet, compose.NewStyle(300)); out.Rect.Empty() {
			t.Errorf("%s: empty picture", name)
		}
	}
}
