package storage_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"skinline/photos"
	"skinline/storage"
)

func TestPhotosAreInTheOrderOfSessionTakenAdded(t *testing.T) {
	l, _ := newLibrary(t)
	late := newSession(t, l, storage.KindTreatment)
	early, err := l.CreateSession(storage.Session{ClientID: late.ClientID, Date: date(2026, 1, 1)})
	if err != nil {
		t.Fatal(err)
	}
	var items []storage.ImportItem
	for i, at := range []struct {
		session storage.ID
		taken   storage.Date
	}{{late.ID, date(2026, 4, 15)}, {late.ID, date(2026, 4, 14)}, {early.ID, date(2026, 6, 1)}, {late.ID, date(2026, 4, 15)}} {
		items = append(items, storage.ImportItem{
			Content: jpegFile(t, uint64(i), 30, 30), Path: string(rune('a' + i)), Session: at.session, Taken: at.taken,
		})
	}
	importAll(t, l, items...)
	order := ""
	for _, p := range mustPhotos(t, l, late.ClientID) {
		order += p.OriginalName
	}
	if order != "cbad" {
		t.Error(order)
	}
}

func mustPhotos(t *testing.T, l *storage.Library, client storage.ID) []storage.Photo {
	t.Helper()
	list, err := l.Photos(client)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestUpdatePhotoChangesWhatAPersonMayChangeOnly(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	p := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 30, 20))
	other := newSession(t, l, storage.KindFollowUp)
	offset := 120
	edit := storage.Photo{
		ID: p.ID, Rev: p.Rev, SessionID: other.ID, View: "my own", Phase: storage.PhaseHealing,
		Taken: photos.Taken{Local: time.Date(2026, 4, 1, 10, 30, 0, 0, time.UTC), Offset: &offset}, TakenSource: storage.TakenTyped,
		SHA256: "forged", Blob: "forged", OriginalName: "forged", Size: 1, Info: photos.Info{Type: "forged"},
	}
	got, err := l.UpdatePhoto(edit)
	if err != nil {
		t.Fatal(err)
	}
	want := p
	want.ClientID, want.SessionID, want.View, want.Phase = other.ClientID, other.ID, edit.View, edit.Phase
	want.Taken, want.TakenSource, want.Rev = edit.Taken, edit.TakenSource, 2
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if stored, err := l.Photo(p.ID); err != nil || !reflect.DeepEqual(stored, want) {
		t.Errorf("stored %+v, want %+v, %v", stored, want, err)
	}
	for name, spoil := range map[string]func(*storage.Photo){
		"unknown phase":  func(p *storage.Photo) { p.Phase = "later" },
		"unknown source": func(p *storage.Photo) { p.TakenSource = "rumour" },
		"no date":        func(p *storage.Photo) { p.Taken = photos.Taken{} },
		"long view":      func(p *storage.Photo) { p.View = storage.View(make([]byte, 300)) },
	} {
		bad := got
		spoil(&bad)
		if _, err := l.UpdatePhoto(bad); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	got.SessionID = "nowhere"
	if _, err := l.UpdatePhoto(got); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("unknown session: %v", err)
	}
}
