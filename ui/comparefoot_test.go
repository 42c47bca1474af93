package ui

import (
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
