package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"skinline/photos/phantom"
	"skinline/storage"
	"skinline/storage/watch"
)

// until runs what is queued until so says so; the folder being watched is
// looked at again and again meanwhile.
func until(t *testing.T, a *App, off *offstage, what string, so func() bool) {
	t.Helper()
	end := time.Now().Add(20 * time.Second)
	off.settle(func() bool { return a.busy() || !so() && time.Now().Before(end) })
	if !so() {
		t.Fatalf("never %s", what)
	}
}

// watched is a window on a timeline with a folder being watched.
func watched(t *testing.T) (*App, *offstage, *timelineScreen, string) {
	t.Helper()
	a, off, s := withPhotos(t)
	a.watch.pause = 20 * time.Millisecond
	dir := t.TempDir()
	shoot(t, dir, "before.jpg", phantom.Shot{NoiseSeed: 100})
	begun := false
	a.watch.choose(dir, func(err error) {
		if err != nil {
			t.Fatal(err)
		}
		begun = true
	})
	until(t, a, off, "watching", func() bool { return begun })
	return a, off, s, dir
}

func arrive(t *testing.T, dir, name string, seed int64) string {
	return shoot(t, dir, name, phantom.Shot{Taken: day("2026-04-14").Time().Add(time.Duration(seed) * time.Minute), NoiseSeed: seed})
}

func TestNewPhotosOfTheFolderAreOfferedOnceAndLeftThere(t *testing.T) {
	a, off, s, dir := watched(t)
	first := arrive(t, dir, "frontal.jpg", 101)
	leave := arrive(t, dir, "IMG_2.jpg", 102)
	until(t, a, off, "two photos waiting", func() bool { return len(a.watch.waiting) == 2 })
	if got := a.watch.notice.Text(); got != "2 new photos in the watched folder" {
		t.Errorf("the notice says %q", got)
	}
	if photos, _ := a.lib.Photos(s.c.client.ID); len(photos) != 2 {
		t.Fatalf("%d photos before anybody has imported any", len(photos))
	}
	press(t, a, "Review")
	a.settle(off)
	r, ok := a.screen.(*reviewScreen)
	if !ok || len(r.items) != 2 {
		t.Fatalf("screen is %T", a.screen)
	}
	if a.watch.notice.Text() != "" {
		t.Error("the notice lies over the review")
	}
	r.items[0].view, r.items[0].told = "cheek-left-close", true
	r.items[1].skip = true // left out
	third := arrive(t, dir, "oblique left.jpg", 103)
	until(t, a, off, "the third added", func() bool { return len(r.items) == 3 })
	if r.items[0].view != "cheek-left-close" || !r.items[1].skip || r.items[2].Path != third || r.items[2].view != "oblique-left" {
		t.Errorf("with one more: %+v, %+v, %+v", r.items[0], r.items[1], r.items[2])
	}
	press(t, a, "Import 2 photos")
	a.settle(off)
	if photos, _ := a.lib.Photos(s.c.client.ID); len(photos) != 4 {
		t.Errorf("%d photos after the import", len(photos))
	}
	for _, path := range []string{first, leave, third} {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("the folder was changed: %v", err)
		}
	}
	looks := time.Now().Add(watch.Stable + time.Second/2)
	until(t, a, off, "looked for long", func() bool { return time.Now().After(looks) })
	if len(a.watch.waiting) != 0 || a.watch.notice.Text() != "" {
		t.Errorf("offered again: %q", a.watch.waiting)
	}
}

func TestACancelledReviewLeavesThePhotosWaiting(t *testing.T) {
	a, off, _, dir := watched(t)
	arrive(t, dir, "a.jpg", 104)
	until(t, a, off, "a photo waiting", func() bool { return len(a.watch.waiting) == 1 })
	press(t, a, "Later")
	if a.watch.notice.Text() != "" {
		t.Error("put off and still there")
	}
	choose(t, a, "Import from the watched folder")
	a.settle(off)
	press(t, a, "Cancel")
	a.settle(off)
	if len(a.watch.waiting) != 1 {
		t.Error("the photo is forgotten")
	}
	arrive(t, dir, "b.jpg", 105)
	until(t, a, off, "told of both", func() bool { return a.watch.notice.Text() == "2 new photos in the watched folder" })
	a.showClients()
	a.settle(off)
	if got := a.watch.notice.Text(); got != "2 new photos in the watched folder · open their client to import them" {
		t.Errorf("on the list of clients it says %q", got)
	}
}

