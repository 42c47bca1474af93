package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func TestTightLinesKeepClearOfWrappedText(t *testing.T) {
	a, _ := stageApp(t, Options{})
	long, below := prose(strings.Repeat("pinpoint bleeding ", 12)), widget.NewLabel("notes")
	lines := container.New(tight{}, widget.NewLabel("title"), long, below)
	a.win.SetContent(lines)
	for _, width := range []float32{900, 150, 400} {
		lines.Resize(fyne.NewSize(width, 400))
		ends := long.Position().Y + long.MinSize().Height
		if at := below.Position().Y; at < ends-tightOverlap {
			t.Errorf("%v wide: the text ends at %v, the line below begins at %v", width, ends, at)
		}
		if height := lines.MinSize().Height; height < below.Position().Y+below.MinSize().Height {
			t.Errorf("%v wide: %v high, the last line begins at %v", width, height, below.Position().Y)
		}
	}
}
