package storage

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"skinline/photos/annotation"
)

func TestSidecarNamesReadBackAndNothingElseDoes(t *testing.T) {
	id := newID()
	name := sidecarName(id, 12)
	if got, rev, ok := parseSidecarName(name); !ok || got != id || rev != 12 {
		t.Errorf("%s: %s, %d, %v", name, got, rev, ok)
	}
	for _, bad := range []string{"", string(id), string(id) + "-.json", string(id) + "-1", string(id) + "-01.json", string(id) + "-1.json.age", "../" + name, string(id) + "-1x.json"} {
		if _, _, ok := parseSidecarName(bad); ok {
			t.Errorf("%q is taken for a sidecar", bad)
		}
	}
}

// validSidecar is one that parses, for tests to spoil.
func validSidecar() sidecar {
	client, session, photo, removal := newID(), newID(), newID(), newID()
	hash := "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	p := Photo{ID: photo, ClientID: client, SessionID: session, Phase: PhasePre, TakenSource: TakenTyped, SHA256: hash, Blob: hash}
	p.Taken.Local = Date{2026, 4, 14}.Time()
	return sidecar{
		Format: format, Kind: "session", Revision: 3,
		Client:   clientRecord{Client: Client{ID: client, Code: "C-0001"}},
		Session:  &sessionRecord{Session: Session{ID: session, ClientID: client, Date: Date{2026, 4, 14}, Kind: KindTreatment}},
		Photos:   []photoRecord{{Photo: p, Removal: removal}},
		Removals: []removalRecord{{ID: removal, Kind: "photo", Subject: photo}},
	}
}

func TestASidecarThatCouldMisleadIsRefused(t *testing.T) {
	text, _ := json.Marshal(validSidecar())
	if got, err := parseSidecar(text); err != nil || !got.equal(validSidecar()) && got.Revision != 3 {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*sidecar){
		"path as photo": func(s *sidecar) { s.Photos[0].Blob = "../../../../etc/passwd" },
		"short hash":    func(s *sidecar) { s.Photos[0].Blob = "00" },
		"capital hash": func(s *sidecar) {
			s.Photos[0].SHA256 = "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff"
		},
		"no photo id":             func(s *sidecar) { s.Photos[0].ID = "1" },
		"photo of another":        func(s *sidecar) { s.Photos[0].SessionID = newID() },
		"no client":               func(s *sidecar) { s.Client.ID = "" },
		"no code":                 func(s *sidecar) { s.Client.Code = "" },
		"session of another":      func(s *sidecar) { s.Session.ClientID = newID() },
		"no session":              func(s *sidecar) { s.Session, s.Photos = nil, nil },
		"impossible date":         func(s *sidecar) { s.Session.Date = Date{1, 1, 1} },
		"unknown removal":         func(s *sidecar) { s.Removals = nil },
		"unknown kind of removal": func(s *sidecar) { s.Removals[0].Kind = "x" },
		"impossible scale": func(s *sidecar) {
			s.Photos[0].Annotation = &annotation.Layer{Scale: &annotation.Scale{MM: -1, On: annotation.OnRuler}}
		},
		"unknown shape": func(s *sidecar) {
			s.Photos[0].Annotation = &annotation.Layer{Shapes: []annotation.Shape{{Kind: "blur"}}}
		},
		"revision 0":   func(s *sidecar) { s.Revision = 0 },
		"unknown kind": func(s *sidecar) { s.Kind = "photo" },
	} {
		s := validSidecar()
		spoil(&s)
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parseSidecar(text); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := parseSidecar([]byte(`{"format": 2}`)); !errors.Is(err, ErrNewer) {
		t.Errorf("newer format: %v", err)
	}
}

func FuzzParseSidecar(f *testing.F) {
	text, err := json.Marshal(validSidecar())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"format":1,"kind":"client","revision":1,"client":{"id":"x"}}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := parseSidecar(text)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
				t.Error(err)
			}
			return
		}
		again, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		back, err := parseSidecar(again)
		if err != nil || !reflect.DeepEqual(back, s) && !back.equal(s) {
			t.Errorf("%s reads back as %+v, %v", again, back, err)
		}
		for _, p := range s.Photos {
			if filepath.Base(p.Blob) != p.Blob || len(p.Blob) != 64 {
				t.Errorf("blob %q", p.Blob)
			}
		}
	})
}

