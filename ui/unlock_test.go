package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"skinline/storage"
)

func TestWindowShowsBeforeTheLibraryIsOpen(t *testing.T) {
	a, off := stageApp(t, Options{Library: newLibrary(t, nil), Passphrase: secret})
	if _, ok := a.screen.(*unlockScreen); !ok || a.lib != nil {
		t.Fatalf("screen is %T with library %v, not waiting for it", a.screen, a.lib)
	}
	a.settle(off)
	if a.lib == nil {
		t.Fatal("the library did not open")
	}
}

func TestWrongSecretsAllGetTheSameAnswer(t *testing.T) {
	a, off := stageApp(t, Options{Library: newLibrary(t, nil)})
	var answers []string
	for _, wrong := range []string{"x", secret + " ", "AGE-SECRET-KEY-1"} {
		s := a.screen.(*unlockScreen)
		test.Type(s.secret, wrong)
		press(t, a, "Unlock")
		a.settle(off)
		answers = append(answers, s.said.label.Text)
		s.secret.SetText("")
	}
	for _, answer := range answers {
		if answer == "" || answer != answers[0] {
			t.Errorf("answers differ: %q", answers)
		}
	}
}

func TestPassphraseOpensTheClients(t *testing.T) {
	var remembered string
	dir := newLibrary(t, nil)
	a, off := stageApp(t, Options{Library: dir, Remember: func(dir string) { remembered = dir }})
	s := a.screen.(*unlockScreen)
	test.Type(s.secret, secret)
	s.secret.OnSubmitted(s.secret.Text)
	a.settle(off)
	if _, ok := a.screen.(*clientsScreen); !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	if remembered != dir {
		t.Errorf("remembered %q, want %q", remembered, dir)
	}
	if s.secret.Text != "" {
		t.Error("the passphrase stays in the entry")
	}
}

func TestSecondSkinlineIsToldSo(t *testing.T) {
	dir := newLibrary(t, nil)
	other, err := storage.Open(dir, secret)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	a, off := stageApp(t, Options{Library: dir, Passphrase: secret})
	a.settle(off)
	if !a.says("open in another Skinline") {
		t.Error("the window does not say that the library is open elsewhere")
	}
}

func TestLockedLibraryOpensAgain(t *testing.T) {
	a, off := openedApp(t, nil)
	choose(t, a, "Lock")
	if !a.isLocked() {
		t.Fatal("lock does not leave the clients at once")
	}
	a.settle(off)
	if !a.lib.Locked() {
		t.Fatal("the library still holds its keys")
	}
	s := a.screen.(*unlockScreen)
	s.submit(secret)
	a.settle(off)
	if a.isLocked() || a.lib.Locked() {
		t.Error("the library did not open again")
	}
}

func TestFirstRunCreatesALibraryInThreeSteps(t *testing.T) {
	a, off := stageApp(t, Options{})
	s := a.screen.(*createScreen)
	s.options = storage.Options{WorkFactor: 4}
	dir := t.TempDir() + "/new"
	s.place.entry.SetText(dir)
	press(t, a, "Next")
	s.first.SetText(secret)
	s.again.SetText("something else")
	press(t, a, "Create the library")
	if !a.says("not the same") || storage.IsLibrary(dir) {
		t.Fatal("two different passphrases made a library")
	}
	s.again.SetText(secret)
	press(t, a, "Create the library")
	a.settle(off)
	if !a.says("Keep the recovery key") {
		t.Fatal("the recovery key is not shown")
	}
	press(t, a, "Continue")
	if a.screen != screen(s) {
		t.Fatal("goes on before the key was written down")
	}
	s.next.Enable()
	press(t, a, "Continue")
	a.settle(off)
	if !a.says("No clients yet") {
		t.Error("an empty library does not say what to do")
	}
}
