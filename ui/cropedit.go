package ui

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/storage"
	"skinline/ui/view"
)

// cropEditor sets the crop that all photos of a view share.
type cropEditor struct {
	s       *alignScreen
	cropper *view.Cropper
	aspect  *widget.Select
	touched bool
	// now and what it was before, for undo
	now          photos.Rect
	past, future []photos.Rect
}

func newCropEditor(s *alignScreen) *cropEditor {
	e := &cropEditor{s: s, cropper: view.NewCropper()}
	e.cropper.OnKey = s.a.typedKey
	e.aspect = widget.NewSelect(aspectNames(), nil)
	e.aspect.SetSelectedIndex(max(0, slices.IndexFunc(view.Aspects(), func(a view.Aspect) bool { return a.Name == s.frame.Aspect })))
	e.aspect.OnChanged = func(string) {
		e.touched = true
		e.cropper.SetAspect(view.Aspects()[e.aspect.SelectedIndex()].Ratio)
	}
	e.cropper.OnChanged = func(crop photos.Rect, done bool) {
		e.touched = true
		s.a.touch()
		if done {
			e.remember(crop)
		}
	}
	return e
}

func aspectNames() []string {
	var names []string
	for _, a := range view.Aspects() {
		if a.Name == "" {
			a.Name = lang.L("Free")
		}
		names = append(names, a.Name)
	}
	return names
}

func (e *cropEditor) object() fyne.CanvasObject {
	thirds := widget.NewCheck(lang.L("Thirds"), e.cropper.SetThirds)
	middle := widget.NewCheck(lang.L("Midline"), e.cropper.SetMidline)
	all := widget.NewButton(lang.L("Whole photo"), func() {
		e.touched = true
		e.aspect.SetSelectedIndex(0)
		e.cropper.SetCrop(photos.Rect{})
		e.remember(e.cropper.Crop())
	})
	side := container.NewVBox(section(lang.L("Crop of the view")),
		prose(lang.L("The crop is drawn on the reference photo and shared by every photo of this view.")),
		field(lang.L("Proportions"), e.aspect), thirds, middle, all, layout.NewSpacer())
	return container.NewBorder(nil, nil, nil, container.New(minWidth(280), padPanel(side)), e.cropper)
}

// put shows the reference photo.
func (e *cropEditor) put(img *image.RGBA) {
	e.cropper.SetPicture(img)
	e.cropper.SetCrop(e.s.frame.Crop)
	e.now = e.s.frame.Crop
}

// remember keeps a finished change so that it can be undone.
func (e *cropEditor) remember(crop photos.Rect) {
	if crop != e.now {
		e.past, e.future, e.now = append(e.past, e.now), nil, crop
	}
}

func (e *cropEditor) undo() { e.now = e.step(&e.past, &e.future) }
func (e *cropEditor) redo() { e.now = e.step(&e.future, &e.past) }

// step goes to the newest crop of from and leaves the present one in to.
func (e *cropEditor) step(from, to *[]photos.Rect) photos.Rect {
	last := len(*from) - 1
	if last < 0 {
		return e.now
	}
	*to = append(*to, e.now)
	crop := (*from)[last]
	*from = (*from)[:last]
	e.cropper.SetCrop(crop)
	return crop
}

// frame is the view's frame with the crop as it stands.
func (e *cropEditor) frame() storage.ViewFrame {
	f := e.s.frame
	if !e.touched {
		return f
	}
	f.Crop, f.CropSet, f.Aspect = e.cropper.Crop(), true, view.Aspects()[e.aspect.SelectedIndex()].Name
	if f.Aspect == "" {
		f.Aspect = "free"
	}
	return f
}
