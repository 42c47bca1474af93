package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// typeIn fills the entry under a label of the open question.
func typeIn(t *testing.T, a *App, label, text string) {
	t.Helper()
	var before *widget.Label
	var found *entry
	a.objects(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Label:
			before = o
		case *entry:
			if before != nil && before.Text == label && found == nil {
				found = o
			}
		}
	})
	if found == nil {
		t.Fatalf("no entry %q", label)
	}
	found.SetText(text)
}

func TestNewClientOpensItsTimeline(t *testing.T) {
	a, off := openedApp(t, nil)
	press(t, a, "Add a client")
	typeIn(t, a, "Name", "Zoë Müller")
	typeIn(t, a, "Concern", "acne scars")
	press(t, a, "Add client")
	a.settle(off)
	s, ok := a.screen.(*timelineScreen)
	if !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	if s.c.client.Name != "Zoë Müller" || s.c.client.Code == "" {
		t.Errorf("client %+v", s.c.client)
	}
	if a.win.Title() != title {
		t.Errorf("the window's title is %q", a.win.Title())
	}
	if !a.says("Record the first session") {
		t.Error("an empty timeline does not say what to do")
	}
}

func TestArrowsAndReturnOpenWhatWasFound(t *testing.T) {
	a, off := openedApp(t, func(l *storage.Library) {
		for _, name := range []string{"Anna Berg", "Berta Cohn", "Bert Dahl"} {
			if _, err := l.CreateClient(storage.Client{Name: name}); err != nil {
				t.Fatal(err)
			}
		}
	})
	s := a.screen.(*clientsScreen)
	test.Type(s.search, "bert")
	if len(s.found) != 2 {
		t.Fatalf("found %d", len(s.found))
	}
	s.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	want := s.found[1].Name
	s.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	a.settle(off)
	if timeline, ok := a.screen.(*timelineScreen); !ok || timeline.c.client.Name != want {
		t.Errorf("opened %T, want the timeline of %q", a.screen, want)
	}
}

func TestRemovedClientComesBack(t *testing.T) {
	a, off := openedApp(t, func(l *storage.Library) {
		if _, err := l.CreateClient(storage.Client{Name: "Anna Berg"}); err != nil {
			t.Fatal(err)
		}
	})
	choose(t, a, "Remove client")
	a.settle(off)
	if !a.says("No clients yet") {
		t.Fatal("the client is still there")
	}
	press(t, a, "Undo")
	a.settle(off)
	if s := a.screen.(*clientsScreen); len(s.found) != 1 {
		t.Error("undo did not bring the client back")
	}
}

func TestDeletingForGoodIsAskedFirst(t *testing.T) {
	a, off := openedApp(t, func(l *storage.Library) {
		c, err := l.CreateClient(storage.Client{Name: "Anna Berg"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.RemoveClient(c.ID); err != nil {
			t.Fatal(err)
		}
	})
	choose(t, a, "Trash")
	press(t, a, "Delete for good")
	if a.modal == nil {
		t.Fatal("nothing was asked")
	}
	press(t, a, "Keep")
	a.settle(off)
	if left, err := a.lib.Trash(); err != nil || len(left) != 1 {
		t.Fatalf("trash %v, %v", left, err)
	}
	press(t, a, "Delete for good")
	press(t, a, "Delete for good") // the one of the question, drawn last
	a.settle(off)
	if left, err := a.lib.Trash(); err != nil || len(left) != 0 {
		t.Errorf("trash %v, %v", left, err)
	}
}

func TestTheListOfClientsFitsALaptopInEveryLanguageAndSize(t *testing.T) {
	a, off := openedApp(t, func(l *storage.Library) {
		if _, err := l.CreateClient(storage.Client{Name: "Anna", Tags: []string{"a rather long tag of a client"}}); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { a.speak("en") })
	for _, l := range languages() {
		a.chooseLanguage(l.code)
		a.enlarge(150)
		a.settle(off)
		if w := a.win.Content().MinSize().Width; w > 1280 {
			t.Errorf("%s: at least %v wide", l.code, w)
		}
	}
}
