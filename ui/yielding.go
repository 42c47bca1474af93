package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// yielding lays out a title, the first object, and tools at the right of it.
// Where there is no room for all tools, those that matter least are left out;
// what they do must be in a menu. The window can so be narrower than a long
// language would make it.
type yielding struct {
	title float32 // the least width of the title
	keep  []int   // the tools' indexes, what matters most first
}

// MinSize has room for the title and the first tool.
func (y yielding) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(y.title+objects[y.keep[0]].MinSize().Width, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// toolGap is the space before each tool.
const toolGap = 4

// Layout gives the title what the tools leave.
func (y yielding) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := size.Width - y.title
	var shown []int
	for _, i := range y.keep {
		if w := objects[i].MinSize().Width + toolGap; w <= room {
			room -= w
			shown = append(shown, i)
		} else {
			break
		}
	}
	x := size.Width
	for i := len(objects) - 1; i > 0; i-- {
		o := objects[i]
		setVisible(o, slices.Contains(shown, i))
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		x -= m.Width
		o.Resize(m)
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		x -= toolGap
	}
	title := objects[0]
	high := title.MinSize().Height
	title.Resize(fyne.NewSize(max(x, 0), high))
	title.Move(fyne.NewPos(0, (size.Height-high)/2))
}
