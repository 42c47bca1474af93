package ui

import (
	"fyne.io/fyne/v2"
)

// columns lays objects out side by side: the first at a fixed width, the
// others in shares of the rest, so that rows of a list line up.
type columns struct {
	first  float32
	shares []float32
}

// MinSize is the tallest object; widths adapt.
func (c columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(c.first, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// Layout places every object in its column.
func (c columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var sum float32
	for _, s := range c.shares {
		sum += s
	}
	x := float32(0)
	for i, o := range objects {
		w := c.first
		if i > 0 {
			w = (size.Width - c.first) * c.shares[i-1] / sum
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}

// centred keeps one object at its own height in the middle of the row, as wide
// as the row.
type centred struct{}

// MinSize is the object's.
func (centred) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout centres the object.
func (centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, h))
	objects[0].Move(fyne.NewPos(0, (size.Height-h)/2))
}

// tight stacks lines of text closer than a box of widgets would.
type tight struct{}

const tightOverlap = 10

// MinSize is the lines' height without most of their padding.
func (tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		if size.Height > 0 {
			size.Height -= tightOverlap
		}
		size.Height += m.Height
	}
	return size
}

// Layout places the lines from the top.
func (tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.Size().Height)) // text wraps, then knows its height
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h - tightOverlap
	}
}
