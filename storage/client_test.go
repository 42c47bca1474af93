package storage_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"skinline/storage"
)

func TestAClientReadsBackAsWritten(t *testing.T) {
	l, _ := newLibrary(t)
	want, err := l.CreateClient(storage.Client{
		Code: " X-7 ", Name: "Zoë Ångström", Concern: "acne scars", Fitzpatrick: 3, Tags: []string{"a, b", "c"}, Notes: "line\nline",
	})
	if err != nil {
		t.Fatal(err)
	}
	if want.Code != "X-7" || want.Rev != 1 || want.Created.IsZero() {
		t.Errorf("%+v", want)
	}
	if got, err := l.Client(want.ID); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := l.ClientByCode("x-7"); err != nil || got.ID != want.ID {
		t.Errorf("by code in another case: %v", err)
	}
	want.Name, want.Tags = "Zoë", nil
	updated, err := l.UpdateClient(want)
	if err != nil || updated.Rev != 2 || !updated.Created.Equal(want.Created) {
		t.Errorf("%+v, %v", updated, err)
	}
	if got, _ := l.Client(want.ID); !reflect.DeepEqual(got, updated) {
		t.Errorf("got %+v, want %+v", got, updated)
	}
}

func TestNextCodeIsNeverOneGivenBefore(t *testing.T) {
	l, _ := newLibrary(t)
	for _, step := range []struct{ give, want string }{
		{"", "C-0001"}, {"", "C-0002"}, {"C-0041", "C-0041"}, {"c-0050", "c-0050"}, {"C-7", "C-7"}, {"", "C-0051"}, {"C-99999", "C-99999"}, {"", "C-100000"},
	} {
		c, err := l.CreateClient(storage.Client{Code: step.give})
		if err != nil || c.Code != step.want {
			t.Fatalf("give %q: %q, %v", step.give, c.Code, err)
		}
		if c.Code == "C-100000" {
			if _, err := l.RemoveClient(c.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if c, err := l.CreateClient(storage.Client{}); err != nil || c.Code != "C-100001" {
		t.Errorf("the code of a client in the trash was given again: %q, %v", c.Code, err)
	}
}

func TestACodeBelongsToOneClient(t *testing.T) {
	l, _ := newLibrary(t)
	a, _ := l.CreateClient(storage.Client{Code: "A"})
	b, _ := l.CreateClient(storage.Client{Code: "B"})
	if _, err := l.CreateClient(storage.Client{Code: "a"}); !errors.Is(err, storage.ErrExists) {
		t.Errorf("create: %v", err)
	}
	b.Code = "A"
	if _, err := l.UpdateClient(b); !errors.Is(err, storage.ErrExists) {
		t.Errorf("update: %v", err)
	}
	a.Code = "a"
	if _, err := l.UpdateClient(a); err != nil {
		t.Errorf("its own code in another case: %v", err)
	}
}

func TestAStaleRevisionIsRefused(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	c, _ := l.Client(s.ClientID)
	p := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 40, 40))
	for what, update := range map[string]func() error{
		"client":  func() error { _, err := l.UpdateClient(c); return err },
		"session": func() error { _, err := l.UpdateSession(s); return err },
		"photo":   func() error { _, err := l.UpdatePhoto(p); return err },
	} {
		if err := update(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if err := update(); !errors.Is(err, storage.ErrConflict) {
			t.Errorf("%s, stale: %v", what, err)
		}
	}
}

func TestImportingDoesNotDisturbASessionForm(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 40, 40))
	s.Notes = "typed while the photos came in"
	if _, err := l.UpdateSession(s); err != nil {
		t.Error(err)
	}
}

