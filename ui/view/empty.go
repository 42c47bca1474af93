package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// NewEmpty is what a screen without content shows in its middle: one sentence
// that teaches the next step and one button that takes it. Without words for
// the action there is no button.
func NewEmpty(sentence, action string, do func()) fyne.CanvasObject {
	words := widget.NewLabel(sentence)
	words.Alignment = fyne.TextAlignCenter
	words.SizeName = SizeTouch
	rows := container.NewVBox(words)
	if action != "" {
		button := widget.NewButton(action, do)
		button.Importance = widget.HighImportance
		rows.Add(container.New(layout.NewCustomPaddedLayout(12, 0, 0, 0), container.NewCenter(button)))
	}
	return container.NewCenter(rows)
}
