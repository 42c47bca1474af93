package view

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	"skinline/photos"
)

// plainPicture is one colour.
func plainPicture(w, h int, c color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, 255
	}
	return img
}

var (
	red  = color.RGBA{200, 40, 40, 255}
	blue = color.RGBA{40, 40, 200, 255}
)

// upon are a red pane and a blue one over it, 400 x 300, both full of picture.
func upon(t *testing.T) (z *Zoom, over *Pane, at func(x, y int) color.RGBA) {
	t.Helper()
	lit(t, "dark")
	z = NewZoom(photos.Rect{W: 1, H: .75})
	var both []fyne.CanvasObject
	for _, c := range []color.RGBA{red, blue} {
		p := NewPane(z)
		p.settle.clock = (&handClock{}).clock
		p.Request = func(r photos.Rect, w, h int) { p.SetPicture(plainPicture(w, h, c), r) }
		both = append(both, p)
		over = p
	}
	stack := &fyne.Container{Objects: both}
	win, _ := onStage(t, stack, 400, 300)
	for _, p := range both {
		place(p, 0, 0, 400, 300)
	}
	return z, over, func(x, y int) color.RGBA {
		return color.RGBAModel.Convert(win.Canvas().Capture().At(x, y)).(color.RGBA)
	}
}

func alike(a, b color.RGBA) bool {
	near := func(x, y uint8) bool { return max(x, y)-min(x, y) <= 3 }
	return near(a.R, b.R) && near(a.G, b.G) && near(a.B, b.B)
}

func TestCoverShowsAPartAndWhatIsBeneathElsewhere(t *testing.T) {
	_, over, at := upon(t)
	for _, c := range []struct {
		cover       Cover
		left, right color.RGBA
	}{
		{Cover{To: 1, Opacity: 1}, blue, blue},
		{Cover{From: .5, To: 1, Opacity: 1}, red, blue},
		{Cover{From: 0, To: .5, Opacity: 1}, blue, red},
		{Cover{To: 0, Opacity: 1}, red, red},
		{Cover{To: 1, Opacity: .25}, color.RGBA{160, 40, 80, 255}, color.RGBA{160, 40, 80, 255}},
		{Cover{To: 1, Opacity: 0}, red, red},
		{Cover{To: 1, Opacity: 1}, blue, blue},
	} {
		over.SetCover(c.cover)
		if got := at(100, 150); !alike(got, c.left) {
			t.Errorf("%+v: left %v, want %v", c.cover, got, c.left)
		}
		if got := at(300, 150); !alike(got, c.right) {
			t.Errorf("%+v: right %v, want %v", c.cover, got, c.right)
		}
	}
}

// A covered pane's photo keeps its place: a curtain must not move what it
// shows, and the photo beneath must not shine through where the one above has
// no picture.
func TestCoverMovesNothingAndItsStageIsOpaque(t *testing.T) {
	_, over, at := upon(t)
	r := photos.Rect{X: .5, W: .25, H: .75}
	over.SetPicture(plainPicture(100, 300, blue), r)
	for _, from := range []float32{0, .3, .6} {
		over.SetCover(Cover{From: from, To: 1, Opacity: 1})
		if got := at(260, 150); !alike(got, blue) {
			t.Errorf("from %v: the photo moved: %v", from, got)
		}
		if got := at(380, 150); alike(got, red) {
			t.Errorf("from %v: the photo beneath shows through", from)
		}
	}
}

