package view

import (
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTilesDoNotMoveWhenAPictureArrives(t *testing.T) {
	lit(t, "dark")
	tile := NewTile(fyne.NewSize(160, 200))
	onStage(t, tile, 160, 200)
	tile.SetLoading(0)
	before := tile.MinSize()
	for _, px := range []image.Point{{160, 200}, {160, 90}, {40, 40}, {1000, 10}} {
		tile.SetPicture(ramp(px.X, px.Y))
		if tile.MinSize() != before || tile.Size() != before {
			t.Errorf("%v made the tile %v", px, tile.MinSize())
		}
	}
}

func TestPicturesOfTheRightSizeAreShownOneToOne(t *testing.T) {
	lit(t, "dark")
	tile := NewTile(fyne.NewSize(160, 200))
	win, _ := onStage(t, tile, 160, 200)
	w, h := tile.PixelSize()
	tile.SetPicture(ramp(w, h))
	got := win.Canvas().Capture()
	want := ramp(w, h)
	for _, p := range []image.Point{{0, 0}, {w - 1, h - 1}, {w / 3, h / 2}} {
		r, g, _, _ := got.At(p.X, p.Y).RGBA()
		if c := want.RGBAAt(p.X, p.Y); uint8(r>>8) != c.R || uint8(g>>8) != c.G {
			t.Errorf("pixel %v is %d %d, not %d %d", p, r>>8, g>>8, c.R, c.G)
		}
	}
}

func TestPicturesOfAnotherShapeAreLetterboxed(t *testing.T) {
	for _, c := range []struct {
		px    image.Point
		at    fyne.Position
		size  fyne.Size
		scale float32
	}{
		{image.Pt(100, 100), fyne.NewPos(0, 20), fyne.NewSize(160, 160), 1},
		{image.Pt(160, 90), fyne.NewPos(0, 55), fyne.NewSize(160, 90), 1},
		{image.Pt(100, 400), fyne.NewPos(55, 0), fyne.NewSize(50, 200), 1},
		{image.Pt(320, 399), fyne.NewPos(0, 0), fyne.NewSize(160, 199.5), 2},
	} {
		at, size := letterbox(c.px, fyne.NewSize(160, 200), c.scale)
		if at != c.at || size != c.size {
			t.Errorf("%v lies at %v %v, not %v %v", c.px, at, size, c.at, c.size)
		}
	}
}

func TestHiddenTilesLetTheirPictureGo(t *testing.T) {
	lit(t, "dark")
	tile := NewTile(fyne.NewSize(160, 200))
	onStage(t, tile, 160, 200)
	tile.SetPicture(ramp(160, 200))
	tile.Hide()
	if tile.parts.photo.Image != nil {
		t.Error("the picture is still held")
	}
}

func TestASecondQuickTapOpensAndTheFirstDoesNotWait(t *testing.T) {
	lit(t, "dark")
	tile := NewTile(fyne.NewSize(160, 200))
	onStage(t, tile, 160, 200)
	now := time.Unix(0, 0)
	tile.taps.now = func() time.Time { return now }
	var log []string
	tile.OnTapped = func() { log = append(log, "tap") }
	tile.OnDoubleTapped = func() { log = append(log, "open") }
	test.Tap(tile)
	test.Tap(tile)
	now = now.Add(5 * time.Second)
	test.Tap(tile)
	now = now.Add(5 * time.Second)
	test.Tap(tile)
	want := []string{"tap", "open", "tap", "tap"}
	if len(log) != len(want) {
		t.Fatalf("got %v, want %v", log, want)
	}
	for i := range want {
		if log[i] != want[i] {
			t.Fatalf("got %v, want %v", log, want)
		}
	}
}

func TestScreenReadersHearWhatATileIs(t *testing.T) {
	lit(t, "dark")
	tile := NewTile(fyne.NewSize(160, 200))
	onStage(t, tile, 160, 200)
	tile.SetCaption(Caption{Text: "2 Mar 2026", Label: "Photo, left cheek, 2 March 2026"})
	if got := tile.AccessibilityLabel(); got != "Photo, left cheek, 2 March 2026" {
		t.Error(got)
	}
	tile.SetEmpty("Drop a photo here")
	if got := tile.AccessibilityLabel(); got != "Drop a photo here" {
		t.Error(got)
	}
}

func TestLongCaptionsStayInTheTile(t *testing.T) {
	lit(t, "dark")
	tile := NewTile(fyne.NewSize(90, 120))
	onStage(t, tile, 90, 120)
	tile.SetCaption(Caption{Text: "Donnerstag, 24. September 2026", Badge: "Nachuntersuchung nach drei Monaten", Mark: MarkAligned})
	for _, o := range []fyne.CanvasObject{tile.parts.text, tile.parts.badge, tile.parts.pill, tile.parts.ring} {
		if right := o.Position().X + o.MinSize().Width; right > 90 {
			t.Errorf("%T ends at %v", o, right)
		}
	}
	if tile.parts.text.Position().X+tile.parts.text.MinSize().Width > tile.parts.ring.Position().X {
		t.Error("the date runs into the mark")
	}
}

func TestFocusTilesAnswerTheKeyboard(t *testing.T) {
	lit(t, "dark")
	tile := NewFocusTile(fyne.NewSize(160, 200))
	win, _ := onStage(t, tile, 160, 200)
	tapped, opened := 0, 0
	tile.OnTapped, tile.OnDoubleTapped = func() { tapped++ }, func() { opened++ }
	win.Canvas().FocusNext()
	press(tile, fyne.KeySpace, fyne.KeyReturn)
	if win.Canvas().Focused() != fyne.Focusable(tile) || tapped != 1 || opened != 1 || !tile.cursor {
		t.Errorf("tapped %d, opened %d, ring %v", tapped, opened, tile.cursor)
	}
}

func TestTheRingSaysHowSurelyAPhotoLies(t *testing.T) {
	tile := NewTile(fyne.NewSize(160, 200))
	onStage(t, tile, 200, 240)
	good, caution := colour(tile, ColorGoodOnStage), colour(tile, ColorCautionOnStage)
	for mark, want := range map[Mark]struct {
		ring, dot bool
		ink       any
	}{
		MarkAligned:   {true, true, good},
		MarkLandmarks: {true, true, caution},
		MarkPoints:    {true, false, caution},
		MarkNone:      {},
	} {
		tile.SetCaption(Caption{Text: "14 Apr 2026", Mark: mark})
		p := tile.parts
		if p.ring.Visible() != want.ring || p.dot.Visible() != want.dot || want.ring && p.ring.StrokeColor != want.ink {
			t.Errorf("mark %d: ring %v, dot %v in %v", mark, p.ring.Visible(), p.dot.Visible(), p.ring.StrokeColor)
		}
	}
}

// What a mark means is read whole while the pointer rests on the tile, and is
// gone after it.
func TestTheMeaningOfTheRingIsReadWhole(t *testing.T) {
	lit(t, "dark")
	tile := NewTile(fyne.NewSize(240, 300))
	onStage(t, tile, 240, 300)
	tile.SetPicture(ramp(240, 300))
	const said = "Points needed: The photos seem to show two different people. Check that the photo belongs to this client, or mark two points."
	tile.SetCaption(Caption{Text: "2 Mar 2026", Mark: MarkPoints, MarkText: said})
	shown := func() string {
		var words []string
		for _, l := range tile.parts.lines {
			if l.Visible() {
				words = append(words, l.Text)
			}
		}
		return strings.Join(words, " ")
	}
	if got := shown(); got != "" {
		t.Errorf("%q without the pointer", got)
	}
	tile.MouseIn(nil)
	if got := shown(); got != said {
		t.Errorf("%q", got)
	}
	foot, last := tile.parts.foot, tile.parts.lines[3]
	if top := tile.parts.lines[0].Position().Y; top < foot.Position().Y || last.Position().Y+last.Size().Height > tile.parts.text.Position().Y+1 {
		t.Errorf("words from %v to %v, ground from %v, caption from %v", top, last.Position().Y+last.Size().Height, foot.Position().Y, tile.parts.text.Position().Y)
	}
	tile.MouseOut()
	if got := shown(); got != "" {
		t.Errorf("%q after the pointer left", got)
	}
}
