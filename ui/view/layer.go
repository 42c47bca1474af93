package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"skinline/photos"
)

// layer is a picture that covers a part of the reference, moved and stretched
// to where that part is on screen.
type layer struct {
	photo    *canvas.Image
	covering photos.Rect
}

func newLayer() layer { return layer{photo: newPhoto()} }

func (l *layer) set(img *image.RGBA, covering photos.Rect) {
	l.covering = covering
	if img == nil {
		l.photo.Image = nil
		l.photo.Hide()
		return
	}
	l.photo.Image = img
	l.photo.Show()
	l.photo.Refresh()
}

func (l *layer) empty() bool { return l.photo.Image == nil }

// place puts the picture where v shows its part in a pane, left of it by left.
// A picture that has very nearly the pixels it is shown with lies exactly on
// them.
func (l *layer) place(v Viewport, size fyne.Size, scale, left float32) {
	if l.empty() || l.covering.Empty() {
		return
	}
	w, h := float64(size.Width), float64(size.Height)
	x, y := v.ToScreen(photos.Point{X: l.covering.X, Y: l.covering.Y}, w, h)
	shown := fyne.NewSize(float32(l.covering.W*v.Scale()), float32(l.covering.H*v.Scale()))
	px := l.photo.Image.Bounds().Size()
	if near(shown.Width*scale, px.X) && near(shown.Height*scale, px.Y) {
		shown = fyne.NewSize(float32(px.X)/scale, float32(px.Y)/scale)
		x, y = whole(x, scale), whole(y, scale)
	}
	place(l.photo, float32(x)-left, float32(y), shown.Width, shown.Height)
}

// density is the picture's pixels for a unit of the reference.
func (l *layer) density() float64 {
	if l.empty() || l.covering.Empty() {
		return 0
	}
	return float64(l.photo.Image.Bounds().Dx()) / l.covering.W
}

// covers reports whether the picture covers r, give or take slack.
func (l *layer) covers(r photos.Rect, slack float64) bool {
	c := l.covering
	return !l.empty() && c.X <= r.X+slack && c.Y <= r.Y+slack && c.X+c.W >= r.X+r.W-slack && c.Y+c.H >= r.Y+r.H-slack
}

// near reports whether a length in device pixels is within one of px.
func near(length float32, px int) bool {
	d := length - float32(px)
	return d < 1 && d > -1
}

// whole is x on the nearest device pixel.
func whole(x float64, scale float32) float64 {
	s := float64(scale)
	return float64(int(x*s+1e4+.5)-1e4) / s
}
