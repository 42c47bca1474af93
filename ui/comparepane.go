package ui

import (
	"image"

	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/storage"
	"skinline/ui/view"
)

// Long sides of the picture beneath a pane, in pixels: a stored preview, and
// what of the larger one is kept ready while a few photos are looked at
// closely.
const (
	baseLong  = 480
	closeLong = 1600
	mostClose = 4
	// closeFactor is the magnification from which a photo is looked at closely.
	closeFactor = 1.6
)

// comparePane is one photo of a comparison on a board.
type comparePane struct {
	b     *board
	photo storage.Photo
	pane  *view.Pane
	exact slot
	base  slot
	lens  slot
	warm  slot // has the original decoded before it is needed
	shown bool
	// what the pane asked for last
	visible photos.Rect
	w, h    int
}

func newComparePane(b *board, photo storage.Photo) *comparePane {
	p := &comparePane{b: b, photo: photo, pane: view.NewPane(b.zoom), shown: true}
	p.exact.show = func(img *image.RGBA, err error) {
		if err != nil {
			p.pane.SetFailure(message(err))
			return
		}
		p.pane.SetPicture(img, p.exact.want.frame.Crop)
	}
	p.base.show = func(img *image.RGBA, err error) {
		if err == nil {
			p.pane.SetBase(img, p.base.want.frame.Crop)
		}
	}
	p.lens.show = func(img *image.RGBA, err error) {
		if err == nil {
			p.pane.SetLens(img, p.lens.want.frame.Crop)
		}
	}
	p.warm.show = func(*image.RGBA, error) {}
	p.pane.Request = p.request
	p.pane.OnLens(func(part photos.Rect, w, h int) { p.b.loader.load(&p.lens, p.part(part, w, h)) })
	p.fill()
	return p
}

// part is a part of the photo's view at a size in device pixels.
func (p *comparePane) part(part photos.Rect, w, h int) request {
	return request{p.photo.ID, photos.Frame{Align: p.b.c.placement(p.photo), Crop: part}, w, h}
}

// fill asks for the small picture.
func (p *comparePane) fill() {
	c := p.b.c
	p.pane.Label = lang.L("Photo, {{.View}}, {{.Date}}", values{"View": viewName(p.photo.View), "Date": dateText(c.photoDate(p.photo))})
	if drawn := p.photo.Annotation; drawn != nil && len(drawn.Shapes) > 0 {
		p.pane.Label = joined(p.pane.Label, lang.XN("annotations", "{{.N}} annotations", len(drawn.Shapes), values{"N": len(drawn.Shapes)}))
	}
	p.annotate()
	if p.shown {
		p.zoomed()
	}
}

// zoomed asks for what a closer look will need.
func (p *comparePane) zoomed() {
	if !p.shown {
		return
	}
	crop, long := p.b.c.frames[p.photo.View].Crop, baseLong
	near := p.b.zoom.Viewport().Factor
	if near >= closeFactor && len(p.b.panes) <= mostClose {
		long = closeLong
	}
	w, h := photos.Fit(crop, long, long)
	if long == closeLong || p.base.want.photo != p.photo.ID {
		p.b.loader.load(&p.base, p.part(crop, w, h))
	}
	if near > 1 && len(p.b.panes) <= mostClose {
		p.decodeAhead()
	}
}

// decodeAhead has the whole photo decoded, for a closer look.
func (p *comparePane) decodeAhead() {
	// Any part so small that no preview is large enough for it.
	const px = 8
	crop := p.b.c.frames[p.photo.View].Crop
	side := crop.W * px / (4 * closeLong)
	p.b.loader.load(&p.warm, p.part(photos.Rect{X: crop.X + crop.W/2, Y: crop.Y + crop.H/2, W: side, H: side}, px, px))
}

// set shows another photo; what was there goes at once.
func (p *comparePane) set(photo storage.Photo) {
	if photo.ID == p.photo.ID {
		return
	}
	p.photo = photo
	p.forget()
	p.fill()
	if p.w > 0 && p.shown {
		p.request(p.visible, p.w, p.h)
	}
}

// forget lets the pictures go, and what is on its way.
func (p *comparePane) forget() {
	for _, s := range []*slot{&p.exact, &p.base, &p.lens, &p.warm} {
		p.b.loader.drop(s)
	}
	p.pane.Clear()
}

// request asks for the pixels of the visible part.
func (p *comparePane) request(visible photos.Rect, w, h int) {
	p.b.a.touch()
	p.visible, p.w, p.h = visible, w, h
	p.b.loader.load(&p.exact, p.part(visible, w, h))
}

// show lets the pane be seen or not; one that is not keeps no picture.
func (p *comparePane) show(shown bool) {
	if shown == p.shown {
		return
	}
	p.shown = shown
	if shown {
		p.pane.Show()
		p.fill()
		return
	}
	p.forget()
	p.pane.Hide()
}

// close lets everything go; the pane is not used any more.
func (p *comparePane) close() {
	p.pane.Request = func(photos.Rect, int, int) {}
	p.forget()
	p.pane.Detach()
}
