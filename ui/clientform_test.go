package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"skinline/storage"
)

func TestACancelledClientFormCanBeTakenBack(t *testing.T) {
	a, off := openedApp(t, nil)
	stored := ""
	a.editClient(storage.Client{}, func(c storage.Client) { stored = c.Name })
	pressKey(a, fyne.KeyEscape)
	if len(a.deeds.done) != 0 {
		t.Error("an untouched form leaves something to undo")
	}
	a.editClient(storage.Client{}, func(c storage.Client) { stored = c.Name })
	a.win.Canvas().Focused().(*entry).SetText("Mira Example")
	pressKey(a, fyne.KeyEscape)
	if a.modal != nil || stored != "" {
		t.Fatal("Escape does not close the form")
	}
	a.undoLast()
	a.settle(off)
	name, ok := a.win.Canvas().Focused().(*entry)
	if !ok || name.Text != "Mira Example" {
		t.Fatalf("the form does not come back as it was: %v", name)
	}
	name.OnSubmitted(name.Text)
	a.settle(off)
	if stored != "Mira Example" {
		t.Errorf("stored %q", stored)
	}
}
