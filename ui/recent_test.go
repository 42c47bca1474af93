package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// offered are the recent clients of the menu.
func (a *App) offeredClients() []string {
	labels := []string{}
	for _, c := range commands(a.win.MainMenu().Items) {
		if label, ok := strings.CutPrefix(c.path, "Library › Recent clients › "); ok {
			labels = append(labels, label)
		}
	}
	return labels
}

func TestRecentClientsAreInTheMenuAndTheLibraryAlone(t *testing.T) {
	var ids []storage.ID
	a, off := openedApp(t, func(l *storage.Library) {
		for _, name := range []string{"Anna Berg", "Bea Costa", "Carl Dahl"} {
			c, err := l.CreateClient(storage.Client{Name: name})
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, c.ID)
		}
	})
	expect := func(want ...string) {
		t.Helper()
		if got := a.offeredClients(); !slices.Equal(got, want) {
			t.Errorf("the menu offers %q, want %q", got, want)
		}
	}
	expect()
	for _, id := range []storage.ID{ids[0], ids[1], ids[0]} {
		a.showTimeline(id)
		a.settle(off)
	}
	expect("Bea Costa · C-0002")
	a.showClients()
	a.settle(off)
	expect("Anna Berg · C-0001", "Bea Costa · C-0002")
	a.lock()
	a.settle(off)
	if a.recent != nil {
		t.Error("names are kept while locked")
	}
	a.screen.(*unlockScreen).submit(secret)
	a.settle(off)
	expect("Anna Berg · C-0001", "Bea Costa · C-0002")
	a.hideNames()
	a.settle(off)
	expect("C-0001", "C-0002")
	if a.says("Anna Berg") {
		t.Error("privacy mode shows a name")
	}
	a.hideNames()
	a.settle(off)
	press(t, a, "Bea Costa")
	a.settle(off)
	if s, ok := a.screen.(*timelineScreen); !ok || s.c.client.ID != ids[1] {
		t.Fatalf("screen is %T", a.screen)
	}
	if _, err := a.lib.RemoveClient(ids[0]); err != nil {
		t.Fatal(err)
	}
	a.showClients()
	a.settle(off)
	expect("Bea Costa · C-0002")
	a.app.Preferences().(interface{ ReadValues(func(map[string]any)) }).ReadValues(func(all map[string]any) {
		for name, value := range all {
			if text := fmt.Sprint(name, value); strings.Contains(text, "Berg") || strings.Contains(text, string(ids[0])) {
				t.Errorf("preference %s tells of a client", name)
			}
		}
	})
}

func TestWhatDoesNotFitIsLeftOut(t *testing.T) {
	stageApp(t, Options{})
	objects := []fyne.CanvasObject{widget.NewLabel("Recent"), widget.NewButton("Anna Berg", nil), widget.NewButton("Bea Costa", nil)}
	c := container.New(fitting{}, objects...)
	all := objects[0].MinSize().Width + objects[1].MinSize().Width + objects[2].MinSize().Width + 2*toolGap
	for _, try := range []struct {
		width float32
		want  []bool
	}{{all, []bool{true, true, true}}, {all - 1, []bool{true, true, false}}, {objects[0].MinSize().Width, []bool{true, false, false}}, {all, []bool{true, true, true}}} {
		c.Resize(fyne.NewSize(try.width, 40))
		for i, o := range objects {
			if o.Visible() != try.want[i] {
				t.Errorf("at %v object %d visible: %v", try.width, i, o.Visible())
			}
		}
	}
}
