package ui

import (
	"strings"
	"testing"

	"skinline/storage"
)

func TestFactsWarnOfWhatIsNoResult(t *testing.T) {
	sessions := []storage.Session{
		{ID: "a", Date: day("2026-03-03"), Kind: storage.KindTreatment},
		{ID: "b", Date: day("2026-04-14"), Kind: storage.KindTreatment},
		{ID: "c", Date: day("2026-04-28"), Kind: storage.KindFollowUp},
		{ID: "d", Date: day("2026-06-20"), Kind: storage.KindFollowUp},
	}
	c := &course{sessions: sessions}
	for _, k := range []struct {
		session storage.ID
		phase   storage.Phase
		want    string
	}{
		{"a", storage.PhasePre, ""},
		{"a", storage.PhaseImmediate, "Immediately after: not a result"},
		{"b", storage.PhasePre, ""},
		{"c", storage.PhaseFollowUp, "Too early to judge: 14 days after session 2"},
		{"d", storage.PhaseFollowUp, ""},
	} {
		if got := c.cautionText(storage.Photo{SessionID: k.session, Phase: k.phase}); got != k.want {
			t.Errorf("%s of session %s: %q, want %q", k.phase, k.session, got, k.want)
		}
	}
}

func TestATagSaysThatAPhotoIsNotAligned(t *testing.T) {
	c := &course{
		sessions: []storage.Session{{ID: "a", Date: day("2026-03-03"), Kind: storage.KindBaseline}},
		frames:   map[storage.View]storage.ViewFrame{"frontal": {Reference: "one"}},
	}
	for id, caution := range map[storage.ID]bool{"one": false, "two": true} {
		words, got := c.tag(storage.Photo{ID: id, SessionID: "a", View: "frontal", Phase: storage.PhaseBaseline})
		if got != caution || strings.Contains(words, "Not aligned") != caution {
			t.Errorf("photo %s is tagged %q", id, words)
		}
	}
}
