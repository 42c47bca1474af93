package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"skinline/storage"
	"skinline/ui/view"
)

// again is a new window on the library and with the preferences of a, which ends.
func again(t *testing.T, a *App, off *offstage) *App {
	t.Helper()
	dir := a.lib.Dir()
	a.end()
	off.driver.drain()
	b := New(off, Options{Library: dir, Passphrase: secret})
	t.Cleanup(func() {
		b.close()
		off.driver.drain()
	})
	b.settle(off)
	return b
}

func TestAClientsPageIsFoundAsItWasLeft(t *testing.T) {
	a, off, s := withPhotos(t)
	client := s.c.client.ID
	a.win.Resize(fyne.NewSize(700, 520))
	s.filter = courseFilter{phase: storage.PhaseBaseline, zone: "cheek"}
	s.refilter()
	s.matrix.SetTileSize(fyne.NewSize(333, 333*5/4))
	s.matrix.SetOffset(fyne.NewPos(40, 30))
	s.matrix.SetCursor(view.Cell{Row: 0, Col: 1})
	want := s.matrix.Offset()
	if want.IsZero() {
		t.Fatal("the timeline does not scroll")
	}
	a = again(t, a, off)
	if _, ok := a.screen.(*clientsScreen); !ok {
		t.Fatalf("starts with %T: a face that nobody asked for", a.screen)
	}
	a.showTimeline(client)
	a.settle(off)
	s = a.screen.(*timelineScreen)
	if s.matrix.TileSize().Width != 333 || s.matrix.Offset() != want || s.matrix.Cursor().Col != 1 {
		t.Errorf("photos %v wide at %v, cursor %v", s.matrix.TileSize().Width, s.matrix.Offset(), s.matrix.Cursor())
	}
	if s.filter.phase != storage.PhaseBaseline || s.filter.zone != "cheek" || len(s.c.photos) != len(s.whole.photos) {
		t.Errorf("filter %+v", s.filter)
	}
	if s.show.Text != "Not all shown" {
		t.Errorf("the button says %q though something is left out", s.show.Text)
	}
	s.matrix.SetTileSize(fyne.NewSize(s.fitted, s.fitted*5/4)) // as it fits: not kept
	a.lock()
	a.settle(off)
	var k keptPlace
	a.screen.(*unlockScreen).submit(secret)
	a.settle(off)
	if ok, err := a.lib.Setting(settingPlace(client), &k); !ok || err != nil || k.Tile != 0 || k.Phase != storage.PhaseBaseline {
		t.Errorf("what was left last is not kept when the library is locked: %+v, %v", k, err)
	}
}

func TestAFilterThatNamesNothingIsDropped(t *testing.T) {
	_, _, s := withPhotos(t)
	got := s.whole.possible(courseFilter{hidden: []storage.View{"frontal", "gone"}, phase: "gone", zone: "Wange", comparable: true})
	if len(got.hidden) != 0 || got.phase != "" || got.zone != "" || !got.comparable {
		t.Errorf("%+v", got)
	}
}

func TestPhotosAreComparedAsLastTime(t *testing.T) {
	a, off, c := comparing(t)
	client := c.c.client.ID
	c.choose(modeCurtain)
	c.divide(.25)
	c.guide(view.GuideThirds)
	a = again(t, a, off)
	a.showTimeline(client)
	a.settle(off)
	a.screen.(*timelineScreen).compareEnds()
	a.settle(off)
	b := a.screen.(*compareScreen).board
	if b.mode != modeCurtain || b.curtain != .25 || b.zoom.Guides() != view.GuideThirds {
		t.Errorf("mode %v, divider at %v, guides %v", b.mode, b.curtain, b.zoom.Guides())
	}
}

func TestHowPairsAreComparedIsNotHowManyAre(t *testing.T) {
	a, _, s := withPhotos(t)
	p := s.c.photos[0]
	for _, try := range []struct {
		kept mode
		n    int
		want mode
	}{
		{modeCurtain, 2, modeCurtain}, {modeFlip, 3, modeSide}, {modeGrid, 3, modeGrid}, {modeSide, 6, modeGrid}, {modeOnion, 6, modeGrid}, {99, 2, modeSide},
	} {
		b := newBoard(a, s.c, a.loader, slices.Repeat([]storage.Photo{p}, try.n))
		b.restore(comparePlace{Known: true, Mode: try.kept}, try.n)
		if b.mode != try.want {
			t.Errorf("%d photos, last time %v: %v, want %v", try.n, try.kept, b.mode, try.want)
		}
		if try.n > mostInRow {
			b.mode = modeSide
			if got := b.remember(comparePlace{Mode: modeFlip}).Mode; got != modeFlip {
				t.Errorf("how many are compared replaces how pairs are: %v", got)
			}
		}
		b.close()
	}
}

func TestTheListOfClientsKeepsItsOrder(t *testing.T) {
	a, off := openedApp(t, func(l *storage.Library) {
		for _, name := range []string{"Anna", "Bea"} {
			if _, err := l.CreateClient(storage.Client{Name: name}); err != nil {
				t.Fatal(err)
			}
		}
	})
	s := a.screen.(*clientsScreen)
	s.sortBy(byName) // the other way round
	a.settle(off)
	a = again(t, a, off)
	if s := a.screen.(*clientsScreen); s.found[0].Name != "Bea" || s.titles[byName].Text != "Name ↑" {
		t.Errorf("first is %s under %q", s.found[0].Name, s.titles[byName].Text)
	}
}
