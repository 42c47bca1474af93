package storage_test

import (
	"context"
	"errors"
	"image"
	"math"
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

func TestAlignmentsGiveThePreviousOneAndKeepEveryOne(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	reference := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 30, 20))
	p := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 2, 30, 20))
	align := func(dx float64) *storage.Alignment {
		return &storage.Alignment{
			Reference: reference.ID, Transform: photos.Similarity(1.1, 3, dx, 0.1), Method: storage.AlignManual, Model: "similarity",
			Landmarks: []storage.Landmark{{Reference: photos.Point{X: .1, Y: .2}, Photo: photos.Point{X: .3, Y: 1. / 3}}}, Confidence: 1,
			At: time.Date(2026, 4, 14, 9, 0, 0, 123000, time.UTC),
		}
	}
	values := []*storage.Alignment{align(.1), align(.2), nil, align(.3)}
	var previous *storage.Alignment
	for _, a := range values {
		got, err := l.SetAlignment(p.ID, a)
		if err != nil || !reflect.DeepEqual(got, previous) {
			t.Fatalf("previous is %+v, want %+v, %v", got, previous, err)
		}
		previous = a
		if p, err := l.Photo(p.ID); err != nil || !reflect.DeepEqual(p.Alignment, a) {
			t.Fatalf("stored %+v, want %+v, %v", p.Alignment, a, err)
		}
	}
	if history, err := l.AlignmentHistory(p.ID); err != nil || !reflect.DeepEqual(history, values) {
		t.Errorf("history %+v, %v", history, err)
	}
	for name, spoil := range map[string]func(*storage.Alignment){
		"flat":         func(a *storage.Alignment) { a.Transform = photos.Transform{} },
		"not a number": func(a *storage.Alignment) { a.Transform[0][2] = math.NaN() },
		"no reference": func(a *storage.Alignment) { a.Reference = "" },
	} {
		bad := align(1)
		spoil(bad)
		if _, err := l.SetAlignment(p.ID, bad); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	lost := align(1)
	lost.Reference = p.SessionID
	if _, err := l.SetAlignment(p.ID, lost); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("unknown reference: %v", err)
	}
}

func TestPreviewsAreLargeEnoughAndNoLarger(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	large := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 2400, 1600))
	small := importPhoto(t, l, s.ID, "frontal", pngFile(t, 2, 300, 400))
	for _, c := range []struct {
		photo storage.Photo
		long  int
		want  image.Point
	}{
		{large, 100, image.Pt(480, 320)},
		{large, 480, image.Pt(480, 320)},
		{large, 481, image.Pt(2048, 1365)},
		{large, 0, image.Pt(2400, 1600)},
		{small, 100, image.Pt(300, 400)},
		{small, 4000, image.Pt(300, 400)},
		{small, 0, image.Pt(300, 400)},
	} {
		pic, err := l.Preview(context.Background(), c.photo.ID, c.long)
		if err != nil || pic.Rect.Size() != c.want {
			t.Errorf("%d asked: %v, %v", c.long, pic.Rect, err)
		}
	}
	pic, err := l.Preview(context.Background(), large.ID, 2300)
	if err != nil || pic.Rect.Dx() < 2300 {
		t.Errorf("beyond the previews: %v, %v", pic.Rect, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := l.Preview(ctx, large.ID, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestAPreviewShowsThePhotoAndIsMadeAgainWhenLost(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	want := picture(5, 1200, 900)
	p := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 5, 1200, 900))
	before := files(t, l.Dir(), "previews")
	if len(before) != 2 {
		t.Errorf("import made %d previews", len(before))
	}
	for round := range 3 {
		pic, err := l.Preview(context.Background(), p.ID, 480)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []image.Point{{10, 10}, {240, 180}, {470, 350}} {
			got, exact := pic.NRGBAAt(at.X, at.Y), want.NRGBAAt(at.X*1200/480, at.Y*900/360)
			if off(got.R, exact.R) > 6 || off(got.G, exact.G) > 6 || off(got.B, exact.B) > 6 {
				t.Errorf("at %v: %v, want %v", at, got, exact)
			}
		}
		for _, file := range files(t, l.Dir(), "previews") {
			switch round {
			case 0:
				remove(t, file)
			case 1:
				damage(t, file)
			}
		}
	}
	if after := files(t, l.Dir(), "previews"); !reflect.DeepEqual(after, before) {
		t.Errorf("previews %v, before %v", after, before)
	}
}

func off(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
