package storage_test

import (
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"skinline/photos"
	"skinline/storage"
)

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
	verified(t, l)
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
