package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

func TestChoicesOfAZoneFitTheirColumnsInEveryLanguage(t *testing.T) {
	a, _ := stageApp(t, Options{})
	t.Cleanup(func() { a.speak("en") })
	var cells []fyne.CanvasObject
	for range 7 {
		cells = append(cells, gap(canvas.NewRectangle(nil)))
	}
	const margins = 2 * 24
	container.New(zoneColumns(), cells...).Resize(fyne.NewSize(1280-margins, 40))
	arrow := theme.IconInlineSize() + 3*theme.InnerPadding()
	for _, l := range languages() {
		a.speak(l.code)
		for column, choices := range map[int][]string{1: texts(sides(), sideName), 4: texts(endpoints(), endpointName)} {
			room := cells[column].(*fyne.Container).Objects[0].Size().Width - arrow
			for _, c := range choices {
				if w := fyne.MeasureText(c, theme.TextSize(), fyne.TextStyle{}).Width; w > room {
					t.Errorf("%s: %q is %.0f wide, there is room for %.0f", l.code, c, w, room)
				}
			}
		}
	}
}
