package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/storage"
	"skinline/ui/view"
)

// resultPane shows the photo as its points place it, and the reference in the
// same place at a flip.
type resultPane struct {
	s         *alignScreen
	zoom      *view.Zoom
	pane      *view.Pane
	slot      slot
	reference bool // the reference is shown instead of the photo
	label     *widget.Label
	visible   photos.Rect
	w, h      int
}

func newResultPane(s *alignScreen) *resultPane {
	r := &resultPane{s: s, zoom: view.NewZoom(s.frame.Crop), label: quiet("")}
	r.pane = view.NewPane(r.zoom)
	r.pane.Request = func(visible photos.Rect, w, h int) {
		r.visible, r.w, r.h = visible, w, h
		r.follow()
	}
	r.pane.OnKey = s.a.typedKey
	r.slot.show = func(img *image.RGBA, err error) {
		if err != nil {
			r.pane.SetFailure(message(err))
			return
		}
		r.pane.SetPicture(img, r.slot.want.frame.Crop)
		r.name(r.slot.want.photo == r.s.reference.ID)
	}
	return r
}

func (r *resultPane) object() fyne.CanvasObject {
	r.name(r.reference)
	foot := container.NewBorder(nil, nil, nil, widget.NewButton(lang.L("Flip"), r.flip), r.label)
	return container.NewBorder(section(lang.L("Result")), foot, nil, nil, r.pane)
}

// follow shows what the points give now.
func (r *resultPane) follow() {
	if r.w == 0 || r.s.own() {
		return
	}
	shown, f := r.s.photo, photos.Frame{Align: r.s.transform(), Crop: r.visible}
	if r.reference {
		shown, f.Align = r.s.reference, photos.Identity()
	}
	r.s.loader.load(&r.slot, request{shown.ID, f, r.w, r.h})
}

// flip changes between photo and reference, in the same place, at once.
func (r *resultPane) flip() {
	r.reference = !r.reference
	r.follow() // the name changes with the picture, never before it
}

func (r *resultPane) name(reference bool) {
	var shown storage.Photo
	what := lang.L("Photo")
	shown = r.s.photo
	if reference {
		shown, what = r.s.reference, lang.L("Reference")
	}
	r.label.SetText(r.s.titleOf(shown, what))
}

func (r *resultPane) close() {
	r.pane.Request = func(photos.Rect, int, int) {}
	r.pane.Clear()
	r.pane.Detach()
}
