package storage_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"skinline/storage"
)

func TestASessionReadsBackAsWrittenInTheOrderEntered(t *testing.T) {
	l, _ := newLibrary(t)
	c, _ := l.CreateClient(storage.Client{})
	want, err := l.CreateSession(storage.Session{
		ClientID: c.ID, Date: date(2026, 4, 14), Practitioner: "P", Device: "pen, 12 pins", Notes: "tolerated\nwell", NextDue: date(2026, 5, 19),
		Zones: []storage.ZoneTreatment{
			{Zone: "cheek", Side: storage.SideLeft, Depth: 1250, Passes: 3, Endpoint: storage.EndpointPinpoint, Note: "n"},
			{Zone: "forehead", Depth: 500},
			{Zone: "cheek", Side: storage.SideLeft, Depth: 750, Passes: 1},
			{Zone: "the scar, above the brow", Depth: 8000, Passes: 10},
		},
	})
	if err != nil || want.Kind != storage.KindTreatment {
		t.Fatalf("%+v, %v", want, err)
	}
	if got, err := l.Session(want.ID); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	want.Zones = append(want.Zones[2:], want.Zones[0])
	want, err = l.UpdateSession(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := l.Sessions(c.ID); err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestSessionsAreInDateOrderThenByCreation(t *testing.T) {
	l, _ := newLibrary(t)
	c, _ := l.CreateClient(storage.Client{})
	for _, s := range []struct {
		d    storage.Date
		note string
	}{{date(2026, 5, 1), "3"}, {date(2026, 3, 1), "1"}, {date(2026, 5, 1), "4"}, {date(2026, 4, 1), "2"}} {
		if _, err := l.CreateSession(storage.Session{ClientID: c.ID, Date: s.d, Notes: s.note}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := l.Sessions(c.ID)
	order := ""
	for _, s := range list {
		order += s.Notes
	}
	if err != nil || order != "1234" {
		t.Errorf("%s, %v", order, err)
	}
}

func TestSuggestSessionTakesTheDateThenTheNearestWithinThreeDays(t *testing.T) {
	l, _ := newLibrary(t)
	c, _ := l.CreateClient(storage.Client{})
	for _, d := range []storage.Date{date(2026, 4, 10), date(2026, 4, 14), date(2026, 5, 31)} {
		if _, err := l.CreateSession(storage.Session{ClientID: c.ID, Date: d}); err != nil {
			t.Fatal(err)
		}
	}
	for d, want := range map[storage.Date]storage.Date{
		date(2026, 4, 14): date(2026, 4, 14),
		date(2026, 4, 13): date(2026, 4, 14),
		date(2026, 4, 12): date(2026, 4, 10), // as far from both: the earlier
		date(2026, 4, 7):  date(2026, 4, 10),
		date(2026, 4, 6):  {},
		date(2026, 4, 18): {},
		date(2026, 6, 3):  date(2026, 5, 31),
	} {
		s, ok, err := l.SuggestSession(c.ID, d)
		if err != nil || ok == want.IsZero() || s.Date != want {
			t.Errorf("%s: %s, %v, %v", d, s.Date, ok, err)
		}
	}
}

func TestADraftIsKeptAcrossALockUntilDropped(t *testing.T) {
	l, _ := newLibrary(t)
	if _, err := l.Draft("session/1"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("none yet: %v", err)
	}
	want := []byte("typed \x00\xff")
	for _, content := range [][]byte{[]byte("ty"), want} {
		if err := l.SaveDraft("session/1", content); err != nil {
			t.Fatal(err)
		}
	}
	l.Lock()
	l.Unlock(passphrase)
	if got, err := l.Draft("session/1"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	if err := errors.Join(l.DropDraft("session/1"), l.DropDraft("session/1")); err != nil {
		t.Error(err)
	}
	if _, err := l.Draft("session/1"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("dropped: %v", err)
	}
}
