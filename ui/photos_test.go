package ui

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/phantom"
	"skinline/storage"
	"skinline/ui/view"
)

// shoot writes a simulated photo.
func shoot(t *testing.T, dir, name string, shot phantom.Shot) string {
	t.Helper()
	shot.Width, shot.Height = 80, 100
	data, err := phantom.Subject{Seed: 3, Concern: phantom.AcneScars}.JPEG(shot)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func tilted() phantom.Pose { return phantom.Pose{Scale: 1.1, Degrees: 6, DX: .02, DY: -.01} }

// withPhotos opens the timeline of a client with two frontal photos, the
// second tilted.
func withPhotos(t *testing.T) (*App, *offstage, *timelineScreen) {
	t.Helper()
	var client storage.ID
	a, off := openedApp(t, func(l *storage.Library) {
		c, err := l.CreateClient(storage.Client{Name: "Anna Berg", Code: "C-0001"})
		if err != nil {
			t.Fatal(err)
		}
		client = c.ID
		dir := t.TempDir()
		var items []storage.ImportItem
		for i, date := range []string{"2026-03-03", "2026-04-14"} {
			s, err := l.CreateSession(storage.Session{
				ClientID: c.ID, Date: day(date), Device: "pen, 12 pins", Notes: "tolerated well",
				Kind:  []storage.SessionKind{storage.KindBaseline, storage.KindTreatment}[i],
				Zones: []storage.ZoneTreatment{{Zone: "cheek", Depth: 1250, Endpoint: storage.EndpointPinpoint}},
			})
			if err != nil {
				t.Fatal(err)
			}
			shot := phantom.Shot{Taken: day(date).Time().Add(10 * time.Hour), NoiseSeed: int64(i)}
			if i == 1 {
				shot.Pose = tilted()
			}
			items = append(items, storage.ImportItem{Path: shoot(t, dir, date+".jpg", shot), Session: s.ID, View: "frontal", Phase: phaseOfKind(s.Kind)})
		}
		if err := l.Import(context.Background(), items, func(r storage.ImportResult) {
			if r.Err != nil {
				t.Error(r.Err)
			}
		}); err != nil {
			t.Fatal(err)
		}
	})
	a.showTimeline(client)
	a.settle(off)
	s, ok := a.screen.(*timelineScreen)
	if !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	return a, off, s
}

func TestTimelineShowsPhotosOverTheTreatment(t *testing.T) {
	_, _, s := withPhotos(t)
	for col, want := range []string{"Baseline", "Session 1"} {
		if got := s.columnHead(col); got.Title != want {
			t.Errorf("column %d is headed %q, want %q", col, got.Title, want)
		}
		if s.matrix.TileAt(0, col) == nil {
			t.Errorf("no tile in column %d", col)
		}
	}
	if got := s.fact(factDepth, 1).Text; got != "cheek 1.25" {
		t.Errorf("depth %q", got)
	}
	if got := s.fact(factEndpoint, 1).Text; got != "pinpoint bleeding" {
		t.Errorf("endpoint %q", got)
	}
	for _, slot := range s.tiles {
		if slot.want.photo != "" && s.a.loader.cache.get(slot.want) == nil {
			t.Error("a visible tile has no picture once all is quiet")
		}
	}
}

func TestLockTakesEveryPictureAway(t *testing.T) {
	a, off, s := withPhotos(t)
	a.lock()
	a.settle(off)
	if a.loader.cache.bytes != 0 {
		t.Error("pictures stay in memory")
	}
	for _, slot := range s.tiles {
		if slot.want.photo != "" {
			t.Error("a tile still wants a photo")
		}
	}
	if a.says("Anna Berg") {
		t.Error("the client's name is still on the screen")
	}
}

func TestImportReviewToTimelineAndBack(t *testing.T) {
	a, off, before := withPhotos(t)
	dir := t.TempDir()
	shoot(t, dir, "oblique left.jpg", phantom.Shot{Taken: day("2026-04-14").Time().Add(time.Hour), NoiseSeed: 9})
	shoot(t, dir, "IMG_1.jpg", phantom.Shot{Taken: day("2026-08-20").Time().Add(time.Hour), NoiseSeed: 10})
	shoot(t, dir, "again.jpg", phantom.Shot{Taken: day("2026-03-03").Time().Add(10 * time.Hour), NoiseSeed: 0})
	if err := os.WriteFile(filepath.Join(dir, "broken.jpg"), []byte("\xff\xd8\xff\xe0 not a photo"), 0o600); err != nil {
		t.Fatal(err)
	}
	before.dropped(before.matrix.Position(), []string{dir})
	a.settle(off)
	s, ok := a.screen.(*reviewScreen)
	if !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	byName := map[string]*arrival{}
	for _, i := range s.items {
		byName[filepath.Base(i.Path)] = i
	}
	if i := byName["oblique left.jpg"]; i == nil || i.view != "oblique-left" || i.session != before.c.sessions[1].ID || i.phase != storage.PhasePre {
		t.Errorf("oblique left: %+v", i)
	}
	if i := byName["IMG_1.jpg"]; i == nil || i.session != "" || i.newOn != day("2026-08-20") || i.phase != storage.PhaseFollowUp {
		t.Errorf("a photo months later: %+v", i)
	}
	if i := byName["again.jpg"]; i == nil || !i.skip || i.reason() == "" {
		t.Errorf("a duplicate: %+v", i)
	}
	if i := byName["broken.jpg"]; i == nil || !i.skip || i.reason() == "" {
		t.Errorf("an unreadable file: %+v", i)
	}
	press(t, a, "Import 2 photos")
	a.settle(off)
	after, ok := a.screen.(*timelineScreen)
	if !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	if len(after.c.photos) != 4 || len(after.c.sessions) != 3 {
		t.Fatalf("%d photos in %d sessions", len(after.c.photos), len(after.c.sessions))
	}
	press(t, a, "Undo")
	a.settle(off)
	if c := a.screen.(*timelineScreen).c; len(c.photos) != 2 || len(c.sessions) != 2 {
		t.Errorf("after undo %d photos in %d sessions", len(c.photos), len(c.sessions))
	}
}

func TestDropOnACellSaysWhereTo(t *testing.T) {
	a, off, s := withPhotos(t)
	path := shoot(t, t.TempDir(), "IMG_7.jpg", phantom.Shot{NoiseSeed: 12})
	s.a.importPhotos(s.c.client.ID, []string{path}, cellHint{s.c.sessions[0].ID, "cheek-left-close"})
	a.settle(off)
	i := a.screen.(*reviewScreen).items[0]
	if i.session != s.c.sessions[0].ID || i.view != "cheek-left-close" || i.phase != storage.PhaseBaseline {
		t.Errorf("went to %+v", i)
	}
}

func TestTwoPointsAlignAndUndoTakesItBack(t *testing.T) {
	a, off, s := withPhotos(t)
	_, latest, _ := s.ends()
	a.alignPhoto(s.c, latest)
	a.settle(off)
	e := a.screen.(*alignScreen)
	truth := phantom.True(phantom.Subject{Seed: 3, Concern: phantom.AcneScars},
		phantom.Shot{Width: 80, Height: 100, Pose: tilted()}, phantom.Shot{Width: 80, Height: 100})
	var pairs []align.Pair
	for _, p := range []photos.Point{{X: .2, Y: .3}, {X: .6, Y: .7}} {
		pairs = append(pairs, align.Pair{Photo: p, Reference: truth.Apply(p)})
	}
	e.moved(pairs[:1], true)
	if e.fitted {
		t.Error("one point places nothing")
	}
	e.moved(pairs, true)
	e.points.SetPairs(pairs)
	press(t, a, "Save")
	a.settle(off)
	stored, err := a.lib.Photo(latest.ID)
	if err != nil || stored.Alignment == nil {
		t.Fatalf("alignment %v, %v", stored.Alignment, err)
	}
	for _, p := range []photos.Point{{}, {X: .8, Y: 1}} {
		got, want := stored.Alignment.Transform.Apply(p), truth.Apply(p)
		if math.Hypot(got.X-want.X, got.Y-want.Y) > 1e-6 {
			t.Errorf("%v goes to %v, want %v", p, got, want)
		}
	}
	if got := a.screen.(*timelineScreen).c.tileCaption(stored, 1); got.Mark != view.MarkAligned {
		t.Errorf("the tile is marked %v", got.Mark)
	}
	press(t, a, "Undo")
	a.settle(off)
	if stored, err = a.lib.Photo(latest.ID); err != nil || stored.Alignment != nil {
		t.Errorf("after undo alignment %v, %v", stored.Alignment, err)
	}
}

func TestSavedComparisonNamesNobody(t *testing.T) {
	a, off, s := withPhotos(t)
	s.compareEnds()
	a.settle(off)
	c := a.screen.(*compareScreen)
	name := c.c.fileName(c.board.shown()) + ".png"
	if name != "C-0001_frontal_2026-03-03_2026-04-14.png" {
		t.Errorf("the file would be named %q", name)
	}
	out := filepath.Join(t.TempDir(), name)
	a.saveComparison(c.c, c.board.comparison(), savedWidths()[1], out, true)
	a.settle(off)
	img := openPNG(t, out)
	if w := img.Bounds().Dx(); w < 1200 {
		t.Errorf("the picture is %d pixels wide", w)
	}
	if _, wrong := pictureName("x.gif"); wrong == "" {
		t.Error("a name that is no picture was taken")
	}
}
