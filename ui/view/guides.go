package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"skinline/photos"
)

// Guides are lines over the photos, at one place of the frame of reference in
// every pane: what lies on a line in one photo should lie on it in all.
type Guides uint8

const (
	GuideMidline Guides = 1 << iota // the frame's vertical middle
	GuideThirds                     // of the frame, both ways
	GuideGrid                       // squares, twelve to the frame's longer side
)

// gridCells is how many squares the longer side of a frame has.
const gridCells = 12

// SetGuides draws the guides in g over all panes, and no other.
func (z *Zoom) SetGuides(g Guides) {
	if g == z.guides {
		return
	}
	z.guides = g
	z.redraw()
}

// Guides are those that are drawn.
func (z *Zoom) Guides() Guides { return z.guides }

// guide is one line: upright or level, at a place of the frame.
type guide struct {
	upright bool
	at      float64
}

// lines are the guides in a frame.
func (g Guides) lines(frame photos.Rect) []guide {
	var all []guide
	if frame.Empty() {
		return nil
	}
	if g&GuideGrid != 0 {
		cell := max(frame.W, frame.H) / gridCells
		// Counted from the middle, so that the grid is even on both sides.
		for x := 0.0; x < frame.W/2; x += cell {
			all = append(all, guide{true, frame.X + frame.W/2 + x})
			if x > 0 {
				all = append(all, guide{true, frame.X + frame.W/2 - x})
			}
		}
		for y := 0.0; y < frame.H/2; y += cell {
			all = append(all, guide{false, frame.Y + frame.H/2 + y})
			if y > 0 {
				all = append(all, guide{false, frame.Y + frame.H/2 - y})
			}
		}
	}
	if g&GuideThirds != 0 {
		for _, part := range [...]float64{1. / 3, 2. / 3} {
			all = append(all, guide{true, frame.X + frame.W*part}, guide{false, frame.Y + frame.H*part})
		}
	}
	if g&GuideMidline != 0 && g&GuideGrid == 0 {
		all = append(all, guide{true, frame.X + frame.W/2})
	}
	return all
}

// guideLines draws guides: each light on dark, to be seen on any skin.
type guideLines struct {
	box   *fyne.Container
	lines []*canvas.Rectangle // two a guide, the dark one first
}

func (l *guideLines) draw(p *Pane, size fyne.Size, left float32) {
	v, scale := p.zoom.view, scaleOf(p)
	all := p.zoom.guides.lines(v.Frame)
	if v.Scale() <= 0 {
		all = nil
	}
	for len(l.lines) < 2*len(all) {
		dark, light := newRect(), newRect()
		l.lines = append(l.lines, dark, light)
		l.box.Objects = append(l.box.Objects, dark, light)
	}
	w, h := float64(size.Width), float64(size.Height)
	x0, y0 := v.ToScreen(photos.Point{X: v.Frame.X, Y: v.Frame.Y}, w, h)
	x1, y1 := v.ToScreen(photos.Point{X: v.Frame.X + v.Frame.W, Y: v.Frame.Y + v.Frame.H}, w, h)
	for i, r := range l.lines {
		show(r, i/2 < len(all))
		if i/2 >= len(all) {
			continue
		}
		g := all[i/2]
		x, y := v.ToScreen(photos.Point{X: g.at, Y: g.at}, w, h)
		thick, name := 2/scale, ColorScrim
		if i%2 == 1 {
			thick, name = 1/scale, ColorOnStage
		}
		paint(r, p, name)
		if g.upright {
			place(r, pixel(float32(x), scale)-float32(int(thick*scale)/2)/scale-left, float32(y0), thick, float32(y1-y0))
		} else {
			place(r, float32(x0)-left, pixel(float32(y), scale)-float32(int(thick*scale)/2)/scale, float32(x1-x0), thick)
		}
	}
}