func TestGuidesFollowTheFrame(t *testing.T) {
	z, _, at := upon(t)
	z.SetGuides(GuideMidline)
	if alike(at(200, 40), blue) {
		t.Error("no line in the middle of the frame")
	}
	if !alike(at(150, 40), blue) {
		t.Error("a line where none belongs")
	}
	z.Pan(-50, 0)
	if alike(at(150, 40), blue) || !alike(at(200, 40), blue) {
		t.Error("the line does not move with the photo")
	}
	z.SetGuides(0)
	if !alike(at(150, 40), blue) {
		t.Error("a line stays")
	}
	for _, g := range []Guides{GuideMidline, GuideThirds, GuideGrid, GuideThirds | GuideGrid} {
		frame := photos.Rect{X: .2, Y: .1, W: .6, H: .8}
		for _, l := range g.lines(frame) {
			from, size := frame.Y, frame.H
			if l.upright {
				from, size = frame.X, frame.W
			}
			mirrored := 2*from + size - l.at
			found := false
			for _, other := range g.lines(frame) {
				found = found || other.upright == l.upright && other.at > mirrored-1e-9 && other.at < mirrored+1e-9
			}
			if !found {
				t.Errorf("guides %d: a line at %v without one opposite", g, l.at)
			}
		}
	}
}

func TestLoupeShowsExactPixelsOfThePlaceUnderThePointer(t *testing.T) {
	z, over, at := upon(t)
	var asked photos.Rect
	over.OnLens(func(r photos.Rect, w, h int) {
		asked = r
		over.SetLens(plainPicture(w, h, color.RGBA{10, 220, 10, 255}), r)
	})
	here := photos.Point{X: .25, Y: .375}
	z.point(&here)
	if asked.W != 0 {
		t.Error("a loupe nobody holds asks for pixels")
	}
	z.SetLens(true)
	if got := at(110, 150); !alike(got, color.RGBA{10, 220, 10, 255}) {
		t.Errorf("under the loupe is %v", got)
	}
	if mid := (photos.Point{X: asked.X + asked.W/2, Y: asked.Y + asked.H/2}); mid.X-here.X > 1e-9 || here.X-mid.X > 1e-9 {
		t.Errorf("asked around %v, not %v", mid, here)
	}
	stale := asked
	here.X = .5
	z.point(&here)
	over.SetLens(plainPicture(8, 8, red), stale)
	if got := at(210, 150); alike(got, red) {
		t.Error("pixels of another place are shown")
	}
	z.SetLens(false)
	if got := at(210, 150); !alike(got, blue) {
		t.Errorf("after the loupe is %v", got)
	}
}

func TestResizingKeepsWhatIsMagnifiedAtItsSize(t *testing.T) {
	z, over, _ := upon(t)
	z.At(photos.Point{X: .5, Y: .375}, 2)
	scale := z.Viewport().Scale()
	for _, p := range z.panes {
		p.Resize(fyne.NewSize(600, 450))
	}
	if got := z.Viewport().Scale(); got/scale > 1+1e-9 || got/scale < 1-1e-9 {
		t.Errorf("scale %v became %v", scale, got)
	}
	z.Fit()
	for _, p := range z.panes {
		p.Resize(fyne.NewSize(400, 300))
	}
	if !z.Fitted() || over.viewport().Unit != 400 {
		t.Error("what was fitted is not")
	}
}

func TestSegmentsChooseWhatIsTapped(t *testing.T) {
	s, chosen := NewSegments("Side by side", "Curtain", "Flip"), -1
	s.OnChosen = func(i int) { chosen = i }
	onStage(t, s, 400, 40)
	x := float32(0)
	for i := range s.words {
		s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x+s.width(i)/2, 20)})
		if chosen != i || s.Chosen() != i {
			t.Errorf("a tap on %q chose %d", s.words[i], chosen)
		}
		x += s.width(i)
	}
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x+5, 20)})
	if chosen != 2 {
		t.Error("a tap beside the words chose one")
	}
}

func TestDividerIsDraggedByItsWayAndLeavesTheWheelToThePhotos(t *testing.T) {
	d, moved, turned := NewDivider(), float32(0), float32(0)
	d.OnDragged = func(dx float32) { moved += dx }
	d.OnScrolled = func(e *fyne.ScrollEvent) { turned += e.Scrolled.DY }
	onStage(t, d, 40, 200)
	drags(d, fyne.NewPos(20, 100), fyne.NewDelta(7, 30), fyne.NewDelta(-2, 0))
	d.Scrolled(wheel(0, 25))
	if moved != 5 || turned != 25 {
		t.Errorf("moved %v, turned %v", moved, turned)
	}
}
