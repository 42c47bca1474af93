package storage_test

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"testing"

	"skinline/storage"
)

// state is everything that the library answers, for comparison.
type state struct {
	Clients  []storage.ClientSummary
	Sessions map[storage.ID][]storage.Session
	Photos   map[storage.ID][]storage.Photo
	Frames   map[storage.ID][]storage.ViewFrame
	Trash    []storage.Removal
}

func stateOf(t *testing.T, l *storage.Library) state {
	t.Helper()
	clients, err := l.Clients()
	if err != nil {
		t.Fatal(err)
	}
	s := state{
		Clients: clients, Sessions: map[storage.ID][]storage.Session{}, Photos: map[storage.ID][]storage.Photo{},
		Frames: map[storage.ID][]storage.ViewFrame{},
	}
	for _, c := range clients {
		var errs [3]error
		s.Sessions[c.ID], errs[0] = l.Sessions(c.ID)
		s.Photos[c.ID], errs[1] = l.Photos(c.ID)
		s.Frames[c.ID], errs[2] = l.ViewFrames(c.ID)
		if err := errors.Join(errs[:]...); err != nil {
			t.Fatal(err)
		}
	}
	if s.Trash, err = l.Trash(); err != nil {
		t.Fatal(err)
	}
	return s
}

// course is a client with two sessions of two photos.
func course(t *testing.T, l *storage.Library, seed uint64) (storage.Client, []storage.Session, []storage.Photo) {
	t.Helper()
	c, err := l.CreateClient(storage.Client{Name: "Ada Example", Notes: "a note"})
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range []storage.Date{date(2026, 3, 3), date(2026, 4, 14)} {
		s, err := l.CreateSession(storage.Session{ClientID: c.ID, Date: d, Zones: []storage.ZoneTreatment{{Zone: "cheek", Depth: 500}}})
		if err != nil {
			t.Fatal(err)
		}
		for view := range uint64(2) {
			importPhoto(t, l, s.ID, []storage.View{"frontal", "oblique-left"}[view], jpegFile(t, seed+uint64(i)*2+view, 40, 30))
		}
	}
	sessions, err := l.Sessions(c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return c, sessions, mustPhotos(t, l, c.ID)
}

func TestRestoreUndoesARemovalWhole(t *testing.T) {
	l, _ := newLibrary(t)
	c, sessions, list := course(t, l, 1)
	course(t, l, 100)
	before := stateOf(t, l)
	for name, remove := range map[string]struct {
		do     func() (storage.Removal, error)
		kind   string
		label  string
		photos int
	}{
		"photo":   {func() (storage.Removal, error) { return l.RemovePhoto(list[0].ID) }, "photo", "Frontal, 3 Mar 2026", 1},
		"session": {func() (storage.Removal, error) { return l.RemoveSession(sessions[1].ID) }, "session", "Session 14 Apr 2026", 2},
		"client":  {func() (storage.Removal, error) { return l.RemoveClient(c.ID) }, "client", "C-0001 Ada Example", 4},
	} {
		if name == "photo" {
			p := list[0]
			p.Taken.Local, p.TakenSource = date(2026, 3, 3).Time(), storage.TakenTyped
			updated, err := l.UpdatePhoto(p)
			if err != nil {
				t.Fatal(err)
			}
			list[0] = updated
			before = stateOf(t, l)
		}
		r, err := remove.do()
		if err != nil || r.Kind != remove.kind || r.Label != remove.label || r.Photos != remove.photos || r.Client != c.ID {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
		if _, err := remove.do(); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%s removed twice: %v", name, err)
		}
		if trash, err := l.Trash(); err != nil || len(trash) != 1 || trash[0] != r {
			t.Errorf("%s: trash %+v, %v", name, trash, err)
		}
		if got := len(stateOf(t, l).Photos[c.ID]); got != 4-remove.photos {
			t.Errorf("%s: %d photos are left", name, got)
		}
		verified(t, l)
		if err := l.Restore(r.ID); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if after := stateOf(t, l); !equal(after, before) {
			t.Errorf("%s: after restoring\n%+v\nbefore\n%+v", name, after, before)
		}
		if err := l.Restore(r.ID); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%s restored twice: %v", name, err)
		}
		verified(t, l)
	}
}

// verified holds that nothing in the library is damaged or left over.
func verified(t *testing.T, l *storage.Library) storage.Report {
	t.Helper()
	report, err := l.Verify(context.Background(), nil)
	if err != nil || len(report.Findings) > 0 || len(report.Notes) > 0 {
		t.Errorf("verify: %+v, %v", report, err)
	}
	return report
}

