package view

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// keysHeld is a driver on which modifier keys can be held.
type keysHeld struct {
	fyne.Driver
	held fyne.KeyModifier
}

func (d *keysHeld) CreateSplashWindow() fyne.Window       { return d.CreateWindow("") }
func (d *keysHeld) CurrentKeyModifiers() fyne.KeyModifier { return d.held }
func (d *keysHeld) HasSecondaryDisplay() bool             { return false }
func (d *keysHeld) hold(k fyne.KeyModifier, do func())    { d.held = k; do(); d.held = 0 }

var _ desktop.Driver = (*keysHeld)(nil)

type keyApp struct {
	fyne.App
	driver *keysHeld
}

func (a keyApp) Driver() fyne.Driver { return a.driver }

// lit starts an app in one of the looks.
func lit(t testing.TB, look string) *keysHeld {
	t.Helper()
	a := test.NewTempApp(t)
	d := &keysHeld{Driver: a.Driver()}
	a.Settings().SetTheme(themes[look])
	fyne.SetCurrentApp(keyApp{a, d})
	return d
}

// onStage shows o in a window of a size; in the dark look, if none is lit.
func onStage(t testing.TB, o fyne.CanvasObject, w, h float32) (fyne.Window, *keysHeld) {
	t.Helper()
	if _, ok := fyne.CurrentApp().(keyApp); !ok {
		lit(t, "dark")
	}
	a := fyne.CurrentApp().(keyApp)
	win := a.NewWindow("")
	win.SetPadded(false)
	win.SetContent(o)
	win.Resize(fyne.NewSize(w, h))
	t.Cleanup(win.Close)
	return win, a.driver
}

// handClock runs what is due when told to.
type handClock struct{ due map[int]func() }

func (c *handClock) clock(_ time.Duration, do func()) func() {
	if c.due == nil {
		c.due = map[int]func(){}
	}
	n := len(c.due)
	for c.due[n] != nil {
		n++
	}
	c.due[n] = do
	return func() { delete(c.due, n) }
}

func (c *handClock) strike() {
	due := c.due
	c.due = nil
	for _, do := range due {
		do()
	}
}

// ramp is a picture whose red and green say the column and row.
func ramp(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			i := img.PixOffset(x, y)
			img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = uint8(x*255/w), uint8(y*255/h), 120, 255
		}
	}
	return img
}

func press(w interface{ TypedKey(*fyne.KeyEvent) }, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func drags(w fyne.Draggable, from fyne.Position, steps ...fyne.Delta) {
	at := from
	for _, d := range steps {
		at = at.AddXY(d.DX, d.DY)
		w.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: d})
	}
}