func TestTheFirstFormatOpensForEver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	if err := os.CopyFS(dir, os.DirFS("testdata/format-1")); err != nil {
		t.Fatal(err)
	}
	const passphrase = "format one"
	checkFormat1(t, dir, passphrase)
	if err := os.Remove(filepath.Join(dir, indexFile)); err != nil {
		t.Fatal(err)
	}
	if findings, err := Rebuild(t.Context(), dir, passphrase); err != nil || len(findings) > 0 {
		t.Fatalf("rebuild: %v, %v", findings, err)
	}
	checkFormat1(t, dir, passphrase)
}

func TestTheFirstFormatCanBeReadWhereNothingCanBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	if err := os.CopyFS(dir, os.DirFS("testdata/format-1")); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(dir, indexFile))
	if err != nil {
		t.Fatal(err)
	}
	l := newLibrary(dir)
	l.readOnly = true
	if err := l.unlock("format one"); err != nil {
		t.Fatal(err)
	}
	c, err := l.ClientByCode("C-0001")
	if err != nil {
		t.Fatal(err)
	}
	if list, err := l.Photos(c.ID); err != nil || len(list) != 2 || list[1].Alignment == nil || list[1].Attempt != nil {
		t.Errorf("%+v, %v", list, err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(filepath.Join(dir, indexFile)); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the index was written: %v", err)
	}
}

func checkFormat1(t *testing.T, dir, secret string) {
	t.Helper()
	l, err := Open(dir, secret)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, err := l.ClientByCode("C-0001")
	if err != nil || c.Name != "Ada Example" || c.Fitzpatrick != 3 || !reflect.DeepEqual(c.Tags, []string{"first", "zweite"}) {
		t.Errorf("%+v, %v", c, err)
	}
	sessions, err := l.Sessions(c.ID)
	if err != nil || len(sessions) != 2 {
		t.Fatalf("%+v, %v", sessions, err)
	}
	want := []ZoneTreatment{{Zone: "cheek", Side: SideLeft, Depth: 1250, Passes: 3, Endpoint: EndpointPinpoint, Note: "n"}}
	if s := sessions[1]; s.Date != (Date{2026, 4, 14}) || s.Device != "pen, 12 pins" || s.NextDue != (Date{2026, 5, 19}) || !reflect.DeepEqual(s.Zones, want) {
		t.Errorf("%+v", s)
	}
	list, err := l.Photos(c.ID)
	if err != nil || len(list) != 2 || list[0].Phase != PhaseBaseline || list[1].Alignment == nil || list[1].Alignment.Reference != list[0].ID {
		t.Fatalf("%+v, %v", list, err)
	}
	frames, err := l.ViewFrames(c.ID)
	if err != nil || len(frames) != 1 || frames[0].Aspect != "4:5" || !frames[0].CropSet {
		t.Errorf("%+v, %v", frames, err)
	}
	if trash, err := l.Trash(); err != nil || len(trash) != 1 || trash[0].Label != "C-0002 Gone" {
		t.Errorf("%+v, %v", trash, err)
	}
	if pic, err := l.Preview(t.Context(), list[0].ID, 0); err != nil || pic.Rect.Dx() != 24 {
		t.Errorf("%v", err)
	}
	if report, err := l.Verify(t.Context(), nil); err != nil || len(report.Findings) > 0 || report.Photos != 3 {
		t.Errorf("%+v, %v", report, err)
	}
}
