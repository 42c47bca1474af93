package ui

import (
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/photos/phantom"
	"skinline/storage"
)

// comparing opens the first and the latest photo of a client.
func comparing(t *testing.T) (*App, *offstage, *compareScreen) {
	t.Helper()
	a, off, s := withPhotos(t)
	s.compareEnds()
	a.settle(off)
	c, ok := a.screen.(*compareScreen)
	if !ok || len(c.board.panes) != 2 {
		t.Fatalf("screen is %T", a.screen)
	}
	return a, off, c
}

func typed(a *App, keys ...fyne.KeyName) {
	for _, k := range keys {
		a.typedKey(&fyne.KeyEvent{Name: k})
	}
}

func (s *compareScreen) ids() (ids []storage.ID) {
	for _, p := range s.board.panes {
		ids = append(ids, p.photo.ID)
	}
	return ids
}

func TestModesByOneKey(t *testing.T) {
	a, off, c := comparing(t)
	for key, want := range map[fyne.KeyName]mode{
		fyne.KeyC: modeCurtain, fyne.KeyO: modeOnion, fyne.KeyF: modeFlip, fyne.KeyG: modeGrid, fyne.KeyS: modeSide,
	} {
		typed(a, key)
		a.settle(off)
		if c.board.mode != want || c.modes.Chosen() != int(want) {
			t.Errorf("%s: mode %d, marked %d", key, c.board.mode, c.modes.Chosen())
		}
		for i, p := range c.board.panes {
			if p.exact.want.photo != p.photo.ID || a.busy() {
				t.Errorf("%s: photo %d has no exact picture", key, i)
			}
		}
	}
	typed(a, fyne.KeyReturn)
	if !c.board.single || !a.win.FullScreen() {
		t.Error("Return does not show one photo over the whole screen")
	}
	typed(a, fyne.KeyEscape)
	if c.board.single || a.win.FullScreen() || a.screen != screen(c) {
		t.Error("Escape does not lead back to the comparison")
	}
}

func TestEveryModeShowsTheSamePlaceAtTheSameSize(t *testing.T) {
	a, off, c := comparing(t)
	z := c.board.zoom
	z.At(photos.Point{X: .4, Y: .5}, 3)
	a.settle(off)
	scale, centre := z.Viewport().Scale(), z.Centre()
	for m := modeGrid; m >= modeSide; m-- {
		c.choose(m)
		for _, p := range c.board.panes {
			p.pane.Renew() // as the clock would
		}
		a.settle(off)
		if got := z.Viewport().Scale(); math.Abs(got/scale-1) > 1e-9 || z.Centre() != centre {
			t.Errorf("mode %d: scale %v at %v, was %v at %v", m, got, z.Centre(), scale, centre)
		}
		one, other := c.board.panes[0].exact.want, c.board.panes[1].exact.want
		if one.frame.Crop != other.frame.Crop || one.w != other.w || one.h != other.h {
			t.Errorf("mode %d: the photos show different parts: %+v %+v", m, one, other)
		}
	}
}

// A flip is a swap of places: it asks for no pixels and waits for none.
func TestFlipLoadsNothing(t *testing.T) {
	for m := modeSide; m <= modeGrid; m++ {
		a, off, c := comparing(t)
		c.choose(m)
		a.settle(off)
		var wants []request
		for _, p := range c.board.panes {
			wants = append(wants, p.exact.want)
		}
		places := func() (at [2]fyne.Position) {
			for i, p := range c.board.panes {
				at[i] = p.pane.Position()
			}
			return at
		}
		was := places()
		c.hold(fyne.KeySpace, true)
		if a.busy() {
			t.Errorf("mode %d: a flip loads", m)
		}
		for i, p := range c.board.panes {
			if p.exact.want != wants[i] {
				t.Errorf("mode %d: a flip asks for other pixels of photo %d", m, i)
			}
		}
		if now := places(); !c.board.stacked() && (now[0] != was[1] || now[1] != was[0]) {
			t.Errorf("mode %d: the photos did not change places", m)
		}
		c.hold(fyne.KeySpace, false)
		if !c.board.flipped {
			t.Errorf("mode %d: a tap should stay flipped", m)
		}
		c.hold(fyne.KeySpace, true)
		c.held = time.Now().Add(-time.Second)
		c.hold(fyne.KeySpace, false)
		if !c.board.flipped {
			t.Errorf("mode %d: releasing a held space bar should flip back", m)
		}
	}
}

