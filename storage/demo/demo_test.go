package demo

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/phantom"
	"skinline/storage"
)

// small photos are made fast; those of medium size show enough to be aligned.
var (
	small  = settings{long: 160, workFactor: 10}
	medium = settings{long: 400, workFactor: 10}
)

func TestDemoHasFourClientsWithAlignedCroppedViews(t *testing.T) {
	if testing.Short() {
		t.Skip("makes and aligns a whole demo library")
	}
	dir := filepath.Join(t.TempDir(), "demo")
	calls, last := 0, 0
	all, err := build(t.Context(), dir, "a demo passphrase", medium, func(done, total int) {
		calls++
		if done <= last || total < done {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil {
		t.Fatal(err)
	}
	if calls < len(all) || last != 2*len(all) {
		t.Errorf("progress was called %d times up to %d for %d photos", calls, last, len(all))
	}
	library, err := storage.Open(dir, "a demo passphrase")
	if err != nil {
		t.Fatal(err)
	}
	defer library.Close()
	clients, err := library.Clients()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]int{"C-0001": {6, 20}, "C-0002": {5, 15}, "C-0003": {7, 13}, "C-0004": {4, 8}}
	if len(clients) != len(want) {
		t.Fatalf("%d clients, want %d", len(clients), len(want))
	}
	for _, c := range clients {
		if got := [2]int{c.Sessions, c.Photos}; got != want[c.Code] {
			t.Errorf("%s has %v sessions and photos, want %v", c.Code, got, want[c.Code])
		}
		if !c.HasBaseline || c.NextDue.IsZero() {
			t.Errorf("%s: baseline %v, next due %q", c.Code, c.HasBaseline, c.NextDue)
		}
		checkViews(t, library, c.ID, all)
	}
}

func checkViews(t *testing.T, library *storage.Library, client storage.ID, all []*taken) {
	t.Helper()
	frames, err := library.ViewFrames(client)
	if err != nil {
		t.Fatal(err)
	}
	list, err := library.Photos(client)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range frames {
		if !f.CropSet {
			t.Errorf("view %s is not cropped", f.View)
		}
	}
	by := map[storage.ID]*taken{}
	for _, p := range all {
		by[p.photo.ID] = p
	}
	for _, p := range list {
		frame := frameOf(frames, p.View)
		if p.TakenSource != storage.TakenExif || p.Taken.Offset == nil {
			t.Errorf("%s: date from %s with offset %v, want the camera's", p.OriginalName, p.TakenSource, p.Taken.Offset)
		}
		if p.ID == frame.Reference {
			continue
		}
		a := p.AlignmentTo(frame.Reference)
		if a == nil || a.Method == storage.AlignManual || a.Outcome != align.Aligned {
			t.Errorf("%s (%s) has not been aligned to its reference by the program: %+v, %+v", p.OriginalName, p.View, a, p.Attempt)
			continue
		}
		off := worst(by[p.ID], by[frame.Reference], a.Transform, frame.Crop)
		if off > .003 {
			t.Errorf("%s (%s) is aligned %.2f %% of the diagonal beside the truth", p.OriginalName, p.View, 100*off)
		}
	}
}

func frameOf(frames []storage.ViewFrame, v storage.View) storage.ViewFrame {
	for _, f := range frames {
		if f.View == v {
			return f
		}
	}
	return storage.ViewFrame{}
}

// worst is the largest distance between an alignment and the truth within
// the shown crop, in diagonals of the reference.
func worst(moving, reference *taken, found photos.Transform, crop photos.Rect) float64 {
	back := phantom.True(reference.subject, reference.shot, moving.shot)
	whole := photos.Whole(reference.shot.Width, reference.shot.Height)
	most := 0.0
	for _, at := range [][2]float64{{0, 0}, {1, 0}, {0, 1}, {1, 1}, {.5, .5}} {
		p := photos.Point{X: crop.X + at[0]*crop.W, Y: crop.Y + at[1]*crop.H}
		got := found.Apply(back.Apply(p))
		most = max(most, math.Hypot(got.X-p.X, got.Y-p.Y)/math.Hypot(whole.W, whole.H))
	}
	return most
}

func TestCancelledDemoLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	ctx, cancel := context.WithCancel(t.Context())
	_, err := build(ctx, dir, "a demo passphrase", small, func(done, _ int) {
		if done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want context.Canceled", err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func TestDemoLeavesAStrangersFolderAlone(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, "kept.txt")
	if err := os.WriteFile(kept, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Create(t.Context(), dir, "a demo passphrase", nil); err == nil {
		t.Fatal("a folder in use was taken")
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("the stranger's file is gone: %v", err)
	}
}

func TestDepthsNeverFallOverACourse(t *testing.T) {
	for _, c := range clients() {
		last := map[string]storage.Depth{}
		for _, v := range c.visits {
			for _, z := range v.session.Zones {
				if z.Depth < last[z.Zone] || z.Depth%storage.DepthStep != 0 {
					t.Errorf("%s %s: %s after %s", c.client.Code, z.Zone, z.Depth, last[z.Zone])
				}
				last[z.Zone] = z.Depth
			}
		}
	}
}
