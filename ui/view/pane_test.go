package view

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"skinline/photos"
)

type asking struct {
	visible photos.Rect
	w, h    int
}

// panes are two of different sizes in one zoom, and what they asked for.
func panes(t *testing.T) (*Zoom, []*Pane, []*[]asking, *handClock, *keysHeld) {
	t.Helper()
	lit(t, "dark")
	z, clock := NewZoom(photos.Rect{X: .1, Y: .1, W: .6, H: .75}), &handClock{}
	var all []*Pane
	var asked []*[]asking
	for range 2 {
		p, log := NewPane(z), &[]asking{}
		p.settle.clock = clock.clock
		p.Request = func(r photos.Rect, w, h int) { *log = append(*log, asking{r, w, h}) }
		all, asked = append(all, p), append(asked, log)
	}
	split := container.NewHSplit(all[0], all[1])
	split.Offset = .65
	_, keys := onStage(t, split, 1000, 600)
	clock.strike()
	return z, all, asked, clock, keys
}

func last(a *[]asking) asking { return (*a)[len(*a)-1] }

func TestPanesOfDifferentSizesShareTheScale(t *testing.T) {
	z, all, asked, clock, _ := panes(t)
	z.At(photos.Point{X: .4, Y: .5}, 3)
	clock.strike()
	a, b := last(asked[0]), last(asked[1])
	perUnit := func(r asking) float64 { return float64(r.w) / r.visible.W }
	if math.Abs(perUnit(a)-perUnit(b)) > 1e-6*perUnit(a) {
		t.Errorf("scales %v and %v", perUnit(a), perUnit(b))
	}
	if all[0].Size() == all[1].Size() {
		t.Fatal("the panes have one size, so this proves nothing")
	}
	c := func(p *Pane) photos.Point { return p.at(fyne.NewPos(p.Size().Width/2, p.Size().Height/2)) }
	if d := math.Hypot(c(all[0]).X-c(all[1]).X, c(all[0]).Y-c(all[1]).Y); d > 1e-9 {
		t.Errorf("middles %v apart", d)
	}
}

func TestPixelsAreAskedForOnceTheGestureRests(t *testing.T) {
	z, all, asked, clock, _ := panes(t)
	all[0].SetPicture(ramp(40, 50), last(asked[0]).visible)
	before := len(*asked[0])
	for range 20 {
		all[0].Scrolled(wheel(0, 5))
		all[0].Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(3, 1)})
	}
	if n := len(*asked[0]); n != before {
		t.Fatalf("%d requests during the gesture", n-before)
	}
	clock.strike()
	if n := len(*asked[0]); n != before+1 {
		t.Fatalf("%d requests after it", n-before)
	}
	z.Fit()
	z.Fit()
	clock.strike()
	clock.strike()
	if n := len(*asked[0]); n != before+2 {
		t.Errorf("%d requests for one place", n-before)
	}
}

// What is asked for lies on device pixels, so the answer is shown one to one.
func TestAnswersAreShownPixelForPixel(t *testing.T) {
	z, all, asked, clock, _ := panes(t)
	for _, by := range []float64{1, 1.37, 2.9, 11} {
		z.At(photos.Point{X: .43, Y: .51}, by)
		clock.strike()
		r := last(asked[0])
		all[0].SetPicture(ramp(r.w, r.h), r.visible)
		got := all[0].exact.photo
		if got.Size() != fyne.NewSize(float32(r.w), float32(r.h)) {
			t.Errorf("%d x %d pixels are shown as %v", r.w, r.h, got.Size())
		}
		if x, y := float64(got.Position().X), float64(got.Position().Y); x != math.Trunc(x) || y != math.Trunc(y) {
			t.Errorf("between pixels at %v, %v", x, y)
		}
	}
}

func TestThePictureStaysUntilTheNextArrives(t *testing.T) {
	z, all, asked, clock, _ := panes(t)
	r := last(asked[0])
	all[0].SetPicture(ramp(r.w, r.h), r.visible)
	wide := all[0].exact.photo.Size().Width
	z.At(photos.Point{X: .4, Y: .5}, 2)
	clock.strike()
	if got := all[0].exact.photo; !got.Visible() || got.Image == nil || math.Abs(float64(got.Size().Width-2*wide)) > 1 {
		t.Errorf("after zooming by 2 it is %v wide, was %v", got.Size().Width, wide)
	}
	all[0].Renew()
	if all[0].exact.empty() {
		t.Error("another photo blanks the pane")
	}
	all[0].Clear()
	if !all[0].exact.empty() || !all[0].base.empty() {
		t.Error("Clear leaves a picture")
	}
}

