package ui

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/photos/comparability"
	"skinline/storage"
	"skinline/ui/view"
)

// compareScreen shows photos of one view in one frame of reference, with one
// zoom, beside or upon each other.
type compareScreen struct {
	a      *App
	c      *course
	loader *loader
	full   *originals
	board  *board
	feet   []*compareFoot
	// heights are the heights of the facts by width, until they change.
	heights map[float32]float32

	modes   *view.Segments
	title   *widget.Label
	display *widget.Button // of the client
	level   *widget.Label
	badge   *verdictBadge  // how comparable the pair is
	about   *widget.Label  // which pair that is, where there are more photos
	fade    *widget.Slider // of the onion skin
	faded   *fyne.Container
	facts   *fyne.Container // of the pair, in the strip
	strip   *fyne.Container
	head    fyne.CanvasObject
	page    *fyne.Container
	pen     *annotator
	held    time.Time // since when the space bar is down
	wasBig  bool      // the window was full screen before one photo was
	keys    map[fyne.KeyName]func()
	// verdicts are those known, by pair; judging is about the pair judged now.
	verdicts map[judged]*comparability.Verdict
	judging  *job
	pair     judged
	resting  *time.Timer // until the photos are decoded ahead
}

// compare opens photos side by side. Photos of another view than the first's
// have another frame of reference and are left out, and said so.
func (a *App) compare(c *course, shown []storage.Photo) {
	same := slices.DeleteFunc(slices.Clone(shown), func(p storage.Photo) bool { return p.View != shown[0].View })
	switch {
	case len(same) < 2:
		a.toast(lang.L("Photos of different views cannot be compared. Select two of one row."))
		return
	case len(same) < len(shown):
		a.toast(lang.L("Only the photos of {{.View}} are compared: each view has its own frame.", values{"View": viewName(shown[0].View)}))
	case len(same) > mostPanes:
		a.toast(lang.L("The first {{.N}} are shown.", values{"N": mostPanes}))
	}
	s := &compareScreen{a: a, c: c, full: newOriginals(a.lib), heights: map[float32]float32{}, verdicts: map[judged]*comparability.Verdict{}}
	s.loader = a.addLoader(s.full)
	// A photo being decoded must not hold up a small picture.
	s.loader.most, s.loader.pause = 4, 0
	s.board = newBoard(a, c, s.loader, same[:min(len(same), mostPanes)])
	if a.place.client == c.client.ID {
		s.board.restore(a.place.compare, len(s.board.panes))
	}
	a.show(s)
}

func (s *compareScreen) content() fyne.CanvasObject {
	b := s.board
	for i, p := range b.panes {
		f := newCompareFoot(s, p)
		s.feet = append(s.feet, f)
		b.feet = append(b.feet, f.object)
		s.listen(i, p)
	}
	b.footHeight, b.tag, b.arranged = s.footHeight, s.c.tag, s.mirror
	b.zoom.OnChanged = s.zoomed
	b.divider.OnDragged = func(dx float32) { s.divide(b.curtain + dx/max(b.root.Size().Width, 1)) }
	s.modes = view.NewSegments(lang.L("Side by side"), lang.L("Curtain"), lang.L("Onion skin"), lang.L("Flip"), lang.L("Grid"))
	s.modes.OnChosen = func(i int) { s.choose(mode(i)) }
	s.level, s.badge, s.about = quiet(""), newVerdictBadge(s.a), quiet("")
	s.level.Alignment = fyne.TextAlignTrailing
	s.fade = widget.NewSlider(0, 1)
	s.fade.Step, s.fade.Value = .01, b.opacity
	s.fade.OnChanged = func(v float64) { s.fadeTo(v) }
	s.faded = container.New(minWidth(420), container.NewBorder(nil, nil, quiet(lang.L("Before")), quiet(lang.L("After")), s.fade))
	quietly := func(text string, do func()) *widget.Button {
		button := widget.NewButton(text, do)
		button.Importance = widget.LowImportance
		return button
	}
	s.pen = newAnnotator(s)
	zoom := container.NewHBox(container.New(centred{}, s.level), quietly(lang.L("Fit"), b.zoom.Fit), quietly("100 %", s.full100))
	s.facts = container.NewHBox(s.faded, s.about, s.badge.Button)
	s.strip = container.New(stripLayout{}, panel(), s.pen.button, s.pen.status, s.facts, s.pen.bar, zoom)
	b.strip = s.strip
	s.fill()
	s.head = s.header()
	s.marks()
	s.page = container.New(headed{}, s.head, widget.NewSeparator(), container.NewStack(stage(), b.root))
	return s.page
}

// header names the view and client, and holds the modes and actions.
func (s *compareScreen) header() fyne.CanvasObject {
	s.display = widget.NewButton("", s.presents)
	s.title = section(viewName(s.board.view))
	title := container.New(tight{}, s.title, quiet(joined(s.a.clientLabel(s.c.client), s.c.client.Code)))
	left := container.NewHBox(container.NewCenter(widget.NewButton(lang.L("Timeline"), s.back)), title)
	right := container.NewHBox(s.display, primary(lang.L("Save comparison"), s.save))
	return onPanel(container.NewBorder(nil, nil, left, container.NewCenter(right), container.NewCenter(s.modes)))
}

