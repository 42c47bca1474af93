package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
)

// Aspect is a proportion offered for crops.
type Aspect struct {
	Name  string  // "4:5", "" for free
	Ratio float64 // width by height, 0 for free
}

// Aspects are the proportions offered, free first.
func Aspects() []Aspect {
	return []Aspect{{}, {"4:5", 4.0 / 5}, {"3:4", 3.0 / 4}, {"1:1", 1}, {"16:9", 16.0 / 9}}
}

// Cropper edits the crop of a view over its reference photo: eight handles
// and a move, outside dimmed. The arrow keys move by a pixel of the screen,
// resize with Shift, ten times as far with Ctrl.
type Cropper struct {
	widget.BaseWidget

	// OnChanged hears of every change by the user, while dragging, too; done
	// says that the change is finished, which is what undo should remember.
	OnChanged func(crop photos.Rect, done bool)
}

// NewCropper is a cropper without a picture.
func NewCropper() *Cropper {
	c := &Cropper{}
	c.ExtendBaseWidget(c)
	return c
}

// SetPicture shows the reference, the whole oriented photo at up to about
// 2048 pixels. The crop becomes the whole photo unless one was set.
func (c *Cropper) SetPicture(img *image.RGBA) {}

// SetCrop replaces the crop, kept within the picture, without telling
// OnChanged; the zero Rect is the whole picture.
func (c *Cropper) SetCrop(r photos.Rect) {}

// Crop is the crop, in the picture's relative coordinates.
func (c *Cropper) Crop() photos.Rect { return photos.Rect{} }

// SetAspect holds the crop to a proportion, width by height, and fits the
// present crop to it, telling OnChanged; 0 is free.
func (c *Cropper) SetAspect(ratio float64) {}

// SetThirds draws or hides the lines of thirds.
func (c *Cropper) SetThirds(on bool) {}

// SetMidline draws or hides the vertical middle, for faces.
func (c *Cropper) SetMidline(on bool) {}

// Clear lets the picture go.
func (c *Cropper) Clear() {}

// CreateRenderer is for Fyne.
func (c *Cropper) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(NewFill(ColorStage))
}
