package view

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/photos/align"
)

// Side is one of the two pictures of a landmark editor.
type Side int

const (
	SideNone Side = iota
	SideReference
	SidePhoto
)

// Residual says how far off a landmark is once all are taken together.
type Residual struct {
	Text  string // beside the number: "0.4 mm"
	Large bool   // in the colour of caution
}

// Points is the editor of landmarks: the reference on the left, the photo on
// the right. A tap marks a point in one picture, the next tap its match in
// the other; points are dragged under a loupe, nudged by the arrow keys (ten
// times as far with Shift) and removed with Delete. N goes to the next point.
// The wheel, + and - zoom, dragging the background pans, 0 fits.
type Points struct {
	widget.BaseWidget

	// OnChanged hears of every change by the user, with complete pairs only.
	// It is called while a point is dragged, too; done says that the change
	// is finished, which is what undo should remember.
	OnChanged func(pairs []align.Pair, done bool)
	// OnSelected hears which pair is selected, -1 for none.
	OnSelected func(index int)
	// OnWaiting hears which picture the next tap belongs in, after a point
	// was marked in the other; SideNone when nothing is half marked.
	OnWaiting func(side Side)
	// OnKey receives keys the editor has no use for while it has the focus.
	OnKey func(e *fyne.KeyEvent)

	pairs     []align.Pair
	half      Side         // the picture the unmatched point is in
	open      photos.Point // the unmatched point
	selected  int
	residuals []Residual
	boards    [2]*board
}

// NewPoints is an editor without pictures; the titles stand in the two.
func NewPoints(referenceTitle, photoTitle string) *Points {
	p := &Points{selected: -1}
	p.boards[0] = newBoard(p, SideReference, referenceTitle)
	p.boards[1] = newBoard(p, SidePhoto, photoTitle)
	p.ExtendBaseWidget(p)
	return p
}

// SetReference shows the reference, the whole oriented photo at up to about
// 2048 pixels; its points are relative to it.
func (p *Points) SetReference(img *image.RGBA) { p.boards[0].setPicture(img) }

// SetPhoto shows the photo to be aligned, likewise.
func (p *Points) SetPhoto(img *image.RGBA) { p.boards[1].setPicture(img) }

// SetTitles replaces what stands in the two pictures.
func (p *Points) SetTitles(reference, photo string) {
	p.boards[0].title, p.boards[1].title = reference, photo
	p.draw()
}

// SetPairs replaces the landmarks, for undo and reset, without telling
// OnChanged. A half-marked pair is dropped.
func (p *Points) SetPairs(pairs []align.Pair) {
	p.pairs = append([]align.Pair(nil), pairs...)
	p.residuals = nil
	p.wait(SideNone)
	p.Select(min(p.selected, len(pairs)-1))
}

// Pairs are the complete landmarks.
func (p *Points) Pairs() []align.Pair { return append([]align.Pair(nil), p.pairs...) }

// SetResiduals says how well each pair fits, in their order; nil for nothing.
func (p *Points) SetResiduals(r []Residual) {
	p.residuals = r
	p.draw()
}

// Select makes one pair the selected one, -1 none, without telling OnSelected.
func (p *Points) Select(index int) {
	p.selected = min(max(index, -1), p.count()-1)
	p.draw()
}

// Selected is the selected pair, -1 for none. The half-marked pair is last.
func (p *Points) Selected() int { return p.selected }

// Remove takes the selected pair, or the half-marked one, away.
func (p *Points) Remove() {
	switch i := p.selected; {
	case i < 0 && p.half == SideNone:
		return
	case i < 0 || i == len(p.pairs):
		p.wait(SideNone)
	default:
		p.pairs = append(p.pairs[:i], p.pairs[i+1:]...)
		p.residuals = nil
	}
	p.pick(min(p.selected, p.count()-1))
	p.changed(true)
}

// Waiting is the picture the next tap belongs in, after a point was marked in
// the other; SideNone when nothing is half marked.
func (p *Points) Waiting() Side {
	switch p.half {
	case SideReference:
		return SidePhoto
	case SidePhoto:
		return SideReference
	}
	return SideNone
}

