package ui

import (
	"fyne.io/fyne/v2"
)

// stripLayout lays out the strip between photos and facts: its ground, the
// button of the annotations at the left and their state, the zoom at the
// right, and of the rest what is visible in the middle. Where there is no room
// for all, the state is shortened, then the zoom left out, which menus and
// keys have too.
type stripLayout struct{}

// stripGap is the space between the parts of the strip.
const stripGap = 8

// MinSize is as high as the highest part, visible or not, so that nothing
// jumps.
func (stripLayout) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// Layout is for Fyne.
func (stripLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	ground, button, state, zoom := objects[0], objects[1], objects[2], objects[len(objects)-1]
	ground.Resize(size)
	put := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
	}
	left := button.MinSize().Width
	put(button, 0, left)
	left += stripGap
	wide := zoom.MinSize().Width
	middle := float32(0)
	for _, o := range objects[3 : len(objects)-1] {
		if o.Visible() {
			middle = max(middle, o.MinSize().Width)
		}
	}
	right := size.Width - wide - stripGap
	setVisible(zoom, right-left >= middle)
	if !zoom.Visible() {
		right = size.Width
	}
	put(zoom, size.Width-wide, wide)
	x := max(min((size.Width-middle)/2, right-middle), left)
	for _, o := range objects[3 : len(objects)-1] {
		put(o, x+(middle-o.MinSize().Width)/2, o.MinSize().Width)
	}
	put(state, left, max(x-left-stripGap, 0))
}