func TestZoomKeysAndDoubleTap(t *testing.T) {
	z, all, _, _, keys := panes(t)
	p := all[0]
	z.SetFull(4000)
	p.TypedRune('+')
	if z.Fitted() {
		t.Error("+ does nothing")
	}
	p.TypedRune('1')
	if got, ok := z.Percent(); !ok || math.Abs(got-100) > 1e-9 {
		t.Errorf("1 is %v %%", got)
	}
	p.TypedRune('0')
	if !z.Fitted() {
		t.Error("0 does not fit")
	}
	at := &fyne.PointEvent{Position: fyne.NewPos(100, 100)}
	under := p.at(at.Position)
	p.Tapped(at)
	p.Tapped(at)
	if got, _ := z.Percent(); math.Abs(got-100) > 1e-9 {
		t.Errorf("a double tap is %v %%", got)
	}
	if now := p.at(at.Position); math.Hypot(now.X-under.X, now.Y-under.Y) > 1e-9 {
		t.Error("a double tap does not zoom at the pointer")
	}
	p.Tapped(at)
	p.Tapped(at)
	if !z.Fitted() {
		t.Error("the second double tap does not fit")
	}
	keys.hold(fyne.KeyModifierShift, func() { p.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(30, 0)}) })
	if !z.Fitted() || p.Offset().X <= 0 || all[1].Offset() != (photos.Point{}) {
		t.Errorf("Shift moved the pane by %v, the other by %v", p.Offset(), all[1].Offset())
	}
}

func TestAGestureForOnePhotoMovesTheOneItIsMeantFor(t *testing.T) {
	z, all, _, _, keys := panes(t)
	shifted := 0
	all[1].OnShifted = func() { shifted++ }
	all[0].Alone = all[1] // they lie upon each other
	keys.hold(fyne.KeyModifierControl, func() {
		all[0].Scrolled(wheel(0, 25))
		all[0].Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 5)})
	})
	if !z.Fitted() || all[0].Offset() != (photos.Point{}) || shifted != 2 {
		t.Errorf("%d shifts, the upper photo is at %v", shifted, all[0].Offset())
	}
	if got, want := all[1].Offset().Y, 30/z.Viewport().Scale(); math.Abs(got-want) > 1e-9 {
		t.Errorf("moved by %v, want %v", got, want)
	}
}

// A jump is over at once: its pixels are not waited for as those of a gesture.
func TestJumpsAskAtOnce(t *testing.T) {
	z, all, asked, _, _ := panes(t)
	all[0].SetPicture(ramp(40, 50), last(asked[0]).visible)
	n := len(*asked[0])
	z.Full(z.Centre())
	if len(*asked[0]) != n+1 {
		t.Error("100 % waits")
	}
	z.Fit()
	if len(*asked[0]) != n+2 {
		t.Error("fit waits")
	}
}

func TestTheSharperPictureIsShown(t *testing.T) {
	_, all, asked, _, _ := panes(t)
	r := last(asked[0])
	all[0].SetPicture(ramp(100, 125), r.visible)
	all[0].SetBase(ramp(400, 500), r.visible)
	if all[0].exact.photo.Visible() || !all[0].base.photo.Visible() {
		t.Error("the coarser picture covers the finer one")
	}
	all[0].SetPicture(ramp(800, 1000), r.visible)
	if !all[0].exact.photo.Visible() || all[0].base.photo.Visible() {
		t.Error("exact pixels do not take over")
	}
}

func TestDetachedPanesAskForNothing(t *testing.T) {
	z, all, asked, clock, _ := panes(t)
	n := len(*asked[1])
	all[1].Detach()
	z.At(z.Centre(), 2)
	clock.strike()
	if len(*asked[1]) != n {
		t.Error("a detached pane asks")
	}
}