// listen takes what a pane does not use itself.
func (s *compareScreen) listen(i int, p *comparePane) {
	p.pane.BeforeKey, p.pane.OnKey, p.pane.OnHeld = s.takeKey, s.a.typedKey, s.hold
	p.pane.OnPointer = s.a.touch
	p.pane.OnShifted = func() {
		s.marks()
		s.board.tags()
		s.mirror()
	}
	p.pane.OnFocused = func() {
		if !s.board.stacked() {
			s.activate(i)
		}
	}
}

func (s *compareScreen) opened() {
	if c, ok := s.a.win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(e *fyne.KeyEvent) { s.hold(e.Name, true) })
		c.SetOnKeyUp(func(e *fyne.KeyEvent) { s.hold(e.Name, false) })
	}
	s.refocus()
	s.zoomed()
	// Photos of one client never follow another's onto the display.
	if p := s.a.shown; p != nil && p.client == s.c.client.ID {
		p.attach(s)
		s.marks()
	}
}

func (s *compareScreen) left() {
	if c, ok := s.a.win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(nil)
		c.SetOnKeyUp(nil)
	}
	if s.board.single {
		s.a.win.SetFullScreen(s.wasBig)
	}
	if s.presenting() {
		s.a.shown.detach()
	}
	if p := s.a.place; p.client == s.c.client.ID {
		p.compare = s.board.remember(p.compare)
		s.a.keepPlace(p)
	}
	s.judging.stop()
	if s.resting != nil {
		s.resting.Stop()
	}
	s.board.close()
	s.a.dropLoader(s.loader)
	s.full.close()
}

// refocus gives the keyboard to the photo that takes it.
func (s *compareScreen) refocus() {
	b := s.board
	at := b.active
	if b.stacked() {
		_, at = b.pair(len(b.panes))
	}
	s.a.focus(b.panes[at].pane)
}

func (s *compareScreen) back()    { s.a.showTimeline(s.c.client.ID) }
func (s *compareScreen) full100() { s.board.zoom.Full(s.board.zoom.Centre()) }
func (s *compareScreen) save()    { s.a.askSave(s.c, s.board.comparison(), s.board.bare) }

// zoomed says how large the photos are shown.
func (s *compareScreen) zoomed() {
	z := s.board.zoom
	text := ""
	if percent, ok := z.Percent(); ok {
		text = fmt.Sprintf("%.0f %%", percent)
	}
	if z.Fitted() {
		text = joined(lang.L("fitted"), text)
	}
	s.level.SetText(text)
	s.board.zoomed()
	s.mirror()
	s.rest()
}

// changed arranges the board anew after a change of what it shows.
func (s *compareScreen) changed() {
	s.fill()
	s.board.arrange()
}

// fill writes everything that is said about the photos.
func (s *compareScreen) fill() {
	b := s.board
	clear(s.heights)
	for _, f := range s.feet {
		f.fill(s.compact())
	}
	s.modes.Choose(int(b.mode))
	setVisible(s.faded, b.mode == modeOnion)
	setVisible(s.facts, !s.pen.on)
	setVisible(s.strip, !b.single)
	s.judge()
	s.pen.fill()
	if s.title != nil {
		s.title.SetText(viewName(b.view))
	}
}

// compact reports whether there are too many photos for all their facts.
func (s *compareScreen) compact() bool {
	return !s.board.stacked() && len(s.board.panes) > mostInRow
}

// marks shows what is active, pinned and moved, and what the client sees.
func (s *compareScreen) marks() {
	text := lang.L("Show to client")
	if s.presenting() {
		text = lang.L("Blank display")
		if s.a.shown.blank {
			text = lang.L("Display is blank")
		}
	}
	s.display.SetText(text)
	for _, f := range s.feet {
		f.mark(s.compact())
	}
}

// footHeight is the height of the tallest facts at a width.
func (s *compareScreen) footHeight(width float32) float32 {
	h, ok := s.heights[width]
	if !ok {
		for _, f := range s.feet {
			h = max(h, f.height(width))
		}
		s.heights[width] = h
	}
	return h
}

// tag is what stands on a photo: date and session, or why it is no result or
// does not lie where the others do.
func (c *course) tag(p storage.Photo) (words string, caution bool) {
	words = c.caption(p)[0]
	if text := c.cautionText(p); text != "" {
		words, caution = joined(dateText(c.photoDate(p)), text), true
	}
	if !c.placed(p) {
		words, caution = joined(words, lang.L("Not aligned")), true
	}
	return words, caution
}

// placement maps p's coordinates into its view's frame of reference. A photo
// that is not aligned is scaled so that its own crop fills the frame's.
func (c *course) placement(p storage.Photo) photos.Transform {
	v := c.frames[p.View]
	f := storage.FrameOf(p, v)
	if c.placed(p) || f.Crop.Empty() {
		return f.Resolved(p.Info.Width, p.Info.Height).Align
	}
	scale := v.Crop.W / f.Crop.W
	return photos.Similarity(scale, 0, v.Crop.X-scale*f.Crop.X, v.Crop.Y-scale*f.Crop.Y)
}
