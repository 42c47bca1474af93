package view

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestWidgetsAreBuiltAsDescribed(t *testing.T) {
	for name, build := range map[string]func() fyne.CanvasObject{
		"empty": func() fyne.CanvasObject { return NewEmpty("No clients yet.", "New client", func() {}) },
		"tile": func() fyne.CanvasObject {
			tile := NewTile(fyne.NewSize(160, 200))
			tile.SetCaption(Caption{Text: "14 Apr 2026", Badge: "Healing", Caution: true, Mark: MarkPoints})
			tile.SetSelected(true)
			return tile
		},
		"matrix": func() fyne.CanvasObject {
			m, _ := filled(t, 1, 2)
			return m
		},
	} {
		t.Run(name, func(t *testing.T) {
			lit(t, "light")
			win, _ := onStage(t, build(), 520, 420)
			test.AssertRendersToMarkup(t, name+".xml", win.Canvas())
		})
	}
}
