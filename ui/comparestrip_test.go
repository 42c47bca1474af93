package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestPartsOfTheStripNeverLieOnEachOther(t *testing.T) {
	test.NewTempApp(t)
	part := func(w float32) *fyne.Container { return container.New(fill{fyne.NewSize(w, 40)}) }
	ground, button, state, facts, bar, zoom := part(0), part(90), part(10), part(200), part(620), part(260)
	c := container.New(stripLayout{}, ground, button, state, facts, bar, zoom)
	for _, annotating := range []bool{false, true} {
		facts.Hidden, bar.Hidden = annotating, !annotating
		middle := facts
		if annotating {
			middle = bar
		}
		for width := float32(740); width < 1700; width += 13 {
			c.Resize(fyne.NewSize(width, 44))
			c.Layout.Layout(c.Objects, c.Size())
			at := float32(0)
			for _, o := range []fyne.CanvasObject{button, state, middle, zoom} {
				if !o.Visible() {
					continue
				}
				if o.Position().X < at-.01 || o.Position().X+o.Size().Width > width+.01 {
					t.Fatalf("at width %v a part of %v lies at %v", width, o.Size(), o.Position())
				}
				at = o.Position().X + o.Size().Width
			}
			if want := 90 + 2*stripGap + middle.MinSize().Width + 260; zoom.Visible() != (width >= want) {
				t.Errorf("at width %v the zoom is there: %v", width, zoom.Visible())
			}
		}
	}
	if c.MinSize().Height != 40 {
		t.Errorf("the strip is %v high", c.MinSize().Height)
	}
}
