package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"skinline/storage"
)

func TestEscapeInAFieldGivesTheQuestionUp(t *testing.T) {
	a, _ := openedApp(t, nil)
	a.editClient(storage.Client{}, func(storage.Client) { t.Error("a client was stored") })
	name, ok := a.win.Canvas().Focused().(*entry)
	if !ok {
		t.Fatalf("the keyboard is at %T", a.win.Canvas().Focused())
	}
	name.TypedRune('M')
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if name.Text != "M" || a.modal != nil || a.win.Canvas().Overlays().Top() != nil {
		t.Errorf("the question is still open, its field holds %q", name.Text)
	}
}
