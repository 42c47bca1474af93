package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"skinline/photos"
	"skinline/storage"
)

// pressKey gives a key to whoever a window would give it to.
func pressKey(a *App, key fyne.KeyName) {
	if f := a.win.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: key})
		return
	}
	a.typedKey(&fyne.KeyEvent{Name: key})
}

func TestEscapeClosesAQuestionFromAllOfItsFields(t *testing.T) {
	a, off, s := withPhotos(t)
	for name, ask := range map[string]func(){
		"import":   func() { a.askPaths(s.c.client.ID, cellHint{}) },
		"watch":    a.askWatch,
		"save":     func() { a.askSave(s.c, sideBySide(s.c), false) },
		"original": func() { s.saveOriginal(s.c.photos[0]) },
		"client":   func() { a.editClient(s.c.client, func(storage.Client) {}) },
		"filter":   s.askFilter,
		"pick":     func() { a.pick(t.TempDir(), true, func([]string) {}) },
	} {
		ask()
		var fields []fyne.Focusable
		a.objects(func(o fyne.CanvasObject) {
			switch f := o.(type) {
			case *entry, *formSelect, *formCheck, *notesEntry:
				fields = append(fields, f.(fyne.Focusable))
			}
		})
		if len(fields) == 0 {
			t.Errorf("%s: no field that knows Escape", name)
		}
		a.modal.hide()
		for i := range fields {
			ask()
			a.settle(off)
			n := 0
			a.objects(func(o fyne.CanvasObject) {
				switch f := o.(type) {
				case *entry, *formSelect, *formCheck, *notesEntry:
					if n == i {
						a.win.Canvas().Focus(f.(fyne.Focusable))
					}
					n++
				}
			})
			pressKey(a, fyne.KeyEscape)
			if a.modal != nil || a.win.Canvas().Overlays().Top() != nil {
				t.Errorf("%s: Escape in field %d leaves it open", name, i)
			}
			if a.screen != screen(s) {
				t.Fatalf("%s: Escape left the screen too", name)
			}
		}
	}
}

func TestEscapeClosesTheUppermostQuestionOnly(t *testing.T) {
	a, off, s := withPhotos(t)
	a.askSave(s.c, sideBySide(s.c), false)
	below := a.modal
	a.pick(t.TempDir(), false, func([]string) {})
	a.settle(off)
	pressKey(a, fyne.KeyEscape)
	if a.modal != below {
		t.Error("not the question below")
	}
	pressKey(a, fyne.KeyEscape)
	if a.modal != nil {
		t.Error("the question below stays")
	}
}

// sideBySide is a comparison of all photos of c.
func sideBySide(c *course) comparison {
	return comparison{shown: c.photos, offsets: make([]photos.Point, len(c.photos)), columns: len(c.photos)}
}
