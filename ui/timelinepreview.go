package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"skinline/storage"
	"skinline/ui/view"
)

// hoverPreview shows the photo under the pointer larger, beside it, while
// nothing is pressed.
type hoverPreview struct {
	s    *timelineScreen
	tile *view.Tile
	slot slot
	box  *fyne.Container
}

// previewWidth is how wide a photo is shown; tiles near that size need none.
const previewWidth = 420

func newHoverPreview(s *timelineScreen) *hoverPreview {
	h := &hoverPreview{s: s, tile: view.NewTile(fyne.NewSize(previewWidth, previewWidth*5/4))}
	h.tile.Hide()
	h.box = container.NewWithoutLayout(h.tile)
	h.slot.show = func(img *image.RGBA, err error) {
		if err != nil {
			h.hide()
			return
		}
		h.tile.SetPicture(img)
		h.tile.Show()
	}
	return h
}

// over shows the photo of a cell, beside the cell; ok is false for none.
func (h *hoverPreview) over(c view.Cell, ok bool) {
	h.hide()
	if !ok || h.s.matrix.TileSize().Width > previewWidth*3/4 {
		return
	}
	p, has := h.s.c.rows[c.Row].shown(c.Col)
	if !has {
		return
	}
	h.tile.SetCaption(h.s.c.tileCaption(p, 1))
	h.tile.Move(h.beside(c))
	h.tile.Resize(h.tile.MinSize())
	w, height := h.tile.PixelSize()
	h.s.a.loader.load(&h.slot, framed(p, h.s.c.frames[p.View], w, height))
}

// beside is a place next to the cell, on the side where there is room, inside
// the timeline.
func (h *hoverPreview) beside(c view.Cell) fyne.Position {
	driver := fyne.CurrentApp().Driver()
	cell := h.s.matrix.TileAt(c.Row, c.Col)
	if cell == nil {
		return fyne.Position{}
	}
	at := driver.AbsolutePositionForObject(cell).Subtract(driver.AbsolutePositionForObject(h.box))
	room, size := h.box.Size(), h.tile.MinSize()
	x := at.X + cell.Size().Width + 8
	if x+size.Width > room.Width {
		x = at.X - size.Width - 8
	}
	y := min(at.Y, room.Height-size.Height-8)
	return fyne.NewPos(max(x, 0), max(y, 0))
}

func (h *hoverPreview) hide() {
	h.s.a.loader.drop(&h.slot)
	h.tile.Clear()
	h.tile.Hide()
}

// moved is a photo dragged to another cell: its view and session change, and
// the toast takes it back.
func (s *timelineScreen) moved(from, to view.Cell) {
	p, ok := s.c.rows[from.Row].shown(from.Col)
	if !ok {
		return
	}
	s.matrix.Select()
	s.change(p, func(p *storage.Photo) {
		p.View, p.SessionID = s.c.rows[to.Row].view, s.c.sessions[to.Col].ID
	})
	s.a.touch()
}