// Fit shows both pictures whole.
func (p *Points) Fit() {
	for _, b := range p.boards {
		b.fit()
	}
}

// Clear lets pictures and points go.
func (p *Points) Clear() {
	p.SetPairs(nil)
	for _, b := range p.boards {
		b.setPicture(nil)
	}
}

// count is the number of points, the half-marked one included.
func (p *Points) count() int {
	if p.half == SideNone {
		return len(p.pairs)
	}
	return len(p.pairs) + 1
}

// points are those of one picture; nil where the half-marked pair has none.
func (p *Points) points(s Side) []*photos.Point {
	out := make([]*photos.Point, 0, len(p.pairs)+1)
	for i := range p.pairs {
		if s == SideReference {
			out = append(out, &p.pairs[i].Reference)
		} else {
			out = append(out, &p.pairs[i].Photo)
		}
	}
	switch p.half {
	case SideNone:
	case s:
		out = append(out, &p.open)
	default:
		out = append(out, nil)
	}
	return out
}

// mark adds a point: the match of the half-marked one, or the first of a new
// pair. Marking the same picture again moves the half-marked point.
func (p *Points) mark(s Side, at photos.Point) {
	if p.half == SideNone || p.half == s {
		p.open = at
		p.wait(s)
		p.pick(len(p.pairs))
		return
	}
	pair := align.Pair{Reference: at, Photo: p.open}
	if s == SidePhoto {
		pair = align.Pair{Reference: p.open, Photo: at}
	}
	p.pairs = append(p.pairs, pair)
	p.wait(SideNone)
	p.pick(len(p.pairs) - 1)
	p.changed(true)
}

// move puts a point elsewhere.
func (p *Points) move(s Side, i int, to photos.Point, done bool) {
	*p.points(s)[i] = to
	p.draw()
	if i < len(p.pairs) {
		p.changed(done)
	}
}

func (p *Points) pick(i int) {
	before := p.selected
	p.Select(i)
	if p.selected != before && p.OnSelected != nil {
		p.OnSelected(p.selected)
	}
}

func (p *Points) next() {
	if n := p.count(); n > 0 {
		p.pick((p.selected + 1) % n)
	}
}

func (p *Points) wait(half Side) {
	if p.half == half {
		return
	}
	p.half = half
	if p.OnWaiting != nil {
		p.OnWaiting(p.Waiting())
	}
}

func (p *Points) changed(done bool) {
	if p.OnChanged != nil {
		p.OnChanged(p.Pairs(), done)
	}
}

func (p *Points) key(e *fyne.KeyEvent) {
	if p.OnKey != nil {
		p.OnKey(e)
	}
}

func (p *Points) draw() {
	for _, b := range p.boards {
		b.draw()
	}
}

// Hide takes the pictures off the screen; Show brings them back, Clear
// forgets them.
func (p *Points) Hide() {
	for _, b := range p.boards {
		b.loupe.hide()
		b.shown.set(nil, photos.Rect{})
	}
	p.BaseWidget.Hide()
}

// Show brings the pictures back.
func (p *Points) Show() {
	p.BaseWidget.Show()
	p.draw()
}

// CreateRenderer is for Fyne.
func (p *Points) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	gap := length(p, SizeSpace8)
	return widget.NewSimpleRenderer(container.New(sideBySide(gap), p.boards[0], p.boards[1]))
}

// sideBySide gives two objects one half each, a gap apart.
type sideBySide float32

// MinSize has room for the larger twice.
func (s sideBySide) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize().Max(o[1].MinSize())
	return fyne.NewSize(2*m.Width+float32(s), m.Height)
}

// Layout puts one beside the other.
func (s sideBySide) Layout(o []fyne.CanvasObject, size fyne.Size) {
	half := (size.Width - float32(s)) / 2
	place(o[0], 0, 0, half, size.Height)
	place(o[1], half+float32(s), 0, half, size.Height)
}
