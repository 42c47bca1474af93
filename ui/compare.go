package ui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/storage"
	"skinline/ui/view"
)

// mostPanes is how many photos are compared side by side.
const mostPanes = 4

// compareScreen shows photos of one view side by side in one frame of
// reference, with one zoom.
type compareScreen struct {
	a      *App
	c      *course
	view   storage.View
	panes  []*comparePane
	active int // the pane that steps through the sessions
	zoom   *view.Zoom
	level  *widget.Label
	row    *fyne.Container
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
		a.toast(lang.L("The first four are shown."))
	}
	same = same[:min(len(same), mostPanes)]
	frame := c.frames[same[0].View]
	s := &compareScreen{a: a, c: c, view: same[0].View, zoom: view.NewZoom(frame.Crop), active: len(same) - 1}
	for _, p := range c.photos {
		if p.ID == frame.Reference {
			s.zoom.SetFull(float64(max(p.Info.Width, p.Info.Height)))
		}
	}
	for i, p := range same {
		s.panes = append(s.panes, newComparePane(s, i, p))
	}
	a.show(s)
}

func (s *compareScreen) content() fyne.CanvasObject {
	s.level = quiet("")
	s.zoom.OnChanged = s.showLevel
	var cells []fyne.CanvasObject
	for _, p := range s.panes {
		cells = append(cells, p.pane, p.foot())
	}
	s.row = container.New(sideBySide{}, cells...)
	back := widget.NewButton(lang.L("Timeline"), s.back)
	title := container.New(tight{}, heading(viewName(s.view)), quiet(joined(clientLabel(s.c.client), s.c.client.Code)))
	tools := container.NewHBox(s.level, widget.NewButton(lang.L("Fit"), s.zoom.Fit), widget.NewButton("100 %", s.full),
		widget.NewButton(lang.L("Earlier"), func() { s.step(-1) }), widget.NewButton(lang.L("Later"), func() { s.step(1) }),
		widget.NewButton(lang.L("Swap"), s.swap), primary(lang.L("Save comparison"), s.save))
	head := container.NewBorder(nil, nil, container.NewHBox(container.NewCenter(back), title), container.NewCenter(tools))
	s.mark()
	return page(head, s.row)
}

func (s *compareScreen) opened() {
	s.a.focus(s.panes[s.active].pane)
	s.showLevel()
}

func (s *compareScreen) left() {
	for _, p := range s.panes {
		p.close()
	}
}

func (s *compareScreen) menus() []*fyne.Menu {
	return []*fyne.Menu{fyne.NewMenu(lang.L("Compare"),
		item(lang.L("Save comparison"), ctrl(fyne.KeyS), s.save),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Earlier session"), alt(fyne.KeyLeft), func() { s.step(-1) }),
		item(lang.L("Later session"), alt(fyne.KeyRight), func() { s.step(1) }),
		item(lang.L("Other photo"), alt(fyne.KeyDown), s.next),
		item(lang.L("Swap"), alt(fyne.KeyS), s.swap),
		item(lang.L("Align and crop"), ctrl(fyne.KeyG), func() { s.a.alignPhoto(s.c, s.panes[s.active].photo) }),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Fit"), ctrl(fyne.Key0), s.zoom.Fit),
		item("100 %", ctrl(fyne.Key1), s.full),
		item(lang.L("Zoom in"), ctrl(fyne.KeyEqual), func() { s.zoom.At(s.zoom.Centre(), 1.25) }),
		item(lang.L("Zoom out"), ctrl(fyne.KeyMinus), func() { s.zoom.At(s.zoom.Centre(), .8) }),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Back to the timeline"), &desktop.CustomShortcut{KeyName: fyne.KeyW, Modifier: fyne.KeyModifierShortcutDefault}, s.back))}
}

func (s *compareScreen) typedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeftBracket:
		s.step(-1)
	case fyne.KeyRightBracket:
		s.step(1)
	case fyne.KeyEscape:
		s.back()
	case fyne.Key0:
		s.zoom.Fit()
	case fyne.Key1:
		s.full()
	}
}

func (s *compareScreen) back() { s.a.showTimeline(s.c.client.ID) }
func (s *compareScreen) full() { s.zoom.Full(s.zoom.Centre()) }
func (s *compareScreen) save() { s.a.askSave(s.c, s.shown()) }

func (s *compareScreen) shown() []storage.Photo {
	shown := make([]storage.Photo, 0, len(s.panes))
	for _, p := range s.panes {
		shown = append(shown, p.photo)
	}
	return shown
}

// showLevel says how large the photos are shown.
func (s *compareScreen) showLevel() {
	if s.zoom.Fitted() {
		s.level.SetText(lang.L("fitted"))
		return
	}
	text := ""
	if percent, ok := s.zoom.Percent(); ok {
		text = fmt.Sprintf("%.0f %%", percent)
	}
	s.level.SetText(text)
}

// step shows the active pane's row one session earlier or later; the other
// panes stay as they are.
func (s *compareScreen) step(by int) {
	p := s.panes[s.active]
	row := s.strip(p.photo)
	i := slices.IndexFunc(row, func(other storage.Photo) bool { return other.ID == p.photo.ID }) + by
	if i < 0 || i >= len(row) {
		return
	}
	p.set(row[i])
	s.row.Refresh()
}

// strip are the results of p's view in the order of the sessions, and p.
func (s *compareScreen) strip(p storage.Photo) []storage.Photo {
	var strip []storage.Photo
	for _, r := range s.c.rows {
		if r.view != p.View {
			continue
		}
		for i := range r.cells {
			for _, other := range r.cells[i] {
				if !healing(other.Phase) || other.ID == p.ID {
					strip = append(strip, other)
				}
			}
		}
	}
	return strip
}

// next makes the next pane the active one.
func (s *compareScreen) next() {
	s.active = (s.active + 1) % len(s.panes)
	s.a.focus(s.panes[s.active].pane)
	s.mark()
}

func (s *compareScreen) activate(i int) {
	s.a.touch()
	s.active = i
	s.mark()
}

// mark shows which pane is the active one.
func (s *compareScreen) mark() {
	for i, p := range s.panes {
		p.strip.Hidden = i != s.active
		p.strip.Refresh()
	}
}

// swap turns the order of the photos around.
func (s *compareScreen) swap() {
	shown := s.shown()
	for i, p := range s.panes {
		p.set(shown[len(shown)-1-i])
	}
	s.activate(len(s.panes) - 1 - s.active)
	s.row.Refresh()
}

// sideBySide lays out photo, facts, photo, facts, ...: all photos get one
// size, whatever the length of their facts.
type sideBySide struct{}

// photoGap is the space between photos on the stage.
const photoGap = 8

// MinSize leaves the photos room to be seen at all.
func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(160*float32(len(objects)/2), 320)
}

// Layout sets the facts to the height of the longest.
func (sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects) / 2)
	width, foot := (size.Width-photoGap*(n-1))/n, float32(0)
	for i := 1; i < len(objects); i += 2 {
		objects[i].Resize(fyne.NewSize(width, objects[i].Size().Height))
		foot = max(foot, objects[i].MinSize().Height)
	}
	for i := 0; i < len(objects); i += 2 {
		x := float32(i/2) * (width + photoGap)
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, size.Height-foot))
		objects[i+1].Move(fyne.NewPos(x, size.Height-foot))
		objects[i+1].Resize(fyne.NewSize(width, foot))
	}
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