func TestLockingStopsWatchingAndUnlockingResumes(t *testing.T) {
	a, off, s, dir := watched(t)
	arrive(t, dir, "a.jpg", 106)
	until(t, a, off, "a photo waiting", func() bool { return len(a.watch.waiting) == 1 })
	a.lock()
	a.settle(off)
	if a.watch.folder != nil || a.watch.waiting != nil || a.watch.notice.Text() != "" {
		t.Error("still watching while locked")
	}
	arrive(t, dir, "b.jpg", 107)
	a.screen.(*unlockScreen).submit(secret)
	until(t, a, off, "told of what came while locked", func() bool { return len(a.watch.waiting) == 2 })
	if slices.ContainsFunc(a.watch.waiting, func(path string) bool { return filepath.Base(path) == "before.jpg" }) {
		t.Error("what was there before is offered")
	}
	a.showTimeline(s.c.client.ID)
	a.settle(off)
	a.askWatch()
	press(t, a, "Leave out what is new")
	a.settle(off)
	a.lock()
	a.settle(off)
	a.screen.(*unlockScreen).submit(secret)
	until(t, a, off, "watching", func() bool { return a.watch.folder != nil })
	looks := time.Now().Add(watch.Stable + time.Second/2)
	until(t, a, off, "looked for long", func() bool { return time.Now().After(looks) })
	if len(a.watch.waiting) != 0 {
		t.Errorf("offered although left out: %q", a.watch.waiting)
	}
}

func TestTheWatchedFolderMayGoAndComeBack(t *testing.T) {
	a, off, _, dir := watched(t)
	if err := os.Rename(dir, dir+" away"); err != nil {
		t.Fatal(err)
	}
	until(t, a, off, "noticed", func() bool { return a.watch.away })
	if got := a.toasts.Text(); !strings.Contains(got, "cannot be reached") {
		t.Errorf("says %q", got)
	}
	arrive(t, dir+" away", "a.jpg", 108)
	if err := os.Rename(dir+" away", dir); err != nil {
		t.Fatal(err)
	}
	until(t, a, off, "told of what came while it was away", func() bool { return len(a.watch.waiting) == 1 })
	if a.watch.away {
		t.Error("still away")
	}
}

func TestWhatCannotBeWatchedIsRefused(t *testing.T) {
	a, off, _ := withPhotos(t)
	file := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, "/there/is/no/such", a.lib.Dir(), filepath.Join(a.lib.Dir(), "originals")} {
		var got error
		a.watch.choose(dir, func(err error) { got = err })
		until(t, a, off, "answered", func() bool { return got != nil })
		if a.watch.folder != nil {
			t.Errorf("%s is watched", dir)
		}
	}
}

// The path of the folder may hold a client's name.
func TestTheWatchedFolderIsKeptInTheLibraryAlone(t *testing.T) {
	a, off, _, dir := watched(t)
	a.settle(off)
	var kept keptWatch
	if ok, err := a.lib.Setting(settingWatch, &kept); !ok || err != nil || kept.Folder != dir {
		t.Errorf("kept %+v, %v, %v", kept, ok, err)
	}
	a.app.Preferences().(interface{ ReadValues(func(map[string]any)) }).ReadValues(func(all map[string]any) {
		for name, value := range all {
			if strings.Contains(fmt.Sprint(value), filepath.Base(dir)) {
				t.Errorf("preference %s holds the folder", name)
			}
		}
	})
	a.askWatch()
	press(t, a, "Stop watching")
	a.settle(off)
	kept = keptWatch{}
	if _, err := a.lib.Setting(settingWatch, &kept); err != nil || kept.Folder != "" || a.watch.folder != nil {
		t.Errorf("after the end: %+v, %v", kept, err)
	}
}

func TestATriedFileIsDecidedAboutUnlessTheLibraryFailed(t *testing.T) {
	results := []storage.ImportResult{
		{Item: storage.ImportItem{Path: "in"}, Status: storage.Imported},
		{Item: storage.ImportItem{Path: "twice"}, Status: storage.Duplicate, Err: storage.ErrDuplicate},
		{Item: storage.ImportItem{Path: "no room"}, Status: storage.Failed, Err: os.ErrPermission},
	}
	o := outcome{results: results}
	offered := []string{"in", "twice", "no room", "left out"}
	if got := o.decided(offered, true); !slices.Equal(got, []string{"in", "twice", "left out"}) {
		t.Errorf("%q", got)
	}
	if got := o.decided(offered, false); !slices.Equal(got, []string{"in", "twice"}) {
		t.Errorf("stopped: %q", got)
	}
}
