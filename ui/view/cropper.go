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
// and a move, outside dimmed. The arrow keys move by a unit of the screen,
// with Shift they resize.
type Cropper struct {
	widget.BaseWidget

	// OnChanged hears of every change by the user, while dragging, too; done
	// says that the change is finished, which is what undo should remember.
	OnChanged func(crop photos.Rect, done bool)
	// OnKey receives keys the cropper has no use for while it has the focus.
	OnKey func(e *fyne.KeyEvent)

	img     *image.RGBA
	levels  []*image.RGBA
	box     cropBox
	thirds  bool
	midline bool
	focused bool
	hold    hold
	parts   *cropParts
}

// NewCropper is a cropper without a picture.
func NewCropper() *Cropper {
	c := &Cropper{parts: newCropParts()}
	c.ExtendBaseWidget(c)
	return c
}

// SetPicture shows the reference, the whole oriented photo at up to about
// 2048 pixels. A crop that was set stays as far as it fits the picture.
func (c *Cropper) SetPicture(img *image.RGBA) {
	c.img, c.levels = img, levels(img)
	if img != nil {
		c.box.bounds = photos.Whole(img.Rect.Dx(), img.Rect.Dy())
		c.box.rect = c.box.clipped(c.box.rect)
	}
	c.draw()
}

// SetCrop replaces the crop, kept within the picture, without telling
// OnChanged; the zero Rect is the whole picture.
func (c *Cropper) SetCrop(r photos.Rect) {
	c.box.rect = r
	if c.img != nil {
		c.box.rect = c.box.clipped(r)
	}
	c.draw()
}

// Crop is the crop, in the picture's relative coordinates.
func (c *Cropper) Crop() photos.Rect { return c.box.rect }

// SetAspect holds the crop to a proportion, width by height, and fits the
// present crop to it, telling OnChanged when that changes it; 0 is free.
func (c *Cropper) SetAspect(ratio float64) {
	c.box.ratio = ratio
	c.change(c.box.fitted(), true)
}

// SetThirds draws or hides the lines of thirds.
func (c *Cropper) SetThirds(on bool) {
	c.thirds = on
	c.draw()
}

// SetMidline draws or hides the vertical middle, for faces.
func (c *Cropper) SetMidline(on bool) {
	c.midline = on
	c.draw()
}

// Clear lets the picture go and forgets the crop.
func (c *Cropper) Clear() {
	c.box.rect = photos.Rect{}
	c.SetPicture(nil)
}

// Hide takes the picture off the screen; Show brings it back.
func (c *Cropper) Hide() {
	c.parts.shown.set(nil, photos.Rect{})
	c.BaseWidget.Hide()
}

// Show brings the picture back.
func (c *Cropper) Show() {
	c.BaseWidget.Show()
	c.draw()
}

// viewport shows the whole picture with room for the handles around it.
func (c *Cropper) viewport() Viewport {
	v := Viewport{Frame: c.box.bounds}.Fitted()
	margin := 2 * length(c, SizeSpace24)
	v.Unit = v.fit(float64(c.Size().Width-margin), float64(c.Size().Height-margin))
	return v
}

func (c *Cropper) change(r photos.Rect, done bool) {
	if r == c.box.rect {
		return
	}
	c.box.rect = r
	c.draw()
	c.tell(done)
}

func (c *Cropper) tell(done bool) {
	if c.OnChanged != nil && c.img != nil {
		c.OnChanged(c.box.rect, done)
	}
}

func (c *Cropper) draw() { c.parts.draw(c, c.Size()) }

// MinSize has room for a small picture and its handles.
func (c *Cropper) MinSize() fyne.Size {
	c.ExtendBaseWidget(c)
	return fyne.NewSquareSize(length(c, SizeLoupe))
}

// AccessibilityLabel says nothing of its own.
func (c *Cropper) AccessibilityLabel() string { return "" }

// AccessibilityRole is a container.
func (c *Cropper) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer is for Fyne.
func (c *Cropper) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return &cropRenderer{c, c.parts.objects()}
}

type cropRenderer struct {
	c       *Cropper
	objects []fyne.CanvasObject
}

func (r *cropRenderer) Destroy()                     {}
func (r *cropRenderer) Layout(size fyne.Size)        { r.c.parts.draw(r.c, size) }
func (r *cropRenderer) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *cropRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *cropRenderer) Refresh()                     { r.c.draw() }
