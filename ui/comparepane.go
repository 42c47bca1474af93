package ui

import (
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/storage"
	"skinline/ui/view"
)

// baseLong is the long side of the small picture beneath a pane, in pixels: a
// stored preview.
const baseLong = 480

// comparePane is one photo of a comparison with its facts beneath.
type comparePane struct {
	s     *compareScreen
	photo storage.Photo
	pane  *view.Pane
	exact slot
	base  slot
	strip *view.Fill // shows that this pane is the active one
	title *widget.Label
	facts *widget.Label
	heals *widget.Label
	apart *fyne.Container
	notes *widget.Label
	// what the pane asked for last
	visible photos.Rect
	w, h    int
}

func newComparePane(s *compareScreen, i int, photo storage.Photo) *comparePane {
	p := &comparePane{s: s, photo: photo, pane: view.NewPane(s.zoom), strip: view.NewFill(view.ColorAccent)}
	p.title, p.facts, p.notes, p.heals = prose(""), prose(""), prose(""), prose("")
	p.title.TextStyle.Bold = true
	p.title.SizeName = view.SizeTouch
	p.notes.SizeName, p.notes.Importance = view.SizeCaption, widget.LowImportance
	p.heals.Importance = widget.WarningImportance
	apart := quiet(lang.L("Not aligned: size and position differ"))
	apart.Importance = widget.WarningImportance
	p.apart = container.NewHBox(apart, widget.NewButton(lang.L("Align"), func() { s.a.alignPhoto(s.c, p.photo) }))
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
	p.pane.Request = p.request
	p.pane.OnKey = s.a.typedKey
	p.pane.OnFocused = func() { s.activate(i) }
	p.fill()
	return p
}

// foot holds the photo's facts.
func (p *comparePane) foot() fyne.CanvasObject {
	lines := container.New(tight{}, p.title, p.facts, p.heals, p.apart, p.notes)
	return container.NewStack(panel(), container.NewBorder(container.NewStack(space(3), p.strip), nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, 4, 8, 8), lines)))
}

// fill writes the photo's facts and asks for the small picture.
func (p *comparePane) fill() {
	c := p.s.c
	lines := c.caption(p.photo)
	p.title.SetText(lines[0])
	p.facts.SetText(strings.Join(lines[1:], "\n"))
	p.facts.Hidden = len(lines) < 2
	p.heals.SetText(c.healingText(p.photo))
	p.heals.Hidden = p.heals.Text == ""
	p.apart.Hidden = c.placed(p.photo)
	p.notes.SetText("")
	if i := c.sessionIndex(p.photo.SessionID); i >= 0 {
		p.notes.SetText(c.sessions[i].Notes)
	}
	p.notes.Hidden = p.notes.Text == ""
	p.pane.Label = lang.L("Photo, {{.View}}, {{.Date}}", values{"View": viewName(p.photo.View), "Date": dateText(c.photoDate(p.photo))})
	crop := c.frames[p.photo.View].Crop
	w, h := photos.Fit(crop, baseLong, baseLong)
	p.s.a.loader.load(&p.base, request{p.photo.ID, photos.Frame{Align: c.placement(p.photo), Crop: crop}, w, h})
}

// set shows another photo; what was there goes at once.
func (p *comparePane) set(photo storage.Photo) {
	if photo.ID == p.photo.ID {
		return
	}
	p.photo = photo
	p.s.a.loader.drop(&p.exact)
	p.s.a.loader.drop(&p.base)
	p.pane.Clear()
	p.fill()
	if p.w > 0 {
		p.request(p.visible, p.w, p.h)
	}
}

// request asks for the pixels of the visible part.
func (p *comparePane) request(visible photos.Rect, w, h int) {
	p.s.a.touch()
	p.visible, p.w, p.h = visible, w, h
	p.s.a.loader.load(&p.exact, request{p.photo.ID, photos.Frame{Align: p.s.c.placement(p.photo), Crop: visible}, w, h})
}

// close lets the pictures go.
func (p *comparePane) close() {
	p.pane.Request = func(photos.Rect, int, int) {}
	p.s.a.loader.drop(&p.exact)
	p.s.a.loader.drop(&p.base)
	p.pane.Clear()
	p.pane.Detach()
}
