package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/storage"
	"skinline/ui/view"
)

// board lays the photos of a comparison out in one frame of reference. There
// is one in the window, and one on the client's display that does the same.
type board struct {
	arrangement
	a       *App
	c       *course
	loader  *loader
	view    storage.View
	zoom    *view.Zoom
	panes   []*comparePane
	divider *view.Divider
	root    *fyne.Container
	// strip is an object between photos and facts, feet are the facts; both
	// may be missing.
	strip fyne.CanvasObject
	feet  []fyne.CanvasObject
	// footHeight is the height of the facts at a width, nil for none.
	footHeight func(width float32) float32
	// arranged hears that anything changed its place; may be nil.
	arranged func()
	// over adds to what is drawn on a photo; may be nil.
	over func(p *comparePane, all []view.Annotation) []view.Annotation
	// tag is what stands on a photo.
	tag func(p storage.Photo) (words string, caution bool)
}

// newBoard lays out shown, which are all of one view.
func newBoard(a *App, c *course, l *loader, shown []storage.Photo) *board {
	b := &board{
		a: a, c: c, loader: l, view: shown[0].View, zoom: view.NewZoom(c.frames[shown[0].View].Crop), divider: view.NewDivider(),
		arrangement: arrangement{active: len(shown) - 1, curtain: .5, opacity: .5},
	}
	if len(shown) > mostInRow {
		b.mode = modeGrid
	}
	b.scale100()
	for _, p := range shown {
		b.panes = append(b.panes, newComparePane(b, p))
	}
	b.divider.OnDragged = func(dx float32) { b.divide(b.curtain + dx/max(b.root.Size().Width, 1)) }
	b.divider.OnScrolled = func(e *fyne.ScrollEvent) {
		at := *e
		at.Position = e.Position.Add(b.divider.Position())
		_, over := b.pair(len(b.panes))
		b.panes[over].pane.Scrolled(&at)
	}
	b.root = &fyne.Container{Layout: boardLayout{b}}
	return b
}

// scale100 tells the zoom how large a photo's pixels are.
func (b *board) scale100() {
	for _, p := range b.c.photos {
		if p.ID == b.c.frames[b.view].Reference {
			b.zoom.SetFull(float64(max(p.Info.Width, p.Info.Height)))
		}
	}
}

// divide moves the divider of the curtain.
func (b *board) divide(to float32) {
	b.curtain = min(max(to, 0), 1)
	b.arrange()
}

// fade makes the upper photo of an onion skin more or less opaque.
func (b *board) fade(to float64) {
	b.opacity = min(max(to, 0), 1)
	b.arrange()
}

// shown are the photos in their order.
func (b *board) shown() []storage.Photo {
	shown := make([]storage.Photo, 0, len(b.panes))
	for _, p := range b.panes {
		shown = append(shown, p.photo)
	}
	return shown
}

// turn shows other photos, of another view if they are: as many as there are
// panes, at the place and magnification as before.
func (b *board) turn(shown []storage.Photo) {
	if v := shown[0].View; v != b.view {
		b.view = v
		b.zoom.MoveTo(b.c.frames[v].Crop)
		b.scale100()
	}
	for i, p := range b.panes {
		p.pane.SetOffset(photos.Point{})
		p.set(shown[i])
	}
	b.arrange()
}

// zoomed hears of every change of the zoom.
func (b *board) zoomed() {
	for _, p := range b.panes {
		p.zoomed()
	}
}

func (b *board) close() {
	for _, p := range b.panes {
		p.close()
	}
}

// sheet is what there is to lay out on.
func (b *board) sheet() sheet {
	s := sheet{size: b.root.Size(), scale: b.a.scale(), aspect: 1, foot: func(float32) float32 { return 0 }}
	if crop := b.c.frames[b.view].Crop; !crop.Empty() {
		s.aspect = float32(crop.W / crop.H)
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.root); c != nil {
		s.scale = c.Scale()
	}
	if b.footHeight != nil && !b.single {
		s.foot = b.footHeight
	}
	if b.strip != nil && b.strip.Visible() && !b.single {
		s.strip = b.strip.MinSize().Height
	}
	return s
}

