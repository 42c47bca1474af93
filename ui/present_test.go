package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/storage"
)

// photosIn counts the pictures a window shows, and collects its words.
func photosIn(win fyne.Window) (pictures int, words string) {
	objects(win.Content(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Image:
			if o.Image != nil {
				pictures++
			}
		case *canvas.Text:
			words += o.Text + "\n"
		case *widget.Label:
			words += o.Text + "\n"
		}
	})
	return pictures, words
}

func presenting(t *testing.T) (*App, *offstage, *compareScreen, *presentation) {
	t.Helper()
	a, off, c := comparing(t)
	typed(a, fyne.KeyD)
	a.settle(off)
	if a.shown == nil {
		t.Fatal("no display for the client")
	}
	return a, off, c, a.shown
}

func TestClientSeesTheSameAndNoName(t *testing.T) {
	a, off, c, p := presenting(t)
	for _, m := range []mode{modeCurtain, modeOnion, modeFlip, modeGrid, modeSide} {
		c.choose(m)
		c.board.zoom.At(photos.Point{X: .4, Y: .5}, 1.3)
		c.hold(fyne.KeySpace, true)
		a.settle(off)
		if p.board.arrangement != c.board.arrangement {
			t.Errorf("the client sees %+v, the window shows %+v", p.board.arrangement, c.board.arrangement)
		}
		if got, want := p.board.zoom.Viewport(), c.board.zoom.Viewport(); got.Factor != want.Factor || got.Centre != want.Centre {
			t.Errorf("mode %d: the client sees %v x at %v, the window %v x at %v", m, got.Factor, got.Centre, want.Factor, want.Centre)
		}
		pictures, words := photosIn(p.win)
		if pictures == 0 {
			t.Errorf("mode %d: no photo", m)
		}
		if strings.Contains(words, "Anna") || strings.Contains(words, "C-0001") || strings.Contains(p.win.Title(), "Anna") {
			t.Errorf("the client's display says %q", words)
		}
		if !strings.Contains(words, "2026") {
			t.Errorf("mode %d: no date in %q", m, words)
		}
	}
	c.board.panes[1].pane.SetOffset(photos.Point{X: .1})
	c.board.panes[1].pane.OnShifted()
	c.step(-1)
	a.settle(off)
	for i, pane := range p.board.panes {
		if pane.photo.ID != c.ids()[i] || pane.pane.Offset() != c.board.panes[i].pane.Offset() {
			t.Errorf("photo %d is another one, or elsewhere", i)
		}
	}
}

func TestOneKeyBlanksTheClientsDisplay(t *testing.T) {
	for _, from := range []string{"window", "display", "another program"} {
		a, off, c, p := presenting(t)
		switch from {
		case "window":
			typed(a, fyne.KeyB)
		case "display":
			p.typedKey(&fyne.KeyEvent{Name: fyne.KeyB})
		default:
			c.blanksAway()
			p.away()
			defer c.blanksAway()
		}
		if n, words := photosIn(p.win); n != 0 || strings.TrimSpace(words) != "" {
			t.Errorf("%s: %d photos and %q are left", from, n, words)
		}
		typed(a, fyne.KeyC)
		a.settle(off)
		if n, _ := photosIn(p.win); n != 0 {
			t.Errorf("%s: another mode shows photos again", from)
		}
		typed(a, fyne.KeyB)
		a.settle(off)
		if n, _ := photosIn(p.win); n == 0 {
			t.Errorf("%s: B does not show the photos again", from)
		}
	}
}

func TestLockDestroysTheClientsDisplay(t *testing.T) {
	a, off, _, p := presenting(t)
	board := p.board
	a.lock()
	if n, _ := photosIn(p.win); n != 0 || a.shown != nil {
		t.Error("the display is still there")
	}
	a.settle(off)
	for _, w := range off.Driver().AllWindows() {
		if w == p.win {
			t.Error("the window is still open")
		}
	}
	for _, pane := range board.panes {
		if pane.exact.want.photo != "" || pane.base.want.photo != "" {
			t.Error("a picture is still wanted")
		}
	}
}

func TestDisplayGoesBlankWithTheComparisonAndWaitsForItsClient(t *testing.T) {
	a, off, c, p := presenting(t)
	c.back()
	a.settle(off)
	if n, _ := photosIn(p.win); n != 0 || p.board != nil {
		t.Error("the display shows photos without a comparison")
	}
	timeline := a.screen.(*timelineScreen)
	timeline.compareEnds()
	a.settle(off)
	if n, _ := photosIn(p.win); n == 0 {
		t.Error("the same client's comparison is not shown again")
	}
	a.screen.(*compareScreen).back()
	a.settle(off)
	other := *a.screen.(*timelineScreen).c
	other.client = storage.Client{ID: "another", Name: "Berta Clausen"}
	a.compare(&other, other.photos)
	a.settle(off)
	if n, _ := photosIn(p.win); n != 0 {
		t.Error("another client's photos are shown without being asked for")
	}
}
