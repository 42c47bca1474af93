package view

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestANoticeStaysInItsCornerUntilItIsPutOff(t *testing.T) {
	lit(t, "dark")
	n, below, done, off := NewNotice(), 0, 0, 0
	button := widget.NewButton("Below", func() { below++ })
	win, _ := onStage(t, container.NewStack(button, n.Overlay()), 800, 500)
	n.Show("3 new photos", "Review", func() { done++ }, "Later", func() { off++ })
	at, size := n.card.Position(), n.card.Size()
	if at.X < 300 || at.Y < 400 || at.X+size.Width > 800 || at.Y+size.Height > 500 {
		t.Errorf("the notice lies at %v and is %v", at, size)
	}
	test.TapCanvas(win.Canvas(), fyne.NewPos(100, 100))
	test.Tap(n.answer)
	if below != 1 || done != 1 || n.Text() != "3 new photos" {
		t.Errorf("below tapped %d times, answered %d times, says %q", below, done, n.Text())
	}
	test.Tap(n.away)
	if off != 1 || n.Text() != "" {
		t.Errorf("put off %d times, says %q", off, n.Text())
	}
	n.Show("Only to be known", "", nil, "Later", func() {})
	if n.answer.Visible() {
		t.Error("there is a button for nothing")
	}
}
