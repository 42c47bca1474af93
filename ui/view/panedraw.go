package view

import (
	"math"

	"fyne.io/fyne/v2"

	"skinline/photos"
)

// Cover is how much of itself a pane shows when it lies upon another: the part
// between From and To of its width (0..1), and how opaque (0..1). Everything
// in it stays at its place, so that the pane beneath fits it pixel for pixel.
type Cover struct {
	From, To float32
	Opacity  float64
}

// SetCover shows a part of the pane only, at once and from the pixels that are
// there; a new pane shows all of itself.
func (p *Pane) SetCover(c Cover) {
	c.From, c.To = min(max(c.From, 0), 1), min(max(c.To, 0), 1)
	c.Opacity = min(max(c.Opacity, 0), 1)
	if c == p.cover {
		return
	}
	p.cover = c
	p.draw()
	// What of a picture shines through is asked when it is painted next.
	p.ring.Refresh()
}

// draw places the pictures and what lies on them.
func (p *Pane) draw() {
	size := p.Size()
	if size.IsZero() {
		return
	}
	scale := scaleOf(p)
	from, to := pixel(p.cover.From*size.Width, scale), pixel(p.cover.To*size.Width, scale)
	// Never hidden: Fyne would let go of the textures of what is in it.
	place(p.clip, from, 0, max(to-from, 0), size.Height)
	v := p.viewport()
	p.base.place(v, size, scale, from)
	p.exact.place(v, size, scale, from)
	p.blend(v, size, scale)
	place(p.stage, -from, 0, size.Width, size.Height)
	p.drawWords(size, from)
	p.guides.draw(p, size, from)
	p.annotations.draw(p, size, from)
	p.tag.draw(p, size, from, to)
	p.lens.draw(p, size, from, to)
	p.ring.StrokeColor, p.ring.StrokeWidth = colour(p, ColorAccent), length(p, SizeRing)*2/3
	show(p.ring, p.focused && !p.Plain)
}

// blend hides what exact pixels cover, and lets a pane beneath shine through.
func (p *Pane) blend(v Viewport, size fyne.Size, scale float32) {
	sheer := p.cover.Opacity < 1
	p.base.photo.Translucency, p.exact.photo.Translucency = 1-p.cover.Opacity, 1-p.cover.Opacity
	show(p.stage, !sheer)
	if p.base.empty() {
		return
	}
	seen := common(v.Visible(float64(size.Width), float64(size.Height)), p.base.covering)
	hidden := p.exact.covers(seen, 1.5/(v.Scale()*float64(scale)))
	// After a jump the picture beneath may be the sharper one for a while.
	finer := p.base.density() > 1.3*p.exact.density()
	show(p.exact.photo, !p.exact.empty() && !finer)
	// Two translucent pictures upon each other would be one too dense.
	show(p.base.photo, finer || !hidden && (!sheer || p.exact.empty()))
}

// common is the part that two rectangles share.
func common(a, b photos.Rect) photos.Rect {
	x0, y0 := math.Max(a.X, b.X), math.Max(a.Y, b.Y)
	x1, y1 := math.Min(a.X+a.W, b.X+b.W), math.Min(a.Y+a.H, b.Y+b.H)
	return photos.Rect{X: x0, Y: y0, W: max(x1-x0, 0), H: max(y1-y0, 0)}
}

// pixel is x on the nearest device pixel.
func pixel(x, scale float32) float32 {
	return float32(math.Round(float64(x*scale))) / scale
}

func (p *Pane) drawWords(size fyne.Size, left float32) {
	show(p.failure, p.words != "")
	if p.words == "" {
		paint(p.stage, p, ColorStage)
		return
	}
	width := size.Width - 2*length(p, SizeSpace24)
	write(p.failure, elide(p.words, width, length(p, SizeBody), fyne.TextStyle{}), p, ColorOnStage, SizeBody)
	place(p.failure, -left, size.Height/2, size.Width, p.failure.MinSize().Height)
	paint(p.stage, p, ColorScrim)
}
