package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

func TestToolsYieldInTheirOrder(t *testing.T) {
	tool := func(w float32) fyne.CanvasObject {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(w, 40))
		return r
	}
	objects := []fyne.CanvasObject{tool(10), tool(100), tool(100), tool(100)}
	c := container.New(yielding{title: 150, keep: []int{2, 3, 1}}, objects...)
	for width, want := range map[float32][3]bool{
		470: {true, true, true}, 460: {false, true, true}, 300: {false, true, false},
	} {
		c.Resize(fyne.NewSize(width, 50))
		for i, visible := range want {
			if objects[i+1].Visible() != visible {
				t.Errorf("%v wide: tool %d visible %v", width, i+1, !visible)
			}
		}
		if last := objects[2]; last.Visible() && last.Position().X+100 > width {
			t.Errorf("%v wide: a tool ends at %v", width, last.Position().X+100)
		}
		if objects[0].Size().Width < 150 {
			t.Errorf("%v wide: the title has %v", width, objects[0].Size().Width)
		}
	}
	if m := c.MinSize(); m.Width != 250 {
		t.Errorf("at least %v wide", m.Width)
	}
}

func TestTheSizeOfPhotosYieldsToTheName(t *testing.T) {
	a, off := openedApp(t, func(l *storage.Library) {
		c, err := l.CreateClient(storage.Client{Name: "Maria Stella Vaccaro"})
		if err == nil {
			_, err = l.CreateSession(storage.Session{ClientID: c.ID, Date: day("2026-03-03"), Kind: storage.KindBaseline})
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	a.win.Resize(fyne.NewSize(1280, 800))
	all, err := a.lib.Clients()
	if err != nil {
		t.Fatal(err)
	}
	a.showTimeline(all[0].ID)
	a.settle(off)
	a.objects(func(o fyne.CanvasObject) {
		if l, ok := o.(*widget.Label); ok && l.Text == "Maria Stella Vaccaro" && l.Size().Width < wideAs(l) {
			t.Errorf("the name has %v of %v", l.Size().Width, wideAs(l))
		}
	})
}

func TestQuestionsGrowWithTheirText(t *testing.T) {
	a, _ := openedApp(t, nil)
	width := func() float32 { return container.New(minWidth(500), widget.NewLabel("")).MinSize().Width }
	plain := width()
	a.enlarge(150)
	if large := width(); plain != 500 || large != 750 {
		t.Errorf("%v wide, %v with text at 150 %%", plain, large)
	}
}
