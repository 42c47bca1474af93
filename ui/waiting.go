package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// waitScreen says what is going on when nothing else can be shown.
type waitScreen struct {
	text string
	bar  *widget.ProgressBar
	stop func() // nil: cannot be stopped
}

func newWaitScreen(text string) *waitScreen {
	return &waitScreen{text: text, bar: widget.NewProgressBar()}
}

func (s *waitScreen) content() fyne.CanvasObject {
	label := widget.NewLabel(s.text)
	label.Alignment = fyne.TextAlignCenter
	rows := container.NewVBox(label, s.bar)
	if s.stop != nil {
		rows.Add(widget.NewButton(lang.L("Cancel"), s.stop))
	}
	return card(420, rows)
}

func (s *waitScreen) progress(done, total int) {
	s.bar.SetValue(float64(done) / float64(max(total, 1)))
}

func (s *waitScreen) menus() []*fyne.Menu { return nil }
func (s *waitScreen) opened()             {}
func (s *waitScreen) left()               {}
