package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// toolKeys are the keys of the tools, in their order; then those for the
// colour, the next annotation and its next point. They mean this only while
// people annotate.
func toolKeys() []fyne.KeyName {
	return []fyne.KeyName{
		fyne.KeyV, fyne.KeyA, fyne.KeyE, fyne.KeyF, fyne.KeyT, fyne.KeyL, fyne.KeyR, fyne.KeyS, fyne.KeyC, fyne.KeyN, fyne.KeyPeriod,
	}
}

func toolKey(k fyne.KeyName) bool { return slices.Contains(toolKeys(), k) }

// menu holds everything that annotating can do. A tool chosen there starts
// annotating with it.
func (n *annotator) menu() *fyne.Menu {
	s, keys := n.s, toolKeys()
	annotate := s.key(lang.L("Annotate"), fyne.KeyA, n.toggle)
	annotate.Checked = n.on
	while := func(label string, key fyne.KeyName, do func()) *fyne.MenuItem {
		if !n.on {
			return item(label, nil, do)
		}
		return s.bind(label, key, do)
	}
	use := func(label string, t tool) *fyne.MenuItem { return while(label, keys[t], func() { n.take(t) }) }
	shown := s.key(lang.L("Show annotations"), fyne.KeyH, n.hide)
	shown.Checked = !s.board.bare
	return fyne.NewMenu(lang.L("Annotate"),
		annotate, shown,
		fyne.NewMenuItemSeparator(),
		use(lang.L("Select"), toolSelect), use(lang.L("Arrow"), toolArrow), use(lang.L("Ellipse"), toolEllipse),
		use(lang.L("Freehand"), toolFreehand), use(lang.L("Text"), toolText), use(lang.L("Line"), toolLine),
		use(lang.L("Area"), toolArea), use(lang.L("Set the scale"), toolScale),
		fyne.NewMenuItemSeparator(),
		while(lang.L("Next colour"), fyne.KeyC, n.nextColour),
		while(lang.L("Next annotation"), fyne.KeyN, n.next),
		while(lang.L("Next point of it"), fyne.KeyPeriod, n.nextHandle),
		while(lang.L("Remove annotation"), fyne.KeyDelete, n.remove))
}

// takeKey takes the keys of annotating.
func (n *annotator) takeKey(e *fyne.KeyEvent) bool {
	if !n.on {
		return false
	}
	step := float32(1) / max(n.s.a.scale(), 1)
	if modifiers()&fyne.KeyModifierShift != 0 {
		step *= 10
	}
	moves := map[fyne.KeyName][2]float32{fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1}}
	if by, ok := moves[e.Name]; ok && n.photo != nil {
		n.nudge(by[0]*step, by[1]*step)
		return true
	}
	switch e.Name {
	case fyne.KeyEscape:
		n.escape()
	case fyne.KeyDelete, fyne.KeyBackspace:
		n.remove()
	case fyne.KeyReturn, fyne.KeyEnter:
		if n.photo != nil {
			n.rename()
		} else {
			n.place()
		}
	default:
		return false
	}
	return true
}

// nextHandle goes round the points of what is chosen; after the last it is
// chosen whole.
func (n *annotator) nextHandle() {
	shape, _, ok := n.chosenItem()
	if !ok {
		return
	}
	if n.handle++; n.handle >= len(n.photo.handles(shape)) {
		n.handle = -1
	}
	n.show()
}
