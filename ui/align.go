package ui

import (
	"fmt"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/storage"
	"skinline/ui/view"
)

// editorLong is the long side of the pictures points are marked on, in
// pixels: a stored preview.
const editorLong = 2048

// alignScreen brings one photo onto its view's reference and crops the view.
type alignScreen struct {
	a         *App
	c         *course
	photo     storage.Photo
	reference storage.Photo
	frame     storage.ViewFrame
	loader    *loader

	pairs   *pairing
	fit     align.Registration // of the points, when fitted
	fitted  bool
	changed bool // the alignment differs from what is stored
	// found is the stored or found alignment whose landmarks the points began
	// as: it holds until a person moves one.
	found    *storage.Alignment
	refused  *storage.Attempt // why there is none
	finding  *job             // looks for one
	find     *widget.Button
	shown    []align.Pair // the points as they are drawn, while one is dragged too
	points   *view.Points
	said     *widget.Label
	save     *widget.Button
	result   *resultPane
	crop     *cropEditor
	tabs     *container.AppTabs
	refSlot  slot
	ownSlot  slot
	cropSlot slot
}

// alignPhoto opens the editor for p.
func (a *App) alignPhoto(c *course, p storage.Photo) {
	s := &alignScreen{a: a, c: c, photo: p, frame: c.frames[p.View]}
	s.reference, _ = c.photo(s.frame.Reference)
	s.found, s.refused = p.AlignmentTo(s.frame.Reference), p.RefusedTo(s.frame.Reference)
	s.pairs = newPairing(s.found)
	s.loader = a.addLoader(&kept2048{from: a.lib, kept: map[storage.ID]*image.NRGBA{}})
	a.show(s)
}

// own reports whether the photo is itself the reference.
func (s *alignScreen) own() bool { return s.photo.ID == s.reference.ID }

func (s *alignScreen) content() fyne.CanvasObject {
	s.points = view.NewPoints(s.titleOf(s.reference, lang.L("Reference")), s.titleOf(s.photo, lang.L("Photo")))
	s.points.OnChanged, s.points.OnKey = s.moved, s.a.typedKey
	s.said = prose("")
	s.save = primary(lang.L("Save"), s.store)
	s.result = newResultPane(s)
	s.crop = newCropEditor(s)
	s.refSlot.show = func(img *image.RGBA, err error) { s.put(img, err, s.points.SetReference) }
	s.ownSlot.show = func(img *image.RGBA, err error) { s.put(img, err, s.points.SetPhoto) }
	s.cropSlot.show = func(img *image.RGBA, err error) { s.put(img, err, s.crop.put) }
	s.tabs = container.NewAppTabs(container.NewTabItem(lang.L("Points"), s.pointsTab()),
		container.NewTabItem(lang.L("Crop of the view"), s.crop.object()))
	back := widget.NewButton(lang.L("Timeline"), s.back)
	title := heading(lang.L("Align and crop"))
	about := quiet(joined(s.a.clientLabel(s.c.client), viewName(s.photo.View), dateText(s.c.photoDate(s.photo))))
	head := container.NewBorder(nil, nil, container.NewHBox(container.NewCenter(back), container.New(tight{}, title, about)),
		container.NewCenter(container.NewHBox(s.save)))
	s.fill()
	return page(head, s.tabs)
}

func (s *alignScreen) titleOf(p storage.Photo, what string) string {
	return joined(what, dateText(s.c.photoDate(p)))
}

func (s *alignScreen) put(img *image.RGBA, err error, show func(*image.RGBA)) {
	if err != nil {
		s.said.SetText(message(err))
		return
	}
	show(img)
}

// pointsTab is the editor with the live result beside it.
func (s *alignScreen) pointsTab() fyne.CanvasObject {
	if s.own() {
		return view.NewEmpty(lang.L("This photo is the reference of its view: the others are aligned to it."), "", nil)
	}
	tools := container.NewGridWithColumns(2,
		widget.NewButton(lang.L("Undo"), s.undo), widget.NewButton(lang.L("Redo"), s.redo),
		widget.NewButton(lang.L("Remove point"), func() { s.points.Remove() }), widget.NewButton(lang.L("Reset"), s.reset))
	s.find = widget.NewButton(lang.L("Align automatically"), func() { s.findAlignment(align.Similarity) })
	side := container.NewBorder(nil, container.NewVBox(s.said, s.find, tools,
		widget.NewButton(lang.L("Use this photo as the reference"), s.useAsReference)), nil, nil, s.result.object())
	split := container.NewHSplit(s.points, container.New(fill{fyne.NewSize(280, 1)}, padPanel(side)))
	split.Offset = .72
	return split
}

func padPanel(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(panel(), container.NewPadded(o))
}

// fill asks for the pictures and shows the points.
func (s *alignScreen) fill() {
	s.loader.load(&s.cropSlot, whole(s.reference))
	if s.own() {
		s.tabs.SelectIndex(1)
		return
	}
	s.loader.load(&s.refSlot, whole(s.reference))
	s.loader.load(&s.ownSlot, whole(s.photo))
	s.points.SetPairs(s.pairs.now)
	s.estimate(s.pairs.now)
}

