package view

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// landmark is how one point is drawn: a ring with a cross that leaves its
// middle free, light on dark so that it is seen on any skin, and its number.
type landmark struct {
	box          *fyne.Container
	shade, ring  *canvas.Circle
	shades, arms [4]*canvas.Line
	pill         *canvas.Rectangle
	label, note  *canvas.Text
}

func newLandmark() *landmark {
	l := &landmark{
		box: &fyne.Container{}, shade: newCircle(), ring: newCircle(), pill: newRect(),
		label: &canvas.Text{TextStyle: fyne.TextStyle{Bold: true}}, note: &canvas.Text{},
	}
	l.box.Objects = []fyne.CanvasObject{l.shade}
	for i := range l.arms {
		l.shades[i], l.arms[i] = &canvas.Line{}, &canvas.Line{}
		l.box.Objects = append(l.box.Objects, l.shades[i])
	}
	l.box.Objects = append(l.box.Objects, l.ring)
	for _, a := range l.arms {
		l.box.Objects = append(l.box.Objects, a)
	}
	l.box.Objects = append(l.box.Objects, l.pill, l.label, l.note)
	return l
}

// landmarkLook is what is to be drawn of a point.
type landmarkLook struct {
	at       fyne.Position
	number   int // from 1
	selected bool
	residual Residual
}

func (l *landmark) draw(w fyne.Widget, k landmarkLook) {
	side, thick := length(w, SizeHandle), length(w, SizeRing)*2/3
	ink, ground := ColorOnStage, ColorScrim
	if k.selected {
		ink = ColorAccentOnStage
		thick = length(w, SizeRing)
	}
	circle := func(c *canvas.Circle, n fyne.ThemeColorName, width float32) {
		c.StrokeColor, c.StrokeWidth = colour(w, n), width
		place(c, k.at.X-side/2, k.at.Y-side/2, side, side)
		c.Refresh()
	}
	circle(l.shade, ground, thick+2)
	circle(l.ring, ink, thick)
	for i := range l.arms {
		dx, dy := [4]float32{1, -1, 0, 0}[i], [4]float32{0, 0, 1, -1}[i]
		from, to := side/8, side/2
		for _, a := range []struct {
			line  *canvas.Line
			n     fyne.ThemeColorName
			width float32
		}{{l.shades[i], ground, 3}, {l.arms[i], ink, 1}} {
			a.line.StrokeColor, a.line.StrokeWidth = colour(w, a.n), a.width
			a.line.Position1 = k.at.AddXY(dx*from, dy*from)
			a.line.Position2 = k.at.AddXY(dx*to, dy*to)
			a.line.Refresh()
		}
	}
	l.drawLabel(w, k, side)
}

// drawLabel puts the number and the residual at the upper right.
func (l *landmark) drawLabel(w fyne.Widget, k landmarkLook, side float32) {
	gap := length(w, SizeSpace4)
	pill, ink := ColorScrim, ColorOnStage
	if k.selected {
		pill, ink = ColorAccent, ColorOnAccent
	}
	write(l.label, strconv.Itoa(k.number), w, ink, SizeCaption)
	show(l.note, k.residual.Text != "")
	number, width := l.label.MinSize(), l.label.MinSize().Width+3*gap
	x, y := k.at.X+side*.38, k.at.Y-side*.38-number.Height-gap
	place(l.label, x+gap*1.5, y+gap/2, number.Width, number.Height)
	if k.residual.Text != "" {
		if k.residual.Large && !k.selected {
			ink = ColorCautionOnStage
		}
		write(l.note, k.residual.Text, w, ink, SizeCaption)
		note := l.note.MinSize()
		place(l.note, x+width, y+gap/2, note.Width, note.Height)
		width += note.Width + 1.5*gap
	}
	paint(l.pill, w, pill)
	l.pill.CornerRadius = length(w, SizeRadius)
	place(l.pill, x, y, width, number.Height+gap)
}
