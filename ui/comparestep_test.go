package ui

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"skinline/photos"
	"skinline/photos/phantom"
	"skinline/storage"
)

func TestPinnedPhotoStaysWhileTheOtherSteps(t *testing.T) {
	a, off, c := comparing(t)
	first, latest := c.ids()[0], c.ids()[1]
	if c.board.pinned != 0 {
		t.Error("the baseline is not pinned")
	}
	c.activate(0)
	c.step(-1)
	a.settle(off)
	if ids := c.ids(); ids[0] != first || ids[1] != first {
		t.Errorf("stepping back should bring the first photo beside the pinned one: %v", ids)
	}
	c.step(-1)
	c.step(1)
	if c.ids()[1] != latest {
		t.Error("stepping forth should bring the latest back")
	}
	typed(a, fyne.KeyX)
	if ids := c.ids(); ids[0] != latest || ids[1] != first || c.board.active != 0 || c.board.pinned != 1 {
		t.Errorf("after a swap: %v, active %d, pinned %d", ids, c.board.active, c.board.pinned)
	}
	c.activate(1)
	typed(a, fyne.KeyP)
	if c.board.pinned != -1 {
		t.Error("P does not let the pinned photo go")
	}
}

func TestAnotherViewKeepsSessionsAndPlace(t *testing.T) {
	a, off, timeline := withPhotos(t)
	dir := t.TempDir()
	var items []storage.ImportItem
	for i, s := range timeline.c.sessions {
		path := shoot(t, dir, s.Date.String()+".jpg", phantom.Shot{NoiseSeed: int64(20 + i), Taken: s.Date.Time().Add(11 * time.Hour)})
		items = append(items, storage.ImportItem{Path: path, Session: s.ID, View: "oblique-left", Phase: storage.PhasePre})
	}
	if err := a.lib.Import(t.Context(), items, func(r storage.ImportResult) {
		if r.Err != nil {
			t.Error(r.Err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	timeline.reload()
	a.settle(off)
	timeline.compareEnds()
	a.settle(off)
	c := a.screen.(*compareScreen)
	c.board.zoom.At(photos.Point{X: .4, Y: .5}, 3)
	before := c.board.zoom.Viewport()
	typed(a, fyne.KeyPageDown)
	a.settle(off)
	if c.board.view != "oblique-left" {
		t.Fatalf("the view is %s", c.board.view)
	}
	for i, p := range c.board.panes {
		if p.photo.View != "oblique-left" || p.photo.SessionID != timeline.c.sessions[i].ID {
			t.Errorf("pane %d shows %s of another session", i, p.photo.View)
		}
	}
	now := c.board.zoom.Viewport()
	if now.Factor != before.Factor || math.Abs((now.Centre.X-now.Frame.X)/now.Frame.W-(before.Centre.X-before.Frame.X)/before.Frame.W) > 1e-9 {
		t.Errorf("the place changed: %+v, was %+v", now, before)
	}
	typed(a, fyne.KeyPageDown)
	if c.board.view != "frontal" {
		t.Error("the views do not come round")
	}
}
