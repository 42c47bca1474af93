package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
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

// Twelve photos in a row leave each of them a column in which no line of its
// facts has room: they wrap, and nothing is cut.
func TestEveryPhotoOfManyKeepsItsDateDaysAndPhase(t *testing.T) {
	a, off, s := withPhotos(t)
	a.win.Resize(fyne.NewSize(1280, 760))
	s.c.photos[1].Phase = storage.PhaseFollowUp
	a.compare(s.c, slices.Repeat(s.c.photos, 6))
	a.settle(off)
	c := a.screen.(*compareScreen)
	c.board.panes[3].pane.SetOffset(photos.Point{X: .1})
	for _, m := range []mode{modeGrid, modeSide} {
		c.choose(m)
		a.settle(off)
		for i, f := range c.feet {
			want := []string{"3 Mar 2026", "first session", "Baseline"}
			if i%2 == 1 {
				want = []string{"14 Apr 2026", "42 days", "Session 1", "Follow-up"}
			}
			said := ""
			for _, o := range f.lines.Objects {
				if o.Visible() {
					if l, ok := o.(*widget.Label); ok {
						said += " " + l.Text
						if l.Truncation != fyne.TextTruncateOff || l.Wrapping != fyne.TextWrapWord {
							t.Errorf("mode %v, photo %d: %q may be cut", m, i, l.Text)
						}
					}
					if low := o.Position().Y + o.MinSize().Height; low > f.lines.Size().Height+tightOverlap {
						t.Errorf("mode %v, photo %d: the facts end at %v of %v", m, i, low, f.lines.Size().Height)
					}
				}
			}
			for _, text := range want {
				if !strings.Contains(said, text) {
					t.Errorf("mode %v, photo %d says %q, not %q", m, i, said, text)
				}
			}
			if got := c.board.state(i); strings.Contains(got, "Moved by hand") != (i == 3) || strings.Contains(got, "Pinned") != (i == c.board.pinned) {
				t.Errorf("mode %v, photo %d is tagged %q", m, i, got)
			}
		}
	}
}
