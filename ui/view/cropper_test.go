package view

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"skinline/photos"
)

func cropping(t *testing.T) (*Cropper, fyne.Window, *keysHeld) {
	t.Helper()
	lit(t, "dark")
	c := NewCropper()
	win, keys := onStage(t, c, 600, 700)
	c.SetPicture(ramp(800, 1000))
	c.SetCrop(photos.Rect{X: .2, Y: .2, W: .4, H: .5})
	return c, win, keys
}

// on is where a handle is on screen.
func (c *Cropper) on(g grip) fyne.Position {
	x, y := g.at()
	i := onScreen(c.viewport(), c.box.rect, c.Size())
	return fyne.NewPos(i.x0+(i.x1-i.x0)*float32(x), i.y0+(i.y1-i.y0)*float32(y))
}

func TestHandlesResizeAndTheMiddleMoves(t *testing.T) {
	c, _, _ := cropping(t)
	finished := 0
	c.OnChanged = func(_ photos.Rect, done bool) {
		if done {
			finished++
		}
	}
	s := c.viewport().Scale()
	by := fyne.NewDelta(float32(.05*s), float32(.05*s))
	for _, g := range append([]grip{gripMove}, func() []grip { g := grips(); return g[:] }()...) {
		start := photos.Rect{X: .2, Y: .2, W: .4, H: .5}
		c.SetCrop(start)
		want := c.box.dragged(g, .05, .05)
		drags(c, c.on(g), by)
		c.DragEnd()
		got := c.Crop()
		if d := math.Abs(got.X-want.X) + math.Abs(got.Y-want.Y) + math.Abs(got.W-want.W) + math.Abs(got.H-want.H); d > 1e-5 {
			t.Errorf("grip %v: %+v, not %+v", g, got, want)
		}
	}
	if finished != 9 {
		t.Errorf("%d finished changes for 9 drags", finished)
	}
}

// Dragged beyond the edge and back, the crop is under the pointer again.
func TestTheCropFindsThePointerAgain(t *testing.T) {
	c, _, _ := cropping(t)
	before := c.Crop()
	drags(c, c.on(gripMove), fyne.NewDelta(3000, 0), fyne.NewDelta(-3000, 0))
	if got := c.Crop(); math.Abs(got.X-before.X) > 1e-5 {
		t.Errorf("at %v, was %v", got.X, before.X)
	}
}

func TestAspectsFitTheCropAndHoldIt(t *testing.T) {
	c, win, keys := cropping(t)
	heard := 0
	c.OnChanged = func(photos.Rect, bool) { heard++ }
	c.SetAspect(1)
	if r := c.Crop(); math.Abs(r.W-r.H) > 1e-9 || heard != 1 {
		t.Errorf("%+v, heard %d times", r, heard)
	}
	win.Canvas().Focus(c)
	wide := c.Crop().W
	keys.hold(fyne.KeyModifierShift, func() { press(c, fyne.KeyRight, fyne.KeyRight) })
	if r := c.Crop(); math.Abs(r.W-r.H) > 1e-9 || r.W <= wide {
		t.Errorf("resized to %+v", r)
	}
	x := c.Crop().X
	press(c, fyne.KeyLeft)
	if c.Crop().X >= x {
		t.Error("the arrow does not move")
	}
}

func TestDragsOutsideOfTheCropDoNothing(t *testing.T) {
	c, _, _ := cropping(t)
	before := c.Crop()
	drags(c, fyne.NewPos(35, 35), fyne.NewDelta(50, 50))
	c.DragEnd()
	if c.Crop() != before {
		t.Errorf("became %+v", c.Crop())
	}
}

func TestCropperLooksAsDrawn(t *testing.T) {
	c, win, _ := cropping(t)
	c.SetAspect(4.0 / 5)
	c.SetThirds(true)
	c.SetMidline(true)
	test.AssertImageMatches(t, "cropper.png", win.Canvas().Capture())
}