// arrange puts everything at its place. Where only places change no picture
// is made anew, so that a flip takes no time.
func (b *board) arrange() {
	s := b.sheet()
	if s.size.IsZero() {
		return
	}
	spots := b.spots(len(b.panes), s)
	b.order()
	for i, p := range b.panes {
		b.put(p, spots[i])
		if b.feet == nil {
			continue
		}
		foot := b.feet[i]
		setVisible(foot, spots[i].shown && !b.single)
		foot.Move(spots[i].foot)
		foot.Resize(fyne.NewSize(spots[i].footWidth, s.foot(spots[i].footWidth)))
	}
	if b.strip != nil {
		foot := s.size.Height
		if b.feet != nil && len(spots) > 0 {
			_, over := b.pair(len(b.panes))
			foot = spots[over].foot.Y
		}
		b.strip.Move(fyne.NewPos(0, foot-s.strip))
		b.strip.Resize(fyne.NewSize(s.size.Width, s.strip))
	}
	b.putDivider(spots)
	b.tags()
	if b.arranged != nil {
		b.arranged()
	}
}

func (b *board) put(p *comparePane, s spot) {
	if s.shown {
		p.pane.Move(s.pos)
		p.pane.Resize(s.size)
		p.pane.SetCover(view.Cover{From: s.from, To: s.to, Opacity: s.opacity})
	}
	p.show(s.shown)
	p.pane.Alone, p.pane.Plain = nil, b.stacked()
	if b.stacked() {
		p.pane.Alone = b.panes[b.active].pane
	}
}

func (b *board) putDivider(spots []spot) {
	setVisible(b.divider, b.divided() && len(spots) > 1)
	if !b.divider.Visible() {
		return
	}
	_, over := b.pair(len(spots))
	s, w := spots[over], b.divider.MinSize().Width
	b.divider.Resize(fyne.NewSize(w, s.size.Height))
	b.divider.Move(fyne.NewPos(s.pos.X+s.from*s.size.Width-w/2, s.pos.Y))
}

// order lays the upper photo of the pair over the other.
func (b *board) order() {
	under, over := b.pair(len(b.panes))
	objects := make([]fyne.CanvasObject, 0, 2*len(b.panes)+2)
	for i, p := range b.panes {
		if i != over && i != under {
			objects = append(objects, p.pane)
		}
	}
	objects = append(objects, b.panes[under].pane)
	if over != under {
		objects = append(objects, b.panes[over].pane)
	}
	objects = append(objects, b.divider)
	objects = append(objects, b.feet...)
	if b.strip != nil {
		objects = append(objects, b.strip)
	}
	b.root.Objects = objects
}

// tags name the photos where their facts are not right beneath them.
func (b *board) tags() {
	under, over := b.pair(len(b.panes))
	for i, p := range b.panes {
		if b.tag == nil || !b.stacked() && b.feet != nil {
			p.pane.SetTag(b.state(i), false, false)
			continue
		}
		words, caution := b.tag(p.photo)
		beside := b.stacked() && !b.single && b.mode != modeFlip
		p.pane.SetTag(words, beside && i == over && over != under, caution)
	}
}

// state is what facts in a narrow column have no room for.
func (b *board) state(i int) string {
	if len(b.panes) <= mostInRow {
		return ""
	}
	var pinned, moved string
	if i == b.pinned {
		pinned = lang.L("Pinned")
	}
	if b.panes[i].pane.Offset() != (photos.Point{}) {
		moved = lang.L("Moved by hand")
	}
	return joined(pinned, moved)
}

// setVisible hides or shows without the work of doing either twice.
func setVisible(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

// boardLayout gives a board its size.
type boardLayout struct{ b *board }

// MinSize leaves the photos room to be seen at all.
func (l boardLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 320) }

// Layout arranges.
func (l boardLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.b.arrange() }
