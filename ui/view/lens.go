package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"skinline/photos"
)

// lensPower is how much larger than around it the loupe of the panes shows.
const lensPower = 4

// SetLens shows a loupe at the pointer, and at the same place of every other
// pane, or takes it away.
func (z *Zoom) SetLens(on bool) {
	if on == z.lens {
		return
	}
	z.lens = on
	z.redraw()
}

// Lens reports whether the loupe is shown.
func (z *Zoom) Lens() bool { return z.lens }

// point says what is under the pointer, nil for nothing.
func (z *Zoom) point(at *photos.Point) {
	z.at = at
	if z.lens {
		z.redraw()
	}
}

// lens is a pane's loupe. It enlarges what the pane shows, until the exact
// pixels it asks for arrive.
type lens struct {
	// request asks for the pixels of a part of the reference.
	request func(visible photos.Rect, w, h int)
	clip    *container.Clip
	box     *fyne.Container
	photo   *canvas.Image
	frame   *canvas.Rectangle
	rough   *image.RGBA // what the pane shows, enlarged here
	wanted  photos.Rect
}

func newLens() lens {
	l := lens{photo: newPhoto(), frame: newRect()}
	l.box = &fyne.Container{Objects: []fyne.CanvasObject{l.photo, l.frame}, Hidden: true}
	l.clip = container.NewClip(l.box)
	return l
}

// OnLens asks for the pixels under the loupe as Request does for those of the
// pane; answer with SetLens.
func (p *Pane) OnLens(request func(visible photos.Rect, w, h int)) { p.lens.request = request }

// SetLens shows img in the loupe if that is the part it shows now.
func (p *Pane) SetLens(img *image.RGBA, covering photos.Rect) {
	if covering != p.lens.wanted || !p.lens.box.Visible() {
		return
	}
	p.lens.photo.Image = img
	show(p.lens.photo, true)
	p.lens.photo.Refresh()
}

func (l *lens) forget() {
	l.wanted, l.photo.Image, l.rough = photos.Rect{}, nil, nil
	show(l.box, false)
}

// draw shows the loupe within the part of the pane from from to to.
func (l *lens) draw(p *Pane, size fyne.Size, from, to float32) {
	at := p.zoom.at
	if !p.zoom.lens || at == nil || p.exact.empty() || to <= from {
		if l.box.Visible() {
			l.forget()
		}
		return
	}
	scale := scaleOf(p)
	px := int(length(p, SizeLoupe)*scale + .5)
	side := float32(px) / scale
	x, y := p.zoom.view.ToScreen(*at, float64(size.Width), float64(size.Height))
	left, top := pixel(float32(x)-side/2, scale), pixel(float32(y)-side/2, scale)
	place(l.clip, from, 0, to-from, size.Height)
	place(l.photo, left-from, top, side, side)
	place(l.frame, left-from, top, side, side)
	l.photo.Translucency = 1 - p.cover.Opacity
	l.frame.StrokeColor, l.frame.StrokeWidth = colour(p, ColorAccentOnStage), length(p, SizeRing)*2/3
	show(l.box, true)
	unit := float64(side) / (p.zoom.view.Scale() * lensPower)
	want := photos.Rect{X: at.X - p.offset.X - unit/2, Y: at.Y - p.offset.Y - unit/2, W: unit, H: unit}
	if want == l.wanted {
		return
	}
	l.wanted = want
	l.enlarge(p, want, px)
	if l.request != nil {
		l.request(want, px, px)
	}
}

// enlarge shows what the pane has of a part, stretched.
func (l *lens) enlarge(p *Pane, part photos.Rect, px int) {
	img, c := p.exact.photo.Image.(*image.RGBA), p.exact.covering
	if l.rough == nil || l.rough.Rect.Dx() != px {
		l.rough = image.NewRGBA(image.Rect(0, 0, px, px))
	}
	perX := float64(img.Rect.Dx()) / c.W
	x, y := (part.X+part.W/2-c.X)*perX, (part.Y+part.H/2-c.Y)*float64(img.Rect.Dy())/c.H
	magnify(l.rough, img, x, y, float64(px)/(part.W*perX))
	l.photo.Image = l.rough
	show(l.photo, true)
	l.photo.Refresh()
}
