package ui

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"skinline/photos"
)

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