func TestRestoreTakesPartsAfterTheWhole(t *testing.T) {
	l, _ := newLibrary(t)
	c, sessions, list := course(t, l, 1)
	photo, _ := l.RemovePhoto(list[0].ID)
	session, _ := l.RemoveSession(sessions[0].ID)
	client, err := l.RemoveClient(c.ID)
	if err != nil || photo.Photos != 1 || session.Photos != 1 || client.Photos != 2 {
		t.Fatalf("%+v %+v %+v %v", photo, session, client, err)
	}
	for _, early := range []storage.ID{photo.ID, session.ID} {
		if err := l.Restore(early); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("before what it belongs to: %v", err)
		}
	}
	for i, r := range []storage.ID{client.ID, session.ID, photo.ID} {
		if err := l.Restore(r); err != nil {
			t.Fatal(err)
		}
		if got := len(mustPhotos(t, l, c.ID)); got != 2+i {
			t.Errorf("%d photos after %d restored", got, i+1)
		}
	}
}

func TestRestoreRefusesACodeGivenToAnother(t *testing.T) {
	l, _ := newLibrary(t)
	a, _ := l.CreateClient(storage.Client{Code: "A"})
	r, err := l.RemoveClient(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.CreateClient(storage.Client{Code: "a"})
	if err != nil {
		t.Fatalf("the code of a client in the trash is not free: %v", err)
	}
	if err := l.Restore(r.ID); !errors.Is(err, storage.ErrExists) {
		t.Errorf("%v", err)
	}
	b.Code = "B"
	if _, err := l.UpdateClient(b); err != nil {
		t.Fatal(err)
	}
	if err := l.Restore(r.ID); err != nil {
		t.Error(err)
	}
}

func TestPurgeLeavesNoFileOfWhatItDeletes(t *testing.T) {
	l, _ := newLibrary(t)
	kept, _, _ := course(t, l, 100)
	before := allFiles(t, l.Dir())
	c, sessions, list := course(t, l, 1)
	l.SaveDraft("session/"+string(c.ID), []byte("half typed"))
	early, _ := l.RemovePhoto(list[0].ID) // goes with its session
	session, _ := l.RemoveSession(sessions[0].ID)
	if err := l.Purge(session.ID); err != nil {
		t.Fatal(err)
	}
	if trash, err := l.Trash(); err != nil || len(trash) != 0 {
		t.Errorf("trash %+v, %v", trash, err)
	}
	if err := l.Restore(early.ID); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("restoring part of what was purged: %v", err)
	}
	if got := len(mustPhotos(t, l, c.ID)); got != 2 {
		t.Errorf("%d photos of the other session", got)
	}
	photo, _ := l.RemovePhoto(list[2].ID)
	if err := l.Purge(photo.ID); err != nil {
		t.Fatal(err)
	}
	if r := verified(t, l); r.Photos != 5 {
		t.Errorf("%d photos", r.Photos)
	}
	client, _ := l.RemoveClient(c.ID)
	if err := l.Purge(client.ID); err != nil {
		t.Fatal(err)
	}
	if err := l.Purge(client.ID); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("purged twice: %v", err)
	}
	if _, err := l.Draft("session/" + string(c.ID)); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the client's draft: %v", err)
	}
	if after := allFiles(t, l.Dir()); !equal(after, before) {
		t.Errorf("files before %v, after %v", before, after)
	}
	if r := verified(t, l); r.Photos != 4 || len(mustPhotos(t, l, kept.ID)) != 4 {
		t.Errorf("%d photos", r.Photos)
	}
}

// allFiles lists originals, sidecars and previews.
func allFiles(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	for _, folder := range []string{"originals", "sessions", "previews", "trash", "tmp"} {
		err := filepath.WalkDir(filepath.Join(dir, folder), func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				all = append(all, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestTheSamePhotoCanComeInAgainOnceItIsInTheTrash(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	data := jpegFile(t, 1, 40, 30)
	p := importPhoto(t, l, s.ID, "frontal", data)
	if _, err := l.RemovePhoto(p.ID); err != nil {
		t.Fatal(err)
	}
	again := importPhoto(t, l, s.ID, "frontal", data)
	if again.ID == p.ID || again.Blob == p.Blob {
		t.Errorf("%+v", again)
	}
}
