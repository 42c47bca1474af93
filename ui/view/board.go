package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
)

// board is one of the two pictures of a landmark editor, with its own place
// and scale.
type board struct {
	widget.BaseWidget
	owner *Points
	side  Side
	title string

	img     *image.RGBA
	levels  []*image.RGBA
	view    Viewport
	shown   layer
	marks   []*landmark
	loupe   *loupe
	settle  pause
	grabbed int        // the mark a drag moves, -1 for the background
	grip    fyne.Delta // from the pointer to the mark
	dragged bool       // a drag is under way
	focused bool

	stage, ring, pill *canvas.Rectangle
	label             *canvas.Text
	plane             *fyne.Container
	clip              *container.Clip
}

func newBoard(owner *Points, side Side, title string) *board {
	b := &board{
		owner: owner, side: side, title: title, shown: newLayer(), loupe: newLoupe(), settle: pause{clock: wallClock},
		stage: newRect(), ring: newRect(), pill: newRect(), label: &canvas.Text{},
		plane: &fyne.Container{},
	}
	b.clip = container.NewClip(&fyne.Container{Objects: []fyne.CanvasObject{b.shown.photo, b.plane, b.loupe.box}})
	b.ExtendBaseWidget(b)
	return b
}

func (b *board) setPicture(img *image.RGBA) {
	b.img, b.levels = img, levels(img)
	b.loupe.hide()
	if img == nil {
		b.shown.set(nil, photos.Rect{})
		b.draw()
		return
	}
	b.view.Frame = photos.Whole(img.Rect.Dx(), img.Rect.Dy())
	b.fit()
}

func (b *board) fit() { b.set(b.unit().Fitted()) }

// unit is the viewport with the scale of the present size.
func (b *board) unit() Viewport {
	v := b.view
	v.Unit = v.fit(float64(b.Size().Width), float64(b.Size().Height))
	return v
}

func (b *board) set(v Viewport) {
	b.view = v
	b.draw()
}

// long is the long side of the picture in pixels: one relative unit.
func (b *board) long() float64 { return float64(max(b.img.Rect.Dx(), b.img.Rect.Dy())) }

func (b *board) screen(p photos.Point) fyne.Position {
	x, y := b.view.ToScreen(p, float64(b.Size().Width), float64(b.Size().Height))
	return fyne.NewPos(float32(x), float32(y))
}

// point is what is at a place of the widget, kept within the picture.
func (b *board) point(at fyne.Position) photos.Point {
	p := b.view.FromScreen(float64(at.X), float64(at.Y), float64(b.Size().Width), float64(b.Size().Height))
	return b.inside(p)
}

func (b *board) inside(p photos.Point) photos.Point {
	f := b.view.Frame
	return photos.Point{X: min(max(p.X, 0), f.W), Y: min(max(p.Y, 0), f.H)}
}

// draw places the picture and the points.
func (b *board) draw() {
	size := b.Size()
	if size.IsZero() {
		return
	}
	paint(b.stage, b, ColorStage)
	if b.img != nil && b.view.Scale() > 0 {
		scale := scaleOf(b)
		l := level(b.levels, b.view.Frame.W*b.view.Scale()*float64(scale))
		if b.shown.photo.Image != image.Image(l) {
			b.shown.set(l, b.view.Frame)
		}
		b.shown.covering = b.view.Frame
		b.shown.place(b.view, size, scale, 0)
	}
	b.drawMarks()
	gap := length(b, SizeSpace4)
	write(b.label, b.title, b, ColorOnStage, SizeCaption)
	text := b.label.MinSize()
	paint(b.pill, b, ColorScrim)
	b.pill.CornerRadius = length(b, SizeRadius)
	show(b.pill, b.title != "")
	place(b.pill, 2*gap, 2*gap, text.Width+4*gap, text.Height+gap)
	place(b.label, 4*gap, 2.5*gap, text.Width, text.Height)
	b.ring.StrokeColor, b.ring.StrokeWidth = colour(b, ColorAccent), length(b, SizeRing)*2/3
	show(b.ring, b.focused || b.owner.Waiting() == b.side)
	b.ring.Refresh()
}

func (b *board) drawMarks() {
	points := b.owner.points(b.side)
	for len(b.marks) < len(points) {
		l := newLandmark()
		b.marks = append(b.marks, l)
		b.plane.Objects = append(b.plane.Objects, l.box)
	}
	for i, l := range b.marks {
		visible := i < len(points) && points[i] != nil && b.img != nil
		show(l.box, visible)
		if !visible {
			continue
		}
		k := landmarkLook{at: b.screen(*points[i]), number: i + 1, selected: i == b.owner.selected}
		if i < len(b.owner.residuals) {
			k.residual = b.owner.residuals[i]
		}
		l.draw(b, k)
	}
}

// look shows the loupe at a point.
func (b *board) look(p photos.Point) {
	if b.img == nil {
		return
	}
	by := b.view.Scale() * float64(scaleOf(b)) / b.long()
	b.loupe.show(b, b.img, p.X*b.long(), p.Y*b.long(), by, b.screen(p), b.Size())
}

// MinSize has room for the loupe.
func (b *board) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	return fyne.NewSquareSize(length(b, SizeLoupe))
}

// CreateRenderer is for Fyne.
func (b *board) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	return &boardRenderer{b, []fyne.CanvasObject{b.stage, b.clip, b.pill, b.label, b.ring}}
}

type boardRenderer struct {
	b       *board
	objects []fyne.CanvasObject
}

func (r *boardRenderer) Destroy()                     {}
func (r *boardRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *boardRenderer) Refresh()                     { r.b.draw() }

// Layout keeps what is in the middle, and what is fitted fitted.
func (r *boardRenderer) Layout(size fyne.Size) {
	b := r.b
	for _, o := range []fyne.CanvasObject{b.stage, b.clip, b.ring} {
		place(o, 0, 0, size.Width, size.Height)
	}
	v := b.unit()
	if b.view.Unit == 0 {
		v = v.Fitted()
	}
	b.set(v)
}
