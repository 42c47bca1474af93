package ui

import (
	"testing"

	"skinline/storage"
)

func TestUndoAndRedoReachAcrossScreens(t *testing.T) {
	var client storage.ID
	a, off := openedApp(t, func(l *storage.Library) {
		c, err := l.CreateClient(storage.Client{Name: "Anna Berg"})
		if err != nil {
			t.Fatal(err)
		}
		client = c.ID
	})
	count := func() int {
		all, err := a.lib.Clients()
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	choose(t, a, "Remove client")
	a.settle(off)
	a.showTrash()
	a.settle(off)
	a.undoLast()
	a.settle(off)
	if count() != 1 {
		t.Fatal("undo did not bring the client back")
	}
	a.redoLast()
	a.settle(off)
	if count() != 0 {
		t.Fatal("redo did not remove the client again")
	}
	a.undoLast()
	a.settle(off)
	a.redoKey()
	a.settle(off)
	if count() != 0 {
		t.Fatal("Ctrl+Y did not remove the client again")
	}
	a.askCommand()
	a.undoKey()
	a.settle(off)
	if count() != 0 {
		t.Fatal("Ctrl+Z reached behind a question")
	}
	a.modal.hide()
	a.undoKey()
	a.settle(off)
	if _, err := a.lib.Client(client); err != nil {
		t.Fatalf("undo after redo: %v", err)
	}
	a.lock()
	a.settle(off)
	if len(a.deeds.done)+len(a.deeds.undone) != 0 {
		t.Error("what was done is remembered behind the lock")
	}
}
