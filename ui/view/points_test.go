package view

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"skinline/photos"
	"skinline/photos/align"
)

func editor(t *testing.T) (*Points, fyne.Window, *keysHeld) {
	t.Helper()
	lit(t, "dark")
	p := NewPoints("Reference", "Photo")
	for _, b := range p.boards {
		b.settle.clock = (&handClock{}).clock
	}
	win, keys := onStage(t, p, 1008, 600)
	p.SetReference(ramp(1000, 800))
	p.SetPhoto(ramp(800, 1000))
	return p, win, keys
}

func tapAt(b *board, p photos.Point) {
	b.Tapped(&fyne.PointEvent{Position: b.screen(p)})
}

func near2(a, b photos.Point) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) < 1e-3 }

func TestTapsInTurnMakePairs(t *testing.T) {
	p, _, _ := editor(t)
	var heard []align.Pair
	var waits []Side
	p.OnChanged = func(pairs []align.Pair, done bool) { heard = pairs }
	p.OnWaiting = func(s Side) { waits = append(waits, s) }
	tapAt(p.boards[0], photos.Point{X: .3, Y: .2})
	if heard != nil || p.Waiting() != SidePhoto || p.Selected() != 0 {
		t.Fatalf("half a pair: heard %v, waiting for %v", heard, p.Waiting())
	}
	tapAt(p.boards[1], photos.Point{X: .35, Y: .4})
	// The other way round.
	tapAt(p.boards[1], photos.Point{X: .6, Y: .7})
	tapAt(p.boards[0], photos.Point{X: .7, Y: .6})
	if len(heard) != 2 || !near2(heard[0].Reference, photos.Point{X: .3, Y: .2}) || !near2(heard[0].Photo, photos.Point{X: .35, Y: .4}) ||
		!near2(heard[1].Reference, photos.Point{X: .7, Y: .6}) || !near2(heard[1].Photo, photos.Point{X: .6, Y: .7}) {
		t.Errorf("pairs %+v", heard)
	}
	if want := []Side{SidePhoto, SideNone, SideReference, SideNone}; len(waits) != 4 || waits[0] != want[0] || waits[2] != want[2] {
		t.Errorf("waited for %v", waits)
	}
	tapAt(p.boards[0], photos.Point{X: .5, Y: 3})
	if p.count() != 2 {
		t.Error("a tap beside the photo marked a point")
	}
}

func TestDraggingMovesAPointUnderTheLoupe(t *testing.T) {
	p, _, _ := editor(t)
	start := align.Pair{Reference: photos.Point{X: .5, Y: .4}, Photo: photos.Point{X: .4, Y: .5}}
	p.SetPairs([]align.Pair{start})
	finished := 0
	p.OnChanged = func(_ []align.Pair, done bool) {
		if done {
			finished++
		}
	}
	b := p.boards[0]
	from := b.screen(start.Reference).AddXY(5, 3)
	drags(b, from, fyne.NewDelta(10, 0), fyne.NewDelta(20, 25))
	if !b.loupe.box.Visible() {
		t.Error("no loupe")
	}
	loupe := b.loupe.frame
	if at := b.screen(p.Pairs()[0].Reference); at.Y > loupe.Position().Y && at.Y < loupe.Position().Y+loupe.Size().Height &&
		at.X > loupe.Position().X && at.X < loupe.Position().X+loupe.Size().Width {
		t.Error("the loupe covers its own point")
	}
	b.DragEnd()
	s := b.view.Scale()
	want := photos.Point{X: .5 + 30/s, Y: .4 + 25/s}
	if got := p.Pairs()[0]; !near2(got.Reference, want) || got.Photo != start.Photo {
		t.Errorf("moved to %v, not %v", got.Reference, want)
	}
	if b.loupe.box.Visible() || finished != 1 {
		t.Errorf("after the drag: loupe %v, finished %d times", b.loupe.box.Visible(), finished)
	}
}

