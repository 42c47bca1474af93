package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"skinline/storage"
)

func TestPaletteDoesWhatItsWordsSay(t *testing.T) {
	a, off := openedApp(t, func(l *storage.Library) {
		if _, err := l.CreateClient(storage.Client{Name: "Anna Berg"}); err != nil {
			t.Fatal(err)
		}
	})
	for _, c := range commands(a.win.MainMenu().Items) {
		if c.path == "" || c.do == nil {
			t.Errorf("an action %q that does nothing", c.path)
		}
	}
	choose(t, a, "All actions")
	search, ok := a.win.Canvas().Focused().(*searchEntry)
	if !ok {
		t.Fatalf("the keyboard is in %T", a.win.Canvas().Focused())
	}
	test.Type(search, "privacy")
	search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	a.settle(off)
	if !a.private || a.modal != nil {
		t.Error("the action was not done, or the list stays open")
	}
	if !a.says("C-0001") || a.says("Anna") {
		t.Error("privacy mode shows the name or no code")
	}
}

func TestPaletteClosesWithEscape(t *testing.T) {
	a, off := openedApp(t, nil)
	choose(t, a, "All actions")
	a.win.Canvas().Focused().(*searchEntry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	a.settle(off)
	if a.modal != nil {
		t.Error("the list stays open")
	}
}

func TestShortcutsAreWrittenAsOnTheKeys(t *testing.T) {
	if got := shortcutText(ctrlShift(fyne.KeyC)); got != "Ctrl+Shift+C" && got != "Shift+Cmd+C" {
		t.Errorf("it says %q", got)
	}
	if shortcutText(nil) != "" {
		t.Error("no shortcut has words")
	}
}
