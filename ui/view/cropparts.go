package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"skinline/photos"
)

// cropParts are the objects a cropper is drawn with.
type cropParts struct {
	stage   *canvas.Rectangle
	shown   layer
	dim     [4]*canvas.Rectangle
	shade   *canvas.Rectangle // the frame's dark line
	frame   *canvas.Rectangle
	thirds  [4]*canvas.Line
	midline *canvas.Line
	handles [8]*canvas.Rectangle
}

func newCropParts() *cropParts {
	p := &cropParts{
		stage: newRect(), shown: newLayer(), shade: newRect(), frame: newRect(),
		midline: &canvas.Line{},
	}
	for i := range p.dim {
		p.dim[i], p.thirds[i] = newRect(), &canvas.Line{}
	}
	for i := range p.handles {
		p.handles[i] = newRect()
	}
	return p
}

func (p *cropParts) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{p.stage, p.shown.photo}
	for _, d := range p.dim {
		out = append(out, d)
	}
	for _, t := range p.thirds {
		out = append(out, t)
	}
	out = append(out, p.midline, p.shade, p.frame)
	for _, h := range p.handles {
		out = append(out, h)
	}
	return out
}

func (p *cropParts) draw(c *Cropper, size fyne.Size) {
	if size.IsZero() {
		return
	}
	paint(p.stage, c, ColorStage)
	place(p.stage, 0, 0, size.Width, size.Height)
	v := c.viewport()
	for _, o := range p.objects()[2:] {
		show(o, c.img != nil && v.Unit > 0)
	}
	if c.img == nil || v.Unit <= 0 {
		p.shown.set(nil, photos.Rect{})
		return
	}
	scale := scaleOf(c)
	l := level(c.levels, v.Frame.W*v.Scale()*float64(scale))
	if p.shown.photo.Image != l {
		p.shown.set(l, v.Frame)
	}
	outer, inner := onScreen(v, v.Frame, size).snapped(scale), onScreen(v, c.box.rect, size).snapped(scale)
	place(p.shown.photo, outer.x0, outer.y0, outer.x1-outer.x0, outer.y1-outer.y0)
	p.drawDim(c, outer, inner)
	p.drawGuides(c, inner)
	p.drawFrame(c, inner)
}

// area is a rectangle on the screen.
type area struct{ x0, y0, x1, y1 float32 }

func onScreen(v Viewport, r photos.Rect, size fyne.Size) area {
	x0, y0 := v.ToScreen(photos.Point{X: r.X, Y: r.Y}, float64(size.Width), float64(size.Height))
	x1, y1 := v.ToScreen(photos.Point{X: r.X + r.W, Y: r.Y + r.H}, float64(size.Width), float64(size.Height))
	return area{float32(x0), float32(y0), float32(x1), float32(y1)}
}

// snapped is a on whole device pixels: neighbours that meet within one would
// show a seam.
func (a area) snapped(scale float32) area {
	at := func(v float32) float32 { return float32(whole(float64(v), scale)) }
	return area{at(a.x0), at(a.y0), at(a.x1), at(a.y1)}
}

// drawDim darkens what the crop leaves out.
func (p *cropParts) drawDim(c *Cropper, o, i area) {
	for n, a := range []area{{o.x0, o.y0, o.x1, i.y0}, {o.x0, i.y1, o.x1, o.y1}, {o.x0, i.y0, i.x0, i.y1}, {i.x1, i.y0, o.x1, i.y1}} {
		paint(p.dim[n], c, ColorScrim)
		place(p.dim[n], a.x0, a.y0, max(a.x1-a.x0, 0), max(a.y1-a.y0, 0))
	}
}

func (p *cropParts) drawGuides(c *Cropper, i area) {
	w, h := i.x1-i.x0, i.y1-i.y0
	line := func(l *canvas.Line, x0, y0, x1, y1 float32) {
		l.StrokeColor, l.StrokeWidth = colour(c, ColorOnStage), length(c, SizeLine)
		l.Position1, l.Position2 = fyne.NewPos(x0, y0), fyne.NewPos(x1, y1)
		l.Refresh()
	}
	for n, l := range p.thirds {
		show(l, c.thirds)
		part := float32(n%2+1) / 3
		if n < 2 {
			line(l, i.x0+w*part, i.y0, i.x0+w*part, i.y1)
			continue
		}
		line(l, i.x0, i.y0+h*part, i.x1, i.y0+h*part)
	}
	show(p.midline, c.midline)
	line(p.midline, i.x0+w/2, i.y0, i.x0+w/2, i.y1)
	p.midline.StrokeColor = colour(c, ColorAccentOnStage)
}

func (p *cropParts) drawFrame(c *Cropper, i area) {
	ring := length(c, SizeRing) * 2 / 3
	ink := ColorOnStage
	if c.focused {
		ink = ColorAccentOnStage
	}
	for _, f := range []struct {
		r     *canvas.Rectangle
		n     fyne.ThemeColorName
		inset float32
	}{{p.shade, ColorScrim, -1}, {p.frame, ink, 0}} {
		f.r.StrokeColor, f.r.StrokeWidth = colour(c, f.n), ring-2*f.inset
		place(f.r, i.x0-ring+f.inset, i.y0-ring+f.inset, i.x1-i.x0+2*ring-2*f.inset, i.y1-i.y0+2*ring-2*f.inset)
		f.r.Refresh()
	}
	long, thick := length(c, SizeSpace16), length(c, SizeSpace8)
	for n, g := range grips() {
		x, y := g.at()
		w, h := thick+2, thick+2
		if x == .5 {
			w = long + thick
		}
		if y == .5 {
			h = long + thick
		}
		r := p.handles[n]
		r.FillColor, r.StrokeColor, r.StrokeWidth = colour(c, ink), colour(c, ColorScrim), length(c, SizeLine)
		r.CornerRadius = thick / 4
		mx, my := i.x0+(i.x1-i.x0)*float32(x), i.y0+(i.y1-i.y0)*float32(y)
		place(r, mx-w/2, my-h/2, w, h)
		r.Refresh()
	}
}
