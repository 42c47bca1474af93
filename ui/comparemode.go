package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
)

// How far a key moves the divider and fades the onion skin, and how long the
// space bar is held before its release flips back.
const (
	curtainStep = .02
	fadeStep    = .05
	holdTime    = 350 * time.Millisecond
)

// choose shows the photos in another mode, at the place and magnification
// they are at.
func (s *compareScreen) choose(m mode) {
	s.a.touch()
	b := s.board
	b.mode, b.flipped = m, false
	s.alone(false)
	s.changed()
	s.refocus()
}

// toggleSingle shows the active photo alone over the whole screen, or goes
// back to the others.
func (s *compareScreen) toggleSingle() {
	s.a.touch()
	s.board.flipped = false
	s.alone(!s.board.single)
	s.changed()
	s.refocus()
}

func (s *compareScreen) alone(single bool) {
	b := s.board
	if b.single == single {
		return
	}
	b.single = single
	win := s.a.win
	if single {
		s.wasBig = win.FullScreen()
		s.page.Objects = s.page.Objects[2:]
		win.SetMainMenu(nil)
		win.SetFullScreen(true)
	} else {
		s.page.Objects = []fyne.CanvasObject{s.head, widget.NewSeparator(), s.page.Objects[0]}
		win.SetMainMenu(s.a.mainMenu(s))
		win.SetFullScreen(s.wasBig)
	}
	s.page.Refresh()
}

// flip shows the other photo of the pair in the place of the one that is
// seen. Both are there already: nothing is loaded or drawn anew.
func (s *compareScreen) flip() {
	s.a.touch()
	b := s.board
	b.flipped = !b.flipped
	b.arrange()
}

// hold hears of keys going down and up: the space bar flips at once, and back
// when it was held.
func (s *compareScreen) hold(key fyne.KeyName, down bool) {
	if s.a.win.Canvas().Overlays().Top() != nil {
		return
	}
	switch {
	case key == fyne.KeySpace && down:
		s.held = time.Now()
		s.flip()
	case key == fyne.KeySpace && !s.held.IsZero():
		if time.Since(s.held) >= holdTime {
			s.flip()
		}
		s.held = time.Time{}
	case key == fyne.KeyL && !s.pen.on:
		s.board.zoom.SetLens(down)
	}
}

// divide moves the divider of the curtain.
func (s *compareScreen) divide(to float32) {
	s.a.touch()
	s.board.divide(to)
}

// fadeTo sets how opaque the upper photo of the onion skin is.
func (s *compareScreen) fadeTo(opacity float64) {
	s.a.touch()
	s.board.fade(opacity)
	if s.fade.Value != s.board.opacity {
		s.fade.Value = s.board.opacity
		s.fade.Refresh()
	}
}

// takeKey takes the arrow keys that move a divider or fade; with Shift they
// pan, as elsewhere.
func (s *compareScreen) takeKey(e *fyne.KeyEvent) bool {
	if s.pen.takeKey(e) {
		return true
	}
	by := map[fyne.KeyName]float64{fyne.KeyLeft: -1, fyne.KeyRight: 1}[e.Name]
	b := s.board
	if by == 0 || b.single || b.flipped || modifiers()&fyne.KeyModifierShift != 0 {
		return false
	}
	switch b.mode {
	case modeCurtain:
		s.divide(b.curtain + float32(by)*curtainStep)
	case modeOnion:
		s.fadeTo(b.opacity + by*fadeStep)
	default:
		return false
	}
	return true
}

// activate makes a photo the one that steps.
func (s *compareScreen) activate(i int) {
	s.a.touch()
	if s.board.active == i {
		return
	}
	s.board.active = i
	s.marks()
	s.pen.fill()
}

// do does something with photo i.
func (s *compareScreen) do(i int, what func()) {
	s.activate(i)
	what()
	s.refocus()
}

// next makes the next photo the active one.
func (s *compareScreen) next() {
	s.board.active = (s.board.active + 1) % len(s.board.panes)
	s.changed()
	s.refocus()
}

// pin keeps the active photo where it is while the others step; done to the
// pinned one it lets it go.
func (s *compareScreen) pin() {
	b := s.board
	if b.pinned == b.active {
		b.pinned = -1
	} else {
		b.pinned = b.active
	}
	s.changed()
}

// reset moves every photo back to where its alignment has it; the toast takes
// that back.
func (s *compareScreen) reset() {
	var was []photos.Point
	moved := false
	for _, p := range s.board.panes {
		was = append(was, p.pane.Offset())
		moved = moved || p.pane.Offset() != photos.Point{}
		p.pane.SetOffset(photos.Point{})
	}
	s.changed()
	if !moved {
		return
	}
	ids := s.board.shown()
	s.a.offer(lang.L("The photos lie as they are aligned."), lang.L("Undo"), func() {
		if s.a.screen != screen(s) || s.board.differs(ids) {
			return
		}
		for i, p := range s.board.panes {
			p.pane.SetOffset(was[i])
		}
		s.changed()
	})
}
