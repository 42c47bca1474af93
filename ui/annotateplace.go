package ui

import (
	"fyne.io/fyne/v2"

	"skinline/photos"
	"skinline/photos/annotation"
)

// seenAt is the pane whose photo is seen at a place of p, over which others
// may lie. Of an onion skin that is the active one.
func (b *board) seenAt(p *comparePane, at fyne.Position) *comparePane {
	if !b.stacked() {
		return p
	}
	under, over := b.pair(len(b.panes))
	switch {
	case b.flipped:
		return b.panes[under]
	case b.single || b.mode == modeFlip:
	case b.mode == modeOnion:
		return b.panes[b.active]
	case at.X < b.curtain*p.pane.Size().Width:
		return b.panes[under]
	}
	return b.panes[over]
}

// onPhoto is the point of the photo that is seen at a place of the pane.
func (p *comparePane) onPhoto(at fyne.Position) photos.Point {
	return inside(p.back(p.pane.Reference(at)), p.photo.Info)
}

// back maps the frame of reference to the photo.
func (p *comparePane) back(q photos.Point) photos.Point {
	from, err := p.b.c.placement(p.photo).Inverse()
	if err != nil { // of no photo that can be seen
		return q
	}
	return from.Apply(q)
}

// grain is how finely a pointer places points: a pixel of the screen or of
// the photo, whichever is larger.
func (p *comparePane) grain() float64 {
	scale := p.b.c.placement(p.photo).Scale()
	return min(max(p.pane.Fine()/max(scale, 1e-9), 1/float64(max(p.photo.Info.Width, p.photo.Info.Height, 1))), .5)
}

// mostHandles is how many corners of an outline can be dragged one by one; an
// outline with more was drawn in one go and is moved whole.
const mostHandles = 12

// handles are the points of a shape that can be dragged, in the frame of
// reference.
func (p *comparePane) handles(s annotation.Shape) []photos.Point {
	if len(s.Points) > mostHandles {
		return nil
	}
	onto := p.b.c.placement(p.photo)
	out := make([]photos.Point, 0, len(s.Points))
	for _, q := range s.Points {
		out = append(out, onto.Apply(q))
	}
	return out
}

func points(all ...photos.Point) []photos.Point { return all }
