package ui

import (
	"testing"

	"skinline/photos"
	"skinline/storage"
)

func TestTheBadgeIsAboutThePairThatIsSeen(t *testing.T) {
	a, off, c := comparing(t)
	if c.badge.verdict != nil {
		t.Error("a photo that is not aligned was judged")
	}
	align := c.board.panes[1].photo
	if _, err := a.lib.SetAlignment(align.ID, &storage.Alignment{
		Reference: c.ids()[0], Transform: photos.Identity(), Method: storage.AlignManual, Confidence: 1,
	}); err != nil {
		t.Fatal(err)
	}
	a.showTimeline(c.c.client.ID)
	a.settle(off)
	a.screen.(*timelineScreen).compareEnds()
	a.settle(off)
	c = a.screen.(*compareScreen)
	known := c.badge.verdict
	if known == nil || c.badge.Text != verdictLine(*known) {
		t.Fatalf("the pair is not judged: %q", c.badge.Text)
	}
	c.step(-1) // the same photo twice
	if c.badge.verdict != nil {
		t.Error("the badge is still about another pair")
	}
	c.step(1)
	if c.badge.verdict != known || a.jobs.running > 0 {
		t.Error("what was known is judged again")
	}
	delete(c.verdicts, c.pair)
	c.pair = judged{}
	c.fill()
	c.step(-1)
	a.settle(off)
	if c.badge.verdict != nil {
		t.Error("a verdict that came late is shown with another pair")
	}
}
