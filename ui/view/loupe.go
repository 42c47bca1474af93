package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// loupe is a magnified patch beside what is dragged, where the finger does
// not cover it.
type loupe struct {
	box    *fyne.Container
	photo  *canvas.Image
	frame  *canvas.Rectangle
	shades [4]*canvas.Line
	arms   [4]*canvas.Line
	pix    *image.RGBA
}

// loupePower is how much larger than around it the loupe shows, and
// loupeMost the pixels of the screen it gives to one of the picture at most.
const (
	loupePower = 4
	loupeMost  = 12
)

func newLoupe() *loupe {
	l := &loupe{photo: newPhoto(), frame: newRect()}
	l.box = &fyne.Container{Objects: []fyne.CanvasObject{l.photo}, Hidden: true}
	for i := range l.arms {
		l.shades[i], l.arms[i] = &canvas.Line{}, &canvas.Line{}
		l.box.Objects = append(l.box.Objects, l.shades[i])
	}
	for _, a := range l.arms {
		l.box.Objects = append(l.box.Objects, a)
	}
	l.box.Objects = append(l.box.Objects, l.frame)
	return l
}

func (l *loupe) hide() {
	if !l.box.Visible() {
		return
	}
	l.box.Hide()
	l.photo.Image = nil
}

// show magnifies the place x, y of img, in its pixels, which is at at in a
// widget of a size; around it one pixel of img takes by device pixels.
func (l *loupe) show(w fyne.Widget, img *image.RGBA, x, y, by float64, at fyne.Position, size fyne.Size) {
	side, scale := length(w, SizeLoupe), scaleOf(w)
	px := int(side*scale + .5)
	if l.pix == nil || l.pix.Rect.Dx() != px {
		l.pix = image.NewRGBA(image.Rect(0, 0, px, px))
	}
	magnify(l.pix, img, x, y, min(max(by*loupePower, 1), loupeMost))
	corner := loupeAt(at, side, length(w, SizeTarget), size)
	l.photo.Image = l.pix
	place(l.photo, corner.X, corner.Y, float32(px)/scale, float32(px)/scale)
	show(l.photo, true)
	l.photo.Refresh()
	l.frame.StrokeColor, l.frame.StrokeWidth = colour(w, ColorAccentOnStage), length(w, SizeRing)*2/3
	place(l.frame, corner.X, corner.Y, side, side)
	l.frame.Refresh()
	mid := corner.AddXY(side/2, side/2)
	for i := range l.arms {
		dx, dy := [4]float32{1, -1, 0, 0}[i], [4]float32{0, 0, 1, -1}[i]
		for _, a := range []struct {
			line  *canvas.Line
			n     fyne.ThemeColorName
			width float32
		}{{l.shades[i], ColorScrim, 3}, {l.arms[i], ColorOnStage, 1}} {
			a.line.StrokeColor, a.line.StrokeWidth = colour(w, a.n), a.width
			a.line.Position1, a.line.Position2 = mid.AddXY(dx*side/16, dy*side/16), mid.AddXY(dx*side/4, dy*side/4)
			a.line.Refresh()
		}
	}
	l.box.Show()
}

// loupeAt is the corner of a loupe for something at at: above it, below it
// near the upper edge, and always within the widget.
func loupeAt(at fyne.Position, side, clear float32, size fyne.Size) fyne.Position {
	x := min(max(at.X-side/2, 0), max(size.Width-side, 0))
	y := at.Y - side - clear
	if y < 0 {
		y = at.Y + clear
	}
	if y+side > size.Height {
		// Neither above nor below: beside.
		y = min(max(at.Y-side/2, 0), max(size.Height-side, 0))
		x = at.X + clear
		if x+side > size.Width {
			x = max(at.X-side-clear, 0)
		}
	}
	return fyne.NewPos(x, y)
}
