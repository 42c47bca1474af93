package ui

import (
	"image"
	"image/png"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

const secret = "correct horse battery"

// stageApp is a window under the software driver whose fyne.Do queues. It
// speaks English, whatever this system speaks.
func stageApp(t testing.TB, o Options) (*App, *offstage) {
	t.Helper()
	off := newOffstage(test.NewTempApp(t))
	off.Preferences().SetString(prefLanguage, "en")
	a := New(off, o)
	a.create = storage.Options{WorkFactor: 4}
	t.Cleanup(func() {
		a.close()
		off.driver.drain()
	})
	return a, off
}

func (a *App) settle(off *offstage) { off.settle(a.busy) }

// newLibrary makes a library with a low work factor and closes it.
func newLibrary(t testing.TB, fill func(l *storage.Library)) string {
	t.Helper()
	dir := t.TempDir() + "/library"
	l, _, err := storage.Create(dir, secret, storage.Options{WorkFactor: 4})
	if err != nil {
		t.Fatal(err)
	}
	if fill != nil {
		fill(l)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// opened is a window with an unlocked library.
func openedApp(t testing.TB, fill func(l *storage.Library)) (*App, *offstage) {
	t.Helper()
	a, off := stageApp(t, Options{Library: newLibrary(t, fill), Passphrase: secret})
	a.settle(off)
	if _, ok := a.screen.(*clientsScreen); !ok {
		t.Fatalf("screen is %T, not the clients", a.screen)
	}
	return a, off
}

// objects walks everything visible below o.
func objects(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			objects(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			objects(child, visit)
		}
	}
}

// everything visible in the window, questions on top included.
func (a *App) objects(visit func(fyne.CanvasObject)) {
	objects(a.win.Canvas().Content(), visit)
	for _, o := range a.win.Canvas().Overlays().List() {
		objects(o, visit)
	}
}

// says reports whether the window shows text.
func (a *App) says(text string) bool {
	found := false
	a.objects(func(o fyne.CanvasObject) {
		if l, ok := o.(*widget.Label); ok && strings.Contains(l.Text, text) {
			found = true
		}
	})
	return found
}

// press taps the button with text.
func press(t testing.TB, a *App, text string) {
	t.Helper()
	var b *widget.Button
	a.objects(func(o fyne.CanvasObject) {
		if found, ok := o.(*widget.Button); ok && found.Text == text {
			b = found
		}
	})
	if b == nil {
		t.Fatalf("no button %q", text)
	}
	test.Tap(b)
}

// choose runs the menu item with label, as its shortcut would.
func choose(t *testing.T, a *App, label string) {
	t.Helper()
	for _, m := range a.win.MainMenu().Items {
		for _, i := range m.Items {
			if i.Label == label {
				i.Action()
				return
			}
		}
	}
	t.Fatalf("no menu item %q", label)
}

// openPNG is a picture that was saved.
func openPNG(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}