// whole asks for a photo uncut, as points are marked on it.
func whole(p storage.Photo) request {
	long := min(editorLong, max(p.Info.Width, p.Info.Height))
	w, h := photos.Fit(photos.Whole(p.Info.Width, p.Info.Height), long, long)
	return request{photo: p.ID, w: w, h: h}
}

// moved follows every change of the points.
func (s *alignScreen) moved(pairs []align.Pair, done bool) {
	s.a.touch()
	if done {
		s.pairs.set(pairs)
		s.changed = true
	}
	s.estimate(pairs)
}

// estimate shows what the points give.
func (s *alignScreen) estimate(pairs []align.Pair) {
	s.shown = pairs
	fit, err := align.Landmarks(pairs)
	s.fitted = err == nil
	s.points.SetResiduals(nil)
	switch {
	case s.untouched(pairs):
		s.said.SetText(s.foundText())
	case len(pairs) < 2:
		s.said.SetText(s.wantedText())
	case err != nil:
		s.said.SetText(message(err))
	default:
		s.fit = fit
		s.said.SetText(agreement(fit))
		s.points.SetResiduals(s.residuals(fit))
	}
	s.result.follow()
}

// residuals are told in pixels of the reference.
func (s *alignScreen) residuals(fit align.Registration) []view.Residual {
	if len(fit.Residuals) <= 2 {
		return nil
	}
	long := float64(max(s.reference.Info.Width, s.reference.Info.Height))
	out := make([]view.Residual, len(fit.Residuals))
	for i, r := range fit.Residuals {
		out[i] = view.Residual{Text: fmt.Sprintf("%.0f px", math.Round(r*long)), Large: r > fairResidual}
	}
	return out
}

// transform brings the photo onto the reference, as far as is known.
func (s *alignScreen) transform() photos.Transform {
	switch {
	case s.untouched(s.shown):
		return s.found.Transform
	case s.fitted:
		return s.fit.Transform
	}
	return s.c.placement(s.photo)
}

func (s *alignScreen) undo() { s.goBack(s.pairs.undo, s.crop.undo) }
func (s *alignScreen) redo() { s.goBack(s.pairs.redo, s.crop.redo) }

// goBack undoes or redoes what the open tab edits.
func (s *alignScreen) goBack(points func() bool, crop func()) {
	if s.tabs.SelectedIndex() == 1 {
		crop()
		return
	}
	if points() {
		s.changed = true
		s.points.SetPairs(s.pairs.now)
		s.estimate(s.pairs.now)
	}
}

func (s *alignScreen) reset() {
	if s.found != nil && len(s.found.Landmarks) == 0 {
		s.found = nil // it would be as good without any points
	}
	s.pairs.set(nil)
	s.changed = true
	s.points.SetPairs(nil)
	s.estimate(nil)
}

func (s *alignScreen) opened() { s.a.focus(s.points) }

func (s *alignScreen) left() {
	s.finding.stop()
	s.points.Clear()
	s.crop.cropper.Clear()
	s.result.close()
	s.a.dropLoader(s.loader)
}

func (s *alignScreen) back() { s.a.showTimeline(s.c.client.ID) }

func (s *alignScreen) menus() []*fyne.Menu {
	redo := &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	return []*fyne.Menu{fyne.NewMenu(lang.L("Align"),
		item(lang.L("Save"), ctrl(fyne.KeyS), s.store),
		item(lang.L("Undo"), &fyne.ShortcutUndo{}, s.undo), item(lang.L("Redo"), redo, s.redo),
		item(lang.L("Reset"), nil, s.reset),
		item(lang.L("Remove point"), nil, func() { s.points.Remove() }),
		item(lang.L("Flip"), ctrl(fyne.KeySpace), s.result.flip),
		item(lang.L("Points"), ctrl(fyne.Key1), func() { s.tabs.SelectIndex(0) }),
		item(lang.L("Crop of the view"), ctrl(fyne.Key2), func() { s.tabs.SelectIndex(1) }),
		item(lang.L("Show both whole"), ctrl(fyne.Key0), func() { s.points.Fit() }),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Align automatically"), ctrl(fyne.KeyG), func() { s.findAlignment(align.Similarity) }),
		item(lang.L("Flat area: change proportions too (affine)"), nil, func() { s.findAlignment(align.Affine) }),
		item(lang.L("Flat area: change perspective too"), nil, func() { s.findAlignment(align.Homography) }),
		fyne.NewMenuItemSeparator(),
		item(lang.L("Use this photo as the reference"), nil, s.useAsReference),
		item(lang.L("Back to the timeline"), ctrl(fyne.KeyW), s.back))}
}

func (s *alignScreen) typedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		s.back()
	case fyne.KeySpace:
		s.result.flip()
	}
}
