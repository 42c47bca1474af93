package view

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestToastsLeaveByThemselvesAndTheNewestWins(t *testing.T) {
	lit(t, "dark")
	toasts, clock := NewToasts(), &handClock{}
	toasts.pause.clock = clock.clock
	onStage(t, toasts.Overlay(), 800, 500)
	toasts.Show("Saved.")
	toasts.Show("Imported 4 photos.")
	if toasts.Text() != "Imported 4 photos." || len(clock.due) != 1 {
		t.Errorf("shows %q, %d clocks run", toasts.Text(), len(clock.due))
	}
	clock.strike()
	if toasts.Text() != "" {
		t.Errorf("still shows %q", toasts.Text())
	}
}

func TestUndoIsDoneOnceAndHidesTheToast(t *testing.T) {
	lit(t, "dark")
	toasts, clock := NewToasts(), &handClock{}
	toasts.pause.clock = clock.clock
	onStage(t, toasts.Overlay(), 800, 500)
	undone := 0
	toasts.ShowAction("Photo moved to the trash.", "Undo", func() { undone++ })
	test.Tap(toasts.action)
	if undone != 1 || toasts.Text() != "" {
		t.Errorf("undone %d times, shows %q", undone, toasts.Text())
	}
}

// What lies under the overlay is still tapped, beside the toast.
func TestToastsDoNotCoverTheScreen(t *testing.T) {
	lit(t, "dark")
	toasts, tapped := NewToasts(), 0
	toasts.pause.clock = (&handClock{}).clock
	button := widget.NewButton("Below", func() { tapped++ })
	win, _ := onStage(t, container.NewStack(button, toasts.Overlay()), 800, 500)
	toasts.ShowAction("Photo moved to the trash.", "Undo", func() {})
	test.TapCanvas(win.Canvas(), fyne.NewPos(100, 100))
	if tapped != 1 {
		t.Errorf("tapped %d times", tapped)
	}
	if low := toasts.card.Position().Y + toasts.card.Size().Height; low > 500 || toasts.card.Size().Height < 40 {
		t.Errorf("the toast is %v high and ends at %v", toasts.card.Size().Height, low)
	}
}
