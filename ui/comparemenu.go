package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"skinline/ui/view"
)

// key is a menu item that one key without a modifier runs, by typedKey. The
// menu shows the key; on macOS it would take it away from text being typed.
func (s *compareScreen) key(label string, key fyne.KeyName, do func()) *fyne.MenuItem {
	if s.pen.on && toolKey(key) {
		return item(label, nil, do) // the key is a tool's now
	}
	return s.bind(label, key, do)
}

// rekey gives the keys another meaning, and the menus where there are any: a
// photo alone over the whole screen has none.
func (s *compareScreen) rekey() {
	if s.board.single {
		s.menus()
		return
	}
	s.a.win.SetMainMenu(s.a.mainMenu(s))
}

// bind is the menu item that a key runs, whatever ran by it before.
func (s *compareScreen) bind(label string, key fyne.KeyName, do func()) *fyne.MenuItem {
	s.keys[key] = do
	if runtime.GOOS == "darwin" {
		return item(label, nil, do)
	}
	return item(label, &desktop.CustomShortcut{KeyName: key}, do)
}

// modifiers are the keys held now.
func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

func (s *compareScreen) menus() []*fyne.Menu {
	b := s.board
	s.keys = map[fyne.KeyName]func(){}
	away := item(lang.L("Blank it while another program is in front"), nil, s.blanksAway)
	away.Checked = s.a.app.Preferences().Bool(blankAway)
	compare := fyne.NewMenu(lang.L("Compare"),
		item(lang.L("Save comparison"), ctrl(fyne.KeyS), s.save),
		fyne.NewMenuItemSeparator(),
		s.key(lang.L("Side by side"), fyne.KeyS, func() { s.choose(modeSide) }),
		s.key(lang.L("Curtain"), fyne.KeyC, func() { s.choose(modeCurtain) }),
		s.key(lang.L("Onion skin"), fyne.KeyO, func() { s.choose(modeOnion) }),
		s.key(lang.L("Flip"), fyne.KeyF, func() { s.choose(modeFlip) }),
		s.key(lang.L("Grid"), fyne.KeyG, func() { s.choose(modeGrid) }),
		s.key(lang.L("One photo, full screen"), fyne.KeyF11, s.toggleSingle),
		s.key(lang.L("Show the other photo in place"), fyne.KeySpace, s.flip),
		fyne.NewMenuItemSeparator(),
		s.key(lang.L("Show to client on a second display"), fyne.KeyD, s.presents),
		s.key(lang.L("Blank the client's display"), fyne.KeyB, s.blank),
		away, item(lang.L("Close the client's display"), nil, func() { s.a.shown.close() }),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Back to the timeline"), ctrl(fyne.KeyW), s.back))
	photo := fyne.NewMenu(lang.L("Photo"),
		item(lang.L("Earlier session"), alt(fyne.KeyLeft), func() { s.step(-1) }),
		item(lang.L("Later session"), alt(fyne.KeyRight), func() { s.step(1) }),
		s.key(lang.L("Previous view"), fyne.KeyPageUp, func() { s.turnView(-1) }),
		s.key(lang.L("Next view"), fyne.KeyPageDown, func() { s.turnView(1) }),
		item(lang.L("Other photo"), alt(fyne.KeyDown), s.next),
		fyne.NewMenuItemSeparator(),
		s.key(lang.L("Pin"), fyne.KeyP, s.pin),
		s.key(lang.L("Swap"), fyne.KeyX, s.swap),
		s.key(lang.L("Put moved photos back"), fyne.KeyR, s.reset),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Align and crop"), ctrl(fyne.KeyG), func() { s.a.alignPhoto(s.c, b.panes[b.active].photo) }))
	look := fyne.NewMenu(lang.L("View"),
		s.key(lang.L("Fit"), fyne.Key0, b.zoom.Fit),
		s.key("100 %", fyne.Key1, s.full100),
		s.key(lang.L("Zoom in"), fyne.KeyPlus, func() { b.zoom.At(b.zoom.Centre(), 1.25) }),
		s.key(lang.L("Zoom out"), fyne.KeyMinus, func() { b.zoom.At(b.zoom.Centre(), .8) }),
		fyne.NewMenuItemSeparator(),
		s.key(lang.L("Midline"), fyne.KeyM, func() { s.guide(view.GuideMidline) }),
		s.key(lang.L("Thirds"), fyne.KeyT, func() { s.guide(view.GuideThirds) }),
		s.key(lang.L("Grid lines"), fyne.KeyK, func() { s.guide(view.GuideGrid) }),
		item(lang.L("Loupe (hold L)"), nil, func() { b.zoom.SetLens(!b.zoom.Lens()) }))
	return []*fyne.Menu{compare, photo, look, s.pen.menu()}
}

// guide draws or takes away lines over all photos.
func (s *compareScreen) guide(g view.Guides) {
	s.a.touch()
	s.board.zoom.SetGuides(s.board.zoom.Guides() ^ g)
}

// typedKey does what the menus show by one key.
func (s *compareScreen) typedKey(e *fyne.KeyEvent) {
	if s.takeKey(e) || s.board.zoom.TypedKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		if s.board.single {
			s.toggleSingle()
			return
		}
		s.back()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.toggleSingle()
	case fyne.KeyLeftBracket:
		s.step(-1)
	case fyne.KeyRightBracket:
		s.step(1)
	case fyne.KeyEqual:
		s.board.zoom.At(s.board.zoom.Centre(), 1.25)
	case fyne.KeySpace: // hears of it going down, not of repeats
	default:
		if do := s.keys[e.Name]; do != nil {
			do()
		}
	}
}
