package ui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/decode/worker"
	"skinline/photos/phantom"
	"skinline/storage"
	"skinline/ui/view"
)

// sayer is a decoder whose alignments the test decides, by the photo's own
// name of a reason; "" is aligned. That the program aligns photos is tested
// where it does.
type sayer struct {
	storage.Decoder
	says map[string]align.Result // by the photo's file
	hold chan struct{}           // when not nil, alignments wait for it
	only []byte                  // when not nil, those of this file alone
}

func (s *sayer) Align(ctx context.Context, _, photo []byte, o align.Options) (worker.Aligned, error) {
	if s.hold != nil && (s.only == nil || bytes.Equal(s.only, photo)) {
		select {
		case <-s.hold:
		case <-ctx.Done():
			return worker.Aligned{}, ctx.Err()
		}
	}
	r, ok := s.says[string(photo)]
	if !ok {
		r = align.Result{Outcome: align.Refused, Reason: align.PoseDiffers}
	}
	if r.Model = o.Model; r.Model == "" {
		r.Model = align.Similarity
	}
	return worker.Aligned{Result: r}, nil
}

func found(dx float64) align.Result {
	pair := func(x, y float64) align.Pair {
		return align.Pair{Reference: photos.Point{X: x + dx, Y: y}, Photo: photos.Point{X: x, Y: y}}
	}
	return align.Result{
		Outcome: align.Aligned, Method: "face", Transform: photos.Similarity(1, 0, dx, 0), Residual: .004, Confidence: .97,
		Landmarks: []align.Pair{pair(.2, .2), pair(.6, .2), pair(.4, .7)},
	}
}

