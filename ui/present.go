package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"skinline/storage"
)

// blankAway is the preference to blank the client's display whenever another
// program is in front.
const blankAway = "present.blank-away"

// presentation is a second window, for the client to look at: it shows what
// the comparison shows, at the same place and magnification, with dates and
// no names, and nothing else ever. While there is no comparison of its client
// it is blank; it is destroyed when the library is locked.
type presentation struct {
	a      *App
	win    fyne.Window
	ground *fyne.Container // the stage, and over it the board unless blank
	client storage.ID      // whose photos may be seen
	from   *compareScreen  // nil while there is nothing to show
	board  *board
	blank  bool
	closed bool
}

// present opens the client's display, or shows s on the one that is open.
func (a *App) present(s *compareScreen) {
	p := a.shown
	if p == nil {
		p = &presentation{a: a, win: a.app.NewWindow(title), ground: container.NewStack(stage())}
		a.shown = p
		p.open()
	}
	p.blank = false
	p.client = s.c.client.ID
	p.attach(s)
}

func (p *presentation) open() {
	p.win.SetPadded(false)
	p.win.SetContent(container.NewStack(p.ground, newShield(p.a.touch)))
	p.win.SetOnClosed(p.gone)
	p.win.Canvas().SetOnTypedKey(p.typedKey)
	p.win.Canvas().AddShortcut(ctrl(fyne.KeyL), func(fyne.Shortcut) { p.a.lock() })
	if c, ok := p.win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(p.hold(true))
		c.SetOnKeyUp(p.hold(false))
	}
	p.a.app.Lifecycle().SetOnExitedForeground(p.away)
	p.win.Resize(fyne.NewSize(1024, 768))
	p.win.Show()
	d, ok := p.a.app.Driver().(desktop.Driver)
	if w, can := p.win.(desktop.Window); ok && can && d.HasSecondaryDisplay() {
		w.RequestFullScreenSecondary()
		p.a.win.RequestFocus()
	}
}

// away hears that another program is in front.
func (p *presentation) away() {
	if p.a.app.Preferences().Bool(blankAway) {
		p.setBlank(true)
	}
}

// typedKey takes the few keys of the client's display; the others are for
// the comparison, whichever window has the keyboard.
func (p *presentation) typedKey(e *fyne.KeyEvent) {
	p.a.touch()
	switch e.Name {
	case fyne.KeyB:
		p.setBlank(!p.blank)
	case fyne.KeyF11:
		p.win.SetFullScreen(!p.win.FullScreen())
	case fyne.KeyEscape:
		p.close()
	default:
		if p.from != nil {
			p.a.typedKey(e)
		}
	}
}

// hold passes a key that goes down or up on.
func (p *presentation) hold(down bool) func(*fyne.KeyEvent) {
	return func(e *fyne.KeyEvent) {
		if p.from != nil {
			p.from.hold(e.Name, down)
		}
	}
}

// attach shows the comparison s.
func (p *presentation) attach(s *compareScreen) {
	p.detach()
	p.from = s
	p.board = newBoard(p.a, s.c, s.loader, s.board.shown())
	p.board.tag = s.c.tag
	p.follow()
}

// detach shows nothing any more and lets every picture go.
func (p *presentation) detach() {
	if p.board != nil {
		p.board.close()
	}
	p.from, p.board = nil, nil
	p.lay()
}

// follow does what the comparison did.
func (p *presentation) follow() {
	if p.board == nil {
		return
	}
	from := p.from.board
	bare := p.board.bare
	p.board.arrangement = from.arrangement
	if bare != p.board.bare {
		p.board.annotate()
	}
	if shown := from.shown(); p.board.differs(shown) {
		p.board.turn(shown)
	}
	for i, pane := range p.board.panes {
		if by := from.panes[i].pane.Offset(); by != pane.pane.Offset() {
			pane.pane.SetOffset(by)
		}
	}
	p.board.zoom.Follow(from.zoom)
	p.lay()
	p.board.arrange()
	p.board.zoomed()
}

// differs reports whether other photos are shown than those on the board.
func (b *board) differs(shown []storage.Photo) bool {
	for i, p := range b.panes {
		if p.photo.ID != shown[i].ID {
			return true
		}
	}
	return false
}

// setBlank takes the photos off the client's display, or shows them again.
func (p *presentation) setBlank(blank bool) {
	p.blank = blank
	p.lay()
	if p.from != nil {
		p.from.marks()
	}
}

// lay puts the board on the display unless it is blank.
func (p *presentation) lay() {
	objects := p.ground.Objects[:1:1]
	if p.board != nil && !p.blank {
		objects = append(objects, p.board.root)
	}
	if len(objects) == len(p.ground.Objects) && objects[len(objects)-1] == p.ground.Objects[len(objects)-1] {
		return
	}
	p.ground.Objects = objects
	p.ground.Refresh()
}

// close destroys the display.
func (p *presentation) close() {
	if p == nil || p.closed {
		return
	}
	p.gone()
	p.win.SetContent(stage())
	p.win.Close()
}

// gone lets everything go once the window is closed, by whom ever.
func (p *presentation) gone() {
	if p.closed {
		return
	}
	p.closed = true
	p.a.app.Lifecycle().SetOnExitedForeground(nil)
	from := p.from
	p.detach()
	p.a.shown = nil
	if from != nil {
		from.marks()
	}
}

// presenting reports whether the client's display shows this comparison, if
// it is not blank.
func (s *compareScreen) presenting() bool { return s.a.shown != nil && s.a.shown.from == s }

// presents shows the comparison to the client; done again it blanks the
// display, and the next time shows it.
func (s *compareScreen) presents() {
	s.a.touch()
	if s.presenting() {
		s.a.shown.setBlank(!s.a.shown.blank)
		return
	}
	s.a.present(s)
	s.marks()
}

// blank takes the photos off the client's display whatever it shows.
func (s *compareScreen) blank() {
	if s.a.shown != nil {
		s.a.shown.setBlank(!s.a.shown.blank)
	}
}

// blanksAway says whether the client's display goes blank while another
// program is in front, or changes it.
func (s *compareScreen) blanksAway() {
	prefs := s.a.app.Preferences()
	prefs.SetBool(blankAway, !prefs.Bool(blankAway))
	s.a.win.SetMainMenu(s.a.mainMenu(s))
}

// mirror tells the client's display of a change.
func (s *compareScreen) mirror() {
	if s.presenting() {
		s.a.shown.follow()
	}
}

// shield lies over the client's display: touching it changes nothing.
type shield struct {
	widget.BaseWidget
	touch func()
}

var (
	_ fyne.Tappable     = (*shield)(nil)
	_ fyne.Draggable    = (*shield)(nil)
	_ fyne.Scrollable   = (*shield)(nil)
	_ desktop.Hoverable = (*shield)(nil)
)

func newShield(touch func()) *shield {
	s := &shield{touch: touch}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws nothing.
func (s *shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// Tapped and the others keep what they take from the photos.
func (s *shield) Tapped(*fyne.PointEvent)        {}
func (s *shield) Dragged(*fyne.DragEvent)        {}
func (s *shield) DragEnd()                       {}
func (s *shield) Scrolled(*fyne.ScrollEvent)     {}
func (s *shield) MouseIn(*desktop.MouseEvent)    {}
func (s *shield) MouseMoved(*desktop.MouseEvent) { s.touch() }
func (s *shield) MouseOut()                      {}
