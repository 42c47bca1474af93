package storage_test

import (
	"errors"
	"math"
	"testing"

	"skinline/photos"
	"skinline/photos/comparability"
	"skinline/photos/phantom"
	"skinline/storage"
)

// treated is a client with a baseline and a treatment session eight weeks
// before a follow-up, and a photo of one cheek at each of the first and last;
// the last is darker by .6 EV and aligned.
func treated(t *testing.T) (l *storage.Library, reference, photo storage.Photo) {
	t.Helper()
	l, _ = newLibrary(t)
	first := newSession(t, l, storage.KindBaseline)
	session := func(kind storage.SessionKind, at storage.Date) storage.ID {
		s, err := l.CreateSession(storage.Session{ClientID: first.ClientID, Date: at, Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		return s.ID
	}
	session(storage.KindTreatment, first.Date.AddDays(7))
	last := session(storage.KindFollowUp, first.Date.AddDays(63))
	subject := phantom.Subject{Seed: 8, Concern: phantom.AcneScars}
	shots := []phantom.Shot{{Width: 320, Height: 400}, {Width: 320, Height: 400, EV: -.6, Pose: phantom.Pose{Scale: 1.05, Degrees: 3}}}
	for i, s := range []storage.ID{first.ID, last} {
		data, err := subject.JPEG(shots[i])
		if err != nil {
			t.Fatal(err)
		}
		p := importPhoto(t, l, s, "cheek-left-close", data)
		p.Taken, p.TakenSource = photos.Taken{Local: first.Date.AddDays(63 * i).Time()}, storage.TakenTyped
		p.Phase = []storage.Phase{storage.PhaseBaseline, storage.PhaseFollowUp}[i]
		if p, err = l.UpdatePhoto(p); err != nil {
			t.Fatal(err)
		}
		reference, photo = photo, p
	}
	alignBy(t, l, photo.ID, reference.ID, phantom.True(subject, shots[1], shots[0]))
	return l, reference, photo
}

func alignBy(t *testing.T, l *storage.Library, photo, reference storage.ID, to photos.Transform) {
	t.Helper()
	_, err := l.SetAlignment(photo, &storage.Alignment{Reference: reference, Transform: to, Method: storage.AlignManual, Model: "similarity", Confidence: 1})
	if err != nil {
		t.Fatal(err)
	}
}

func verdicts(t *testing.T, l *storage.Library, client storage.ID) map[storage.ID]comparability.Verdict {
	t.Helper()
	v, err := l.Verdicts(client)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func judge(t *testing.T, l *storage.Library, client storage.ID) (judged int) {
	t.Helper()
	if err := l.Judge(t.Context(), client, func(done, _ int) { judged = done }); err != nil {
		t.Fatal(err)
	}
	return judged
}

func TestVerdictsAreKeptAndSayWhatDiffers(t *testing.T) {
	l, reference, photo := treated(t)
	if v := verdicts(t, l, photo.ClientID); len(v) != 0 {
		t.Fatalf("%v before anything was judged", v)
	}
	if n := judge(t, l, photo.ClientID); n != 1 {
		t.Errorf("%d photos judged", n)
	}
	v, ok := verdicts(t, l, photo.ClientID)[photo.ID]
	if !ok || v.Overall != comparability.Reservation {
		t.Fatalf("%+v", v)
	}
	if m, _ := v.Find(comparability.Exposure); math.Abs(m.Value+.6) > .1 {
		t.Errorf("%+v", m)
	}
	if m, _ := v.Find(comparability.Timing); m.Value != 56 || m.Level != comparability.Comparable {
		t.Errorf("%+v", m)
	}
	if n := judge(t, l, photo.ClientID); n != 0 {
		t.Errorf("%d photos judged again", n)
	}
	// The other way round it is as much brighter.
	back, err := l.Compare(t.Context(), photo.ID, reference.ID)
	if err != nil {
		t.Fatal(err)
	}
	if m, _ := back.Find(comparability.Exposure); math.Abs(m.Value-.6) > .1 {
		t.Errorf("%+v", m)
	}
	if same, err := l.Compare(t.Context(), photo.ID, photo.ID); err != nil || same.Overall != comparability.Comparable {
		t.Errorf("%+v, %v", same.Against(), err)
	}
}

func TestVerdictsHoldOnlyForWhatTheyRestOn(t *testing.T) {
	for name, change := range map[string]func(l *storage.Library, reference, photo storage.Photo) error{
		"alignment": func(l *storage.Library, reference, photo storage.Photo) error {
			alignBy(t, l, photo.ID, reference.ID, photos.Similarity(1, 2, 0, 0))
			return nil
		},
		"crop": func(l *storage.Library, reference, photo storage.Photo) error {
			_, err := l.SetViewFrame(storage.ViewFrame{ClientID: photo.ClientID, View: photo.View, Reference: reference.ID, Crop: photos.Rect{X: .1, Y: .1, W: .4, H: .5}, CropSet: true})
			return err
		},
		"phase": func(l *storage.Library, _, photo storage.Photo) error {
			photo, err := l.Photo(photo.ID)
			photo.Phase = storage.PhaseHealing
			if err == nil {
				_, err = l.UpdatePhoto(photo)
			}
			return err
		},
		"a session between": func(l *storage.Library, _, photo storage.Photo) error {
			_, err := l.CreateSession(storage.Session{ClientID: photo.ClientID, Date: storage.DateOf(photo.Taken.Local).AddDays(-10), Kind: storage.KindTreatment})
			return err
		},
		"the reference's phase": func(l *storage.Library, reference, _ storage.Photo) error {
			reference, err := l.Photo(reference.ID)
			reference.Phase = storage.PhaseHealing
			if err == nil {
				_, err = l.UpdatePhoto(reference)
			}
			return err
		},
	} {
		l, reference, photo := treated(t)
		judge(t, l, photo.ClientID)
		before := verdicts(t, l, photo.ClientID)[photo.ID]
		if err := change(l, reference, photo); err != nil {
			t.Fatal(err)
		}
		if v, ok := verdicts(t, l, photo.ClientID)[photo.ID]; ok {
			t.Errorf("%s: %+v is still said", name, v)
		}
		if n := judge(t, l, photo.ClientID); n != 1 {
			t.Errorf("%s: %d photos judged", name, n)
		}
		after := verdicts(t, l, photo.ClientID)[photo.ID]
		switch name {
		case "phase", "the reference's phase":
			if after.Overall != comparability.NotComparable {
				t.Errorf("%s: healing is %s", name, after.Overall)
			}
		case "a session between":
			if m, _ := after.Find(comparability.Timing); m.Value != 10 || m.Level != comparability.Reservation {
				t.Errorf("%+v", m)
			}
		}
		if before.Overall != comparability.Reservation {
			t.Errorf("%s: %s before", name, before.Overall)
		}
	}
}

func TestPhotosThatAreNotPlacedAreNotJudged(t *testing.T) {
	l, reference, photo := treated(t)
	if _, err := l.SetAlignment(photo.ID, nil); err != nil {
		t.Fatal(err)
	}
	if n := judge(t, l, photo.ClientID); n != 0 {
		t.Errorf("%d photos judged", n)
	}
	if _, err := l.Compare(t.Context(), reference.ID, photo.ID); !errors.Is(err, storage.ErrNotPlaced) {
		t.Error(err)
	}
	other := importPhoto(t, l, photo.SessionID, "frontal", jpegFile(t, 4, 40, 30))
	if _, err := l.Compare(t.Context(), reference.ID, other.ID); !errors.Is(err, storage.ErrInvalid) {
		t.Error(err)
	}
	if _, err := l.Compare(t.Context(), reference.ID, "nobody"); !errors.Is(err, storage.ErrNotFound) {
		t.Error(err)
	}
}