// rowOf opens the timeline of a client with n frontal photos a month apart, and
// returns their files.
func rowOf(t *testing.T, n int) (*App, *offstage, *sayer, [][]byte) {
	t.Helper()
	said := &sayer{Decoder: storage.DecodeHere(), says: map[string]align.Result{}}
	var files [][]byte
	var client storage.ID
	dir := newLibrary(t, func(l *storage.Library) {
		c, err := l.CreateClient(storage.Client{Name: "Anna Berg", Code: "C-0001"})
		if err != nil {
			t.Fatal(err)
		}
		client = c.ID
		for i := range n {
			on := day("2026-03-03").AddDays(28 * i)
			s, err := l.CreateSession(storage.Session{ClientID: c.ID, Date: on, Kind: storage.KindFollowUp})
			if err != nil {
				t.Fatal(err)
			}
			shot := phantom.Shot{Width: 80, Height: 100, NoiseSeed: int64(i), Noise: 2, Taken: on.Time().Add(10 * time.Hour)}
			data, err := phantom.Subject{Seed: 3}.JPEG(shot)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, data)
			items := []storage.ImportItem{{Content: data, Path: "p.jpg", Session: s.ID, View: "frontal"}}
			if err := l.Import(t.Context(), items, func(r storage.ImportResult) {
				if r.Err != nil {
					t.Error(r.Err)
				}
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
	a, off := stageApp(t, Options{Library: dir, Passphrase: secret, Decoder: said})
	a.settle(off)
	a.showTimeline(client)
	a.settle(off)
	if _, ok := a.screen.(*timelineScreen); !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	return a, off, said, files
}

// stored is a photo of the row as the library has it now.
func (a *App) stored(t *testing.T, s *timelineScreen, i int) storage.Photo {
	t.Helper()
	p, err := a.lib.Photo(s.c.photos[i].ID)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAlignAllAlignsAndUndoTakesItBack(t *testing.T) {
	a, off, said, files := rowOf(t, 3)
	said.says[string(files[1])], said.says[string(files[2])] = found(.01), found(.02)
	press(t, a, "Align all")
	a.settle(off)
	if got := a.toasts.Text(); got != "2 photos aligned." {
		t.Errorf("told %q", got)
	}
	s := a.screen.(*timelineScreen)
	k := s.c.tileCaption(s.c.photos[1], 1)
	if k.Mark != view.MarkAligned || !strings.Contains(k.MarkText, "by the face") || !strings.Contains(k.MarkText, "0.4 px (0.40 %)") {
		t.Errorf("the tile says %+v", k)
	}
	press(t, a, "Undo")
	a.settle(off)
	s = a.screen.(*timelineScreen)
	for i := range 3 {
		if p := a.stored(t, s, i); p.Alignment != nil {
			t.Errorf("photo %d is still aligned", i)
		}
	}
	choose(t, a, "Align all")
	a.settle(off)
	if p := a.stored(t, s, 2); p.Alignment == nil {
		t.Error("asked for again, it did nothing")
	}
	press(t, a, "Align all")
	a.settle(off)
	if got := a.toasts.Text(); got != "All photos are aligned." {
		t.Errorf("told %q", got)
	}
}

func TestWhatNeedsPointsIsListedAndLeadsToThem(t *testing.T) {
	a, off, said, files := rowOf(t, 4)
	unsure := found(.01)
	unsure.Outcome, unsure.Reason = align.ByLandmarks, align.LightDiffers
	said.says[string(files[1])], said.says[string(files[3])] = found(.01), unsure
	press(t, a, "Align all")
	a.settle(off)
	r, ok := a.screen.(*alignReport)
	if !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	for _, text := range []string{"2 photos aligned. 1 photo needs points.", "28 Apr 2026", "The head is turned differently", "Placed by landmarks alone"} {
		if !a.says(text) {
			t.Errorf("the list does not say %q", text)
		}
	}
	if a.says("31 Mar 2026") {
		t.Error("a photo that is aligned is in the list")
	}
	for _, step := range r.s.steps {
		want := map[align.Outcome]view.Mark{align.Aligned: view.MarkAligned, align.ByLandmarks: view.MarkLandmarks, align.Refused: view.MarkPoints}[step.Outcome]
		if k := r.c.tileCaption(step.Photo, 1); k.Mark != want || step.Outcome == align.Refused && !strings.Contains(k.MarkText, "turned differently") {
			t.Errorf("%s has the tile %+v", step.Outcome, k)
		}
	}
	press(t, a, "Mark points") // the last of the list
	a.settle(off)
	e, ok := a.screen.(*alignScreen)
	if !ok || e.photo.ID != r.s.steps[2].Photo.ID {
		t.Fatalf("screen is %T", a.screen)
	}
	if !a.says("The light differs") {
		t.Errorf("the screen says %q", e.said.Text)
	}
}

func TestAnImportIsAlignedInTheBackground(t *testing.T) {
	a, off, said, files := rowOf(t, 2)
	said.hold = make(chan struct{})
	s := a.screen.(*timelineScreen)
	said.says[string(files[1])] = found(.01)
	path := filepath.Join(t.TempDir(), "frontal.jpg")
	shot := phantom.Shot{Width: 80, Height: 100, NoiseSeed: 77, Noise: 2, Taken: day("2026-06-20").Time()}
	data, err := phantom.Subject{Seed: 3}.JPEG(shot)
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	a.importPhotos(s.c.client.ID, []string{path}, cellHint{})
	a.settle(off)
	press(t, a, "Import 1 photo")
	off.settle(func() bool {
		_, shown := a.screen.(*timelineScreen)
		return !shown || !a.aligning.running() || a.loader.pending > 0
	})
	if got := a.screen.(*timelineScreen).all.Text; got != "Stop aligning" {
		t.Errorf("while it aligns, the button says %q", got)
	}
	if got := a.toasts.Text(); got != "1 photo imported." {
		t.Errorf("the import tells %q", got)
	}
	close(said.hold)
	a.settle(off)
	if got := a.toasts.Text(); got != "1 photo imported." {
		t.Errorf("the way to undo the import is gone: %q", got)
	}
	press(t, a, "1 photo needs points")
	a.settle(off)
	if _, ok := a.screen.(*alignReport); !ok {
		t.Errorf("screen is %T", a.screen)
	}
}

func TestStopEndsASeriesAndKeepsWhatItDid(t *testing.T) {
	a, off, said, files := rowOf(t, 3)
	said.hold, said.only = make(chan struct{}), files[2]
	said.says[string(files[1])], said.says[string(files[2])] = found(.01), found(.02)
	s := a.screen.(*timelineScreen)
	press(t, a, "Align all")
	off.settle(func() bool { return a.aligning.done < 1 })
	press(t, a, "Stop (1 of 2)")
	a.settle(off)
	if a.stored(t, s, 1).Alignment == nil || a.stored(t, s, 2).Alignment != nil || a.aligning.running() {
		t.Error("it did not stop after the first photo")
	}
	if got := a.toasts.Text(); got != "1 photo aligned." {
		t.Errorf("told %q", got)
	}
}

func TestLockEndsASeries(t *testing.T) {
	a, off, said, _ := rowOf(t, 3)
	said.hold = make(chan struct{})
	press(t, a, "Align all")
	a.lock()
	a.settle(off)
	if a.aligning != nil || !a.isLocked() {
		t.Errorf("%+v goes on", a.aligning)
	}
}
