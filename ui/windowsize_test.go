package ui

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheWindowComesBackAsItWasLeft(t *testing.T) {
	a, off := openedApp(t, nil)
	if got := a.win.Canvas().Size(); got != fyne.NewSize(firstWidth, firstHeight) {
		t.Errorf("the first window is %v", got)
	}
	a.win.Resize(fyne.NewSize(1100, 700))
	a.hideNames()
	a.settle(off)
	a = again(t, a, off)
	if got := a.win.Canvas().Size(); got != fyne.NewSize(1100, 700) || a.win.FullScreen() || !a.private {
		t.Errorf("the next is %v, full screen %v, private %v", got, a.win.FullScreen(), a.private)
	}
	a.fullScreen()
	a.win.Resize(fyne.NewSize(1920, 1080)) // as the screen is
	a = again(t, a, off)
	if !a.win.FullScreen() {
		t.Error("not full screen again")
	}
	a.fullScreen()
	a = again(t, a, off)
	if got := a.win.Canvas().Size(); got != fyne.NewSize(1100, 700) || a.win.FullScreen() {
		t.Errorf("after full screen %v, full screen %v", got, a.win.FullScreen())
	}
}

func TestOnePhotoOverTheScreenIsNoFullScreenWindow(t *testing.T) {
	a, off, c := comparing(t)
	c.toggleSingle()
	if !a.win.FullScreen() {
		t.Fatal("not full screen")
	}
	a = again(t, a, off)
	if a.win.FullScreen() {
		t.Error("full screen because one photo was")
	}
}

func TestASizeNobodyCanMeanIsNotTaken(t *testing.T) {
	a, off := openedApp(t, nil)
	for _, size := range []float64{0, -5, 12, 1e9, math.NaN()} {
		a.app.Preferences().SetFloat(prefWidth, size)
		a.app.Preferences().SetFloat(prefHeight, size)
		a.size()
		if got := a.win.Canvas().Size(); got != fyne.NewSize(firstWidth, firstHeight) {
			t.Errorf("%v becomes %v", size, got)
		}
	}
	a.settle(off)
}
