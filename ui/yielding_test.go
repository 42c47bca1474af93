package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

func TestToolsYieldInTheirOrder(t *testing.T) {
	tool := func(w float32) fyne.CanvasObject {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(w, 40))
		return r
	}
	objects := []fyne.CanvasObject{tool(10), tool(100), tool(100), tool(100)}
	c := container.New(yielding{title: 150, keep: []int{2, 3, 1}}, objects...)
	for width, want := range map[float32][3]bool{
		470: {true, true, true}, 460: {false, true, true}, 300: {false, true, false},
	} {
		c.Resize(fyne.NewSize(width, 50))
		for i, visible := range want {
			if objects[i+1].Visible() != visible {
				t.Errorf("%v wide: tool %d visible %v", width, i+1, !visible)
			}
		}
		if last := objects[2]; last.Visible() && last.Position().X+100 > width {
			t.Errorf("%v wide: a tool ends at %v", width, last.Position().X+100)
		}
		if objects[0].Size().Width < 150 {
			t.Errorf("%v wide: the title has %v", width, objects[0].Size().Width)
		}
	}
	if m := c.MinSize(); m.Width != 250 {
		t.Errorf("at least %v wide", m.Width)
	}
}
