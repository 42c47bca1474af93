package ui

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/storage"
)

// thumb is a small photo in a list: grey until its picture arrives.
type thumb struct {
	widget.BaseWidget
	slot slot
	img  *canvas.Image
	size fyne.Size
}

func newThumb(w, h float32) *thumb {
	t := &thumb{img: canvas.NewImageFromImage(nil), size: fyne.NewSize(w, h)}
	t.img.ScaleMode = canvas.ImageScaleFastest
	t.img.FillMode = canvas.ImageFillStretch
	t.slot.show = func(img *image.RGBA, err error) {
		if err == nil {
			t.set(img)
		}
	}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer stacks the picture on the stage.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: fill{t.size}, Objects: []fyne.CanvasObject{stage(), t.img}})
}

func (t *thumb) set(img *image.RGBA) {
	t.img.Image = nil
	if img != nil {
		t.img.Image = img
	}
	t.img.Refresh()
}

// load shows p, square, the upper middle of it; the zero Photo shows nothing.
func (t *thumb) load(l *loader, p storage.Photo, scale float32) {
	w, h := pixelSize(t.size, scale)
	r := request{photo: p.ID, frame: photos.Frame{Crop: portrait(p.Info, t.size)}, w: w, h: h}
	if t.slot.want == r {
		return
	}
	t.set(nil)
	l.load(&t.slot, r)
}

// portrait is the largest part of a photo with the proportions of size,
// nearer to the top, where faces are.
func portrait(i photos.Info, size fyne.Size) photos.Rect {
	whole := photos.Whole(i.Width, i.Height)
	if whole.Empty() {
		return whole
	}
	ratio := float64(size.Width / size.Height)
	crop := photos.Rect{W: min(whole.W, whole.H*ratio), H: min(whole.H, whole.W/ratio)}
	crop.X, crop.Y = (whole.W-crop.W)/2, (whole.H-crop.H)*.4
	return crop
}

// pixelSize is a size on screen in device pixels.
func pixelSize(size fyne.Size, scale float32) (w, h int) {
	return int(math.Round(float64(size.Width * scale))), int(math.Round(float64(size.Height * scale)))
}

// fill gives every object everything, and asks for a fixed size.
type fill struct{ size fyne.Size }

// MinSize is the fixed size.
func (f fill) MinSize([]fyne.CanvasObject) fyne.Size { return f.size }

// Layout stretches every object.
func (f fill) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}