func TestArrowsMoveDividerAndFade(t *testing.T) {
	a, _, c := comparing(t)
	centre := c.board.zoom.Centre()
	typed(a, fyne.KeyC, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	if d := c.board.curtain - .5 - curtainStep; d > 1e-6 || d < -1e-6 {
		t.Errorf("the divider is at %v", c.board.curtain)
	}
	c.divide(3)
	if c.board.curtain != 1 {
		t.Errorf("the divider left the photo: %v", c.board.curtain)
	}
	typed(a, fyne.KeyO, fyne.KeyLeft)
	if math.Abs(c.board.opacity-.5+fadeStep) > 1e-9 || math.Abs(c.fade.Value-c.board.opacity) > 1e-9 {
		t.Errorf("opacity %v, slider %v", c.board.opacity, c.fade.Value)
	}
	if c.board.zoom.Centre() != centre {
		t.Error("the arrows moved the photos too")
	}
	typed(a, fyne.KeyS, fyne.KeyLeft)
	if c.board.zoom.Viewport().Fitted() == c.board.zoom.Viewport() {
		t.Error("side by side an arrow does not pan")
	}
}

func TestPinnedPhotoStaysWhileTheOtherSteps(t *testing.T) {
	a, off, c := comparing(t)
	first, latest := c.ids()[0], c.ids()[1]
	if c.board.pinned != 0 {
		t.Error("the baseline is not pinned")
	}
	c.activate(0)
	c.step(-1)
	a.settle(off)
	if ids := c.ids(); ids[0] != first || ids[1] != first {
		t.Errorf("stepping back should bring the first photo beside the pinned one: %v", ids)
	}
	c.step(-1)
	c.step(1)
	if c.ids()[1] != latest {
		t.Error("stepping forth should bring the latest back")
	}
	typed(a, fyne.KeyX)
	if ids := c.ids(); ids[0] != latest || ids[1] != first || c.board.active != 0 || c.board.pinned != 1 {
		t.Errorf("after a swap: %v, active %d, pinned %d", ids, c.board.active, c.board.pinned)
	}
	c.activate(1)
	typed(a, fyne.KeyP)
	if c.board.pinned != -1 {
		t.Error("P does not let the pinned photo go")
	}
}

func TestMovedPhotoStaysMovedUntilReset(t *testing.T) {
	a, off, c := comparing(t)
	p := c.board.panes[1]
	p.pane.SetOffset(photos.Point{X: .03, Y: .04})
	c.marks()
	if f := c.feet[1]; !f.moved.Visible() || f.moved.Text != "moved 5 px · reset" {
		t.Errorf("of a photo of 100 px moved by .05: %q", f.moved.Text)
	}
	c.board.zoom.At(c.board.zoom.Centre(), 2)
	typed(a, fyne.KeyC)
	a.settle(off)
	if p.pane.Offset() != (photos.Point{X: .03, Y: .04}) || c.board.panes[0].pane.Offset() != (photos.Point{}) {
		t.Error("the offset did not stay with its photo")
	}
	typed(a, fyne.KeyR)
	if p.pane.Offset() != (photos.Point{}) || c.feet[1].moved.Visible() {
		t.Error("R does not put the photo back")
	}
	press(t, a, "Undo")
	if p.pane.Offset() != (photos.Point{X: .03, Y: .04}) {
		t.Error("undo does not move it again")
	}
	c.step(-1)
	if p.pane.Offset() != (photos.Point{}) {
		t.Error("another photo took over the offset of the one before")
	}
}

func TestAnotherPhotosPixelsNeverReachAPane(t *testing.T) {
	a, off, c := comparing(t)
	b := c.board
	b.zoom.At(photos.Point{X: .4, Y: .5}, 2)
	var got []storage.ID
	for _, p := range b.panes {
		show := p.exact.show
		p.exact.show = func(img *image.RGBA, err error) {
			got = append(got, p.exact.want.photo)
			if p.exact.want.photo != p.photo.ID {
				t.Error("a pane shows a photo that it is not about")
			}
			show(img, err)
		}
	}
	// Steps, swaps and views change faster than pixels arrive.
	for i := range 20 {
		for _, p := range b.panes {
			p.pane.Renew()
		}
		switch i % 3 {
		case 0:
			c.swap()
		case 1:
			c.step(-1)
		case 2:
			c.step(1)
		}
	}
	a.settle(off)
	if len(got) == 0 {
		t.Error("nothing was shown")
	}
	for i, p := range b.panes {
		if p.exact.want.photo != p.photo.ID || p.base.want.photo != p.photo.ID {
			t.Errorf("pane %d is of %s and wants %s", i, p.photo.ID, p.exact.want.photo)
		}
	}
}

func TestLockWhileAPhotoIsDecodedShowsNothing(t *testing.T) {
	a, off, c := comparing(t)
	c.board.zoom.Full(c.board.zoom.Centre())
	for _, p := range c.board.panes {
		p.exact.show = func(*image.RGBA, error) { t.Error("shown after the lock") }
		p.pane.Renew()
	}
	a.lock()
	a.settle(off)
	if len(c.full.kept) != 0 || c.full.bytes != 0 {
		t.Error("a decoded original is kept")
	}
	if c.loader.cache.bytes != 0 {
		t.Error("pictures are kept")
	}
}

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

func TestAnotherViewKeepsSessionsAndPlace(t *testing.T) {
	a, off, timeline := withPhotos(t)
	dir := t.TempDir()
	var items []storage.ImportItem
	for i, s := range timeline.c.sessions {
		path := shoot(t, dir, s.Date.String()+".jpg", phantom.Shot{NoiseSeed: int64(20 + i), Taken: s.Date.Time().Add(11 * time.Hour)})
		items = append(items, storage.ImportItem{Path: path, Session: s.ID, View: "oblique-left", Phase: storage.PhasePre})
	}
	if err := a.lib.Import(t.Context(), items, func(r storage.ImportResult) {
		if r.Err != nil {
			t.Error(r.Err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	timeline.reload()
	a.settle(off)
	timeline.compareEnds()
	a.settle(off)
	c := a.screen.(*compareScreen)
	c.board.zoom.At(photos.Point{X: .4, Y: .5}, 3)
	before := c.board.zoom.Viewport()
	typed(a, fyne.KeyPageDown)
	a.settle(off)
	if c.board.view != "oblique-left" {
		t.Fatalf("the view is %s", c.board.view)
	}
	for i, p := range c.board.panes {
		if p.photo.View != "oblique-left" || p.photo.SessionID != timeline.c.sessions[i].ID {
			t.Errorf("pane %d shows %s of another session", i, p.photo.View)
		}
	}
	now := c.board.zoom.Viewport()
	if now.Factor != before.Factor || math.Abs((now.Centre.X-now.Frame.X)/now.Frame.W-(before.Centre.X-before.Frame.X)/before.Frame.W) > 1e-9 {
		t.Errorf("the place changed: %+v, was %+v", now, before)
	}
	typed(a, fyne.KeyPageDown)
	if c.board.view != "frontal" {
		t.Error("the views do not come round")
	}
}

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

func TestPictureIsSavedAsLargeAndAsWhatIsAsked(t *testing.T) {
	a, off, c := comparing(t)
	dir := t.TempDir()
	c.save()
	var where *widget.Entry
	var size *widget.Select
	var kind *widget.RadioGroup
	a.objects(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Entry:
			where = o
		case *widget.Select:
			size = o
		case *widget.RadioGroup:
			kind = o
		}
	})
	where.SetText(filepath.Join(dir, "after.png"))
	kind.SetSelected("JPEG")
	if filepath.Base(where.Text) != "after.jpg" {
		t.Errorf("the name is %q", where.Text)
	}
	where.SetText(filepath.Join(dir, "again.png"))
	if kind.Selected != "PNG" {
		t.Errorf("the kind is %q", kind.Selected)
	}
	size.SetSelectedIndex(0)
	press(t, a, "Save")
	a.settle(off)
	f, err := os.Open(filepath.Join(dir, "again.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if img, err := png.DecodeConfig(f); err != nil || img.Width < 1500 || img.Width > 1700 {
		t.Errorf("%d pixels wide, %v", img.Width, err)
	}
}