func TestClientsAreSortedAsPeopleSortAndSummed(t *testing.T) {
	l, _ := newLibrary(t)
	for _, name := range []string{"zoe", "Émile", "Eve", "Adam 10", "Adam 2", "adam 3", "Ärlig"} {
		if _, err := l.CreateClient(storage.Client{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := l.Clients()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range list {
		names = append(names, c.Name)
	}
	if got := strings.Join(names, ","); got != "Adam 2,adam 3,Adam 10,Ärlig,Émile,Eve,zoe" {
		t.Error(got)
	}
	eve := list[5]
	if eve.Sessions != 0 || !eve.LastSession.IsZero() || eve.Face != "" || eve.HasBaseline {
		t.Errorf("empty client: %+v", eve)
	}

	create := func(d storage.Date, kind storage.SessionKind, due storage.Date) storage.Session {
		s, err := l.CreateSession(storage.Session{ClientID: eve.ID, Date: d, Kind: kind, NextDue: due})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := create(date(2026, 3, 3), storage.KindBaseline, storage.Date{})
	second := create(date(2026, 4, 14), storage.KindTreatment, date(2026, 5, 20))
	third := create(date(2026, 5, 19), storage.KindTreatment, storage.Date{})
	importPhoto(t, l, first.ID, "frontal", jpegFile(t, 1, 40, 40))
	face := importPhoto(t, l, second.ID, "frontal", jpegFile(t, 2, 40, 40))
	importPhoto(t, l, third.ID, "cheek-left-close", jpegFile(t, 3, 40, 40))
	list, err = l.Clients()
	if err != nil {
		t.Fatal(err)
	}
	eve = list[5]
	if eve.Sessions != 3 || eve.Photos != 3 || eve.LastSession != date(2026, 5, 19) || eve.NextDue != date(2026, 5, 20) ||
		!eve.HasBaseline || eve.Face != face.ID {
		t.Errorf("%+v", eve)
	}
	if _, err := l.RemoveSession(second.ID); err != nil {
		t.Fatal(err)
	}
	list, _ = l.Clients()
	if eve = list[5]; eve.Sessions != 2 || eve.Photos != 2 || !eve.NextDue.IsZero() || eve.Face == face.ID || eve.Face == "" {
		t.Errorf("after a removal: %+v", eve)
	}
}

func TestRecordsOutOfRangeAreRefused(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	long, huge := strings.Repeat("é", 201), strings.Repeat("é", 100_001)
	clients := map[string]storage.Client{
		"long name": {Name: long}, "long code": {Code: long}, "long concern": {Concern: long}, "long notes": {Notes: huge},
		"Fitzpatrick 7": {Fitzpatrick: 7}, "Fitzpatrick -1": {Fitzpatrick: -1}, "long tag": {Tags: []string{long}},
		"no text": {Name: "\xff"},
	}
	for name, c := range clients {
		if _, err := l.CreateClient(c); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("client with %s: %v", name, err)
		}
	}
	sessions := map[string]func(*storage.Session){
		"no date":         func(s *storage.Session) { s.Date = storage.Date{} },
		"year 1899":       func(s *storage.Session) { s.Date = date(1899, 12, 31) },
		"year 2201":       func(s *storage.Session) { s.NextDue = date(2201, 1, 1) },
		"31 February":     func(s *storage.Session) { s.Date.Month, s.Date.Day = 2, 31 },
		"unknown kind":    func(s *storage.Session) { s.Kind = "party" },
		"long notes":      func(s *storage.Session) { s.Notes = huge },
		"long device":     func(s *storage.Session) { s.Device = long },
		"unnamed zone":    func(s *storage.Session) { s.Zones[0].Zone = " " },
		"depth step":      func(s *storage.Session) { s.Zones[0].Depth = 1025 },
		"depth 8.05":      func(s *storage.Session) { s.Zones[0].Depth = 8050 },
		"negative depth":  func(s *storage.Session) { s.Zones[0].Depth = -50 },
		"11 passes":       func(s *storage.Session) { s.Zones[0].Passes = 11 },
		"unknown side":    func(s *storage.Session) { s.Zones[0].Side = "up" },
		"unknown end":     func(s *storage.Session) { s.Zones[0].Endpoint = "smoke" },
		"long zone notes": func(s *storage.Session) { s.Zones[0].Note = huge },
	}
	for name, spoil := range sessions {
		bad := s
		bad.Zones = []storage.ZoneTreatment{{Zone: "cheek"}}
		spoil(&bad)
		if _, err := l.CreateSession(bad); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("session with %s: %v", name, err)
		}
		if _, err := l.UpdateSession(bad); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("session with %s, update: %v", name, err)
		}
	}
	if _, err := l.CreateSession(storage.Session{ClientID: "nobody", Date: s.Date}); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("session of nobody: %v", err)
	}
	if _, err := l.CreateClient(storage.Client{Name: long[:400], Notes: huge[:200_000]}); err != nil {
		t.Errorf("at the limit: %v", err)
	}
}
