package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Divider is the line between the two photos of a curtain, with a grip to drag
// it by. It lies over the panes and is as wide as a finger.
type Divider struct {
	widget.BaseWidget

	// OnDragged hears by how much it was dragged sideways.
	OnDragged func(dx float32)
	// OnScrolled gets the wheel, which is for the photos.
	OnScrolled func(e *fyne.ScrollEvent)

	shade, line *canvas.Rectangle
	grip        *canvas.Circle
	arms        [4]*canvas.Line
}

var (
	_ fyne.Draggable     = (*Divider)(nil)
	_ fyne.Scrollable    = (*Divider)(nil)
	_ desktop.Cursorable = (*Divider)(nil)
)

// NewDivider is a divider without a place.
func NewDivider() *Divider {
	d := &Divider{shade: newRect(), line: newRect(), grip: newCircle()}
	for i := range d.arms {
		d.arms[i] = &canvas.Line{}
	}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged is for Fyne.
func (d *Divider) Dragged(e *fyne.DragEvent) {
	if d.OnDragged != nil {
		d.OnDragged(e.Dragged.DX)
	}
}

// DragEnd is for Fyne.
func (d *Divider) DragEnd() {}

// Scrolled is for Fyne.
func (d *Divider) Scrolled(e *fyne.ScrollEvent) {
	if d.OnScrolled != nil {
		d.OnScrolled(e)
	}
}

// Cursor is for Fyne.
func (d *Divider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MinSize is a finger's width.
func (d *Divider) MinSize() fyne.Size {
	d.ExtendBaseWidget(d)
	return fyne.NewSquareSize(length(d, SizeTarget))
}

// CreateRenderer is for Fyne.
func (d *Divider) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{d.shade, d.line, d.grip}
	for _, a := range d.arms {
		objects = append(objects, a)
	}
	return &dividerRenderer{d, objects}
}

type dividerRenderer struct {
	d       *Divider
	objects []fyne.CanvasObject
}

func (r *dividerRenderer) Destroy()                     {}
func (r *dividerRenderer) MinSize() fyne.Size           { return r.d.MinSize() }
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Refresh takes the theme's colours again.
func (r *dividerRenderer) Refresh() { r.Layout(r.d.Size()) }

// Layout keeps the line in the middle.
func (r *dividerRenderer) Layout(size fyne.Size) {
	d, scale := r.d, scaleOf(r.d)
	mid, grip := pixel(size.Width/2, scale), length(d, SizeHandle)
	thin, thick := 2/scale, 4/scale
	paint(d.shade, d, ColorScrim)
	paint(d.line, d, ColorOnStage)
	place(d.shade, mid-thick/2, 0, thick, size.Height)
	place(d.line, mid-thin/2, 0, thin, size.Height)
	d.grip.FillColor, d.grip.StrokeColor, d.grip.StrokeWidth = colour(d, ColorOnStage), colour(d, ColorScrim), 1
	place(d.grip, mid-grip/2, (size.Height-grip)/2, grip, grip)
	d.grip.Refresh()
	reach, tip := grip*.28, grip*.14
	for i, a := range d.arms {
		side := float32(1)
		if i < 2 {
			side = -1
		}
		up := float32(1)
		if i%2 == 0 {
			up = -1
		}
		a.StrokeColor, a.StrokeWidth = colour(d, ColorScrim), 2
		point := fyne.NewPos(mid+side*reach, size.Height/2)
		a.Position1, a.Position2 = point, point.AddXY(-side*tip, up*tip)
		a.Refresh()
	}
}