func TestArrowsNudgeByPixelsOfThePhoto(t *testing.T) {
	p, win, keys := editor(t)
	clock := &handClock{}
	b := p.boards[1]
	b.settle.clock = clock.clock
	p.SetPairs([]align.Pair{{Photo: photos.Point{X: .4, Y: .5}}})
	p.Select(0)
	win.Canvas().Focus(b)
	press(b, fyne.KeyRight, fyne.KeyRight, fyne.KeyUp)
	keys.hold(fyne.KeyModifierShift, func() { press(b, fyne.KeyDown) })
	if got, want := p.Pairs()[0].Photo, (photos.Point{X: .402, Y: .509}); math.Hypot(got.X-want.X, got.Y-want.Y) > 1e-9 {
		t.Errorf("nudged to %v, not %v", got, want)
	}
	if !b.loupe.box.Visible() {
		t.Error("no loupe")
	}
	clock.strike()
	if b.loupe.box.Visible() {
		t.Error("the loupe stays")
	}
	for range 120 {
		b.nudge(10, 10)
	}
	if got := p.Pairs()[0].Photo; got != (photos.Point{X: .8, Y: 1}) {
		t.Errorf("a point left the photo: %v", got)
	}
}

func TestDeleteTakesTheSelectedPairOrTheHalfMarkedOne(t *testing.T) {
	p, _, _ := editor(t)
	p.SetPairs([]align.Pair{{Reference: photos.Point{X: .1, Y: .1}, Photo: photos.Point{X: .1, Y: .1}}, {Reference: photos.Point{X: .6, Y: .6}, Photo: photos.Point{X: .6, Y: .6}}})
	tapAt(p.boards[0], photos.Point{X: .3, Y: .4})
	press(p.boards[0], fyne.KeyDelete)
	if p.Waiting() != SideNone || len(p.Pairs()) != 2 {
		t.Fatalf("waiting for %v with %d pairs", p.Waiting(), len(p.Pairs()))
	}
	tapAt(p.boards[0], photos.Point{X: .1, Y: .1})
	press(p.boards[0], fyne.KeyDelete)
	if got := p.Pairs(); len(got) != 1 || got[0].Reference.X != .6 {
		t.Errorf("left %+v", got)
	}
}

func TestEachPictureZoomsAndPansByItself(t *testing.T) {
	p, _, _ := editor(t)
	a, b := p.boards[0], p.boards[1]
	at := fyne.NewPos(200, 250)
	under := a.point(at)
	a.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at}, Scrolled: fyne.NewDelta(0, 30)})
	if !near2(a.point(at), under) || a.view.Factor <= 1 || b.view.Factor != 1 {
		t.Errorf("factors %v and %v", a.view.Factor, b.view.Factor)
	}
	drags(a, fyne.NewPos(300, 300), fyne.NewDelta(40, -10))
	a.DragEnd()
	if !near2(a.point(at.AddXY(40, -10)), under) {
		t.Error("dragging the background does not pan")
	}
	p.Fit()
	if a.view != a.view.Fitted() {
		t.Error("Fit does not fit")
	}
}

func TestLoupeStaysInSightAndOffThePoint(t *testing.T) {
	size := fyne.NewSize(500, 600)
	for x := float32(0); x <= 500; x += 25 {
		for y := float32(0); y <= 600; y += 25 {
			at := loupeAt(fyne.NewPos(x, y), 176, 40, size)
			if at.X < 0 || at.Y < 0 || at.X+176 > size.Width || at.Y+176 > size.Height {
				t.Fatalf("for %v,%v it is at %v", x, y, at)
			}
			if x > at.X && x < at.X+176 && y > at.Y && y < at.Y+176 {
				t.Fatalf("it covers %v,%v", x, y)
			}
		}
	}
}

func TestLoupeLooksAsDrawn(t *testing.T) {
	p, win, _ := editor(t)
	p.SetPairs([]align.Pair{
		{Reference: photos.Point{X: .3, Y: .2}, Photo: photos.Point{X: .3, Y: .3}},
		{Reference: photos.Point{X: .6, Y: .6}, Photo: photos.Point{X: .5, Y: .8}},
	})
	p.SetResiduals([]Residual{{Text: "0.2 mm"}, {Text: "2.1 mm", Large: true}})
	drags(p.boards[0], p.boards[0].screen(photos.Point{X: .3, Y: .2}), fyne.NewDelta(10, 10))
	test.AssertImageMatches(t, "points.png", win.Canvas().Capture())
}
