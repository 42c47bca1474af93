package ui

import (
	"os"
	"path/filepath"
	"testing"

	"skinline/photos/phantom"
	"skinline/storage"
)

func TestTheReviewRecognisesViewsAndLeavesThoseThatWereSaid(t *testing.T) {
	a, off, before := withPhotos(t)
	dir := t.TempDir()
	for name, turn := range map[string]float64{"IMG_1.jpg": 2, "IMG_2.jpg": -42, "lateral left.jpg": 3} {
		data, err := phantom.Subject{Kind: phantom.Face, Seed: 4}.JPEG(phantom.Shot{Width: 480, Height: 600, Turn: turn})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before.dropped(before.matrix.Position(), []string{dir})
	a.settle(off)
	s, ok := a.screen.(*reviewScreen)
	if !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	byName := map[string]*arrival{}
	for _, i := range s.items {
		byName[filepath.Base(i.Path)] = i
	}
	for name, want := range map[string]storage.View{"IMG_1.jpg": "frontal", "IMG_2.jpg": "oblique-right", "lateral left.jpg": "lateral-left"} {
		if i := byName[name]; i.view != want || i.recognised == i.told {
			t.Errorf("%s is %q (recognised %v, told %v)", name, i.view, i.recognised, i.told)
		}
	}
	if !a.says("View recognised by what the photo shows") {
		t.Error("nothing is said of how the view is known")
	}
	s.setAll("basal")
	s.recognise(byName["IMG_1.jpg"], "frontal")
	if i := byName["IMG_1.jpg"]; i.view != "basal" {
		t.Errorf("what a person chose became %q", i.view)
	}
}

func TestAGuessByOrderGivesWayToWhatIsSeen(t *testing.T) {
	a, off, before := withPhotos(t)
	path := shoot(t, t.TempDir(), "IMG_7.jpg", phantom.Shot{NoiseSeed: 12})
	a.importPhotos(before.c.client.ID, []string{path}, cellHint{session: before.c.sessions[0].ID})
	a.settle(off)
	s := a.screen.(*reviewScreen)
	first := s.items[0]
	first.view, first.told, first.recognised = "frontal", false, true
	other := *first
	guess, elsewhere := other, other
	guess.recognised, elsewhere.recognised = false, false
	elsewhere.session = before.c.sessions[1].ID
	s.items = append(s.items, &guess, &elsewhere)
	s.doubt()
	if guess.view != "" || elsewhere.view != "frontal" || first.view != "frontal" {
		t.Errorf("%q, %q and %q", guess.view, elsewhere.view, first.view)
	}
}
