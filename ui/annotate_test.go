package ui

import (
	"image"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"skinline/photos"
	"skinline/photos/annotation"
	"skinline/storage"
)

// annotating compares two photos, the second of which is aligned onto the
// first by a transform, with an arrow at hand.
func annotating(t *testing.T, align storage.Alignment) (*App, *offstage, *compareScreen) {
	t.Helper()
	a, off, timeline := withPhotos(t)
	first, latest := timeline.c.photos[0], timeline.c.photos[1]
	align.Reference, align.Method = first.ID, storage.AlignManual
	if _, err := a.lib.SetAlignment(latest.ID, &align); err != nil {
		t.Fatal(err)
	}
	a.showTimeline(timeline.c.client.ID)
	a.settle(off)
	a.screen.(*timelineScreen).compareEnds()
	a.settle(off)
	c := a.screen.(*compareScreen)
	typed(a, fyne.KeyA)
	if !c.pen.on || c.pen.tool != toolArrow || c.board.panes[1].photo.ID != latest.ID {
		t.Fatal("A does not start annotating")
	}
	return a, off, c
}

func turned() storage.Alignment {
	return storage.Alignment{Transform: photos.Similarity(.9, 7, .05, .02), Model: "similarity"}
}

// sweep drags over pane i between points of the frame of reference.
func sweep(c *compareScreen, i int, path ...photos.Point) {
	p := c.board.panes[i].pane
	last := p.Place(path[0])
	for _, q := range path[1:] {
		at := p.Place(q)
		p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(at.X-last.X, at.Y-last.Y)})
		last = at
	}
	p.DragEnd()
}

func tapAt(c *compareScreen, i int, q photos.Point) {
	p := c.board.panes[i].pane
	p.Tapped(&fyne.PointEvent{Position: p.Place(q)})
}

// stored are the shapes the library has of the photo in pane i.
func stored(t *testing.T, a *App, off *offstage, c *compareScreen, i int) *annotation.Layer {
	t.Helper()
	a.settle(off)
	p, err := a.lib.Photo(c.board.panes[i].photo.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(p.Annotation, c.board.panes[i].photo.Annotation) {
		t.Errorf("the library has %+v, the window shows %+v", p.Annotation, c.board.panes[i].photo.Annotation)
	}
	return p.Annotation
}

func near(p, q photos.Point, by float64) bool { return math.Hypot(p.X-q.X, p.Y-q.Y) <= by }

func TestEveryToolDrawsByDragAndIsUndone(t *testing.T) {
	a, off, c := annotating(t, turned())
	from, to := photos.Point{X: .3, Y: .4}, photos.Point{X: .5, Y: .55}
	corner := photos.Point{X: .5, Y: .4}
	for n, tool := range []struct {
		key  fyne.KeyName
		kind annotation.Kind
		size int
	}{
		{fyne.KeyA, annotation.Arrow, 2},
		{fyne.KeyE, annotation.Ellipse, 3},
		{fyne.KeyF, annotation.Freehand, 3},
		{fyne.KeyL, annotation.Line, 2},
		{fyne.KeyR, annotation.Area, 3},
	} {
		typed(a, tool.key)
		c.pen.choose(nil, -1) // or its handle would be dragged
		sweep(c, 1, from, corner, to)
		drawn := stored(t, a, off, c, 1)
		if drawn == nil || len(drawn.Shapes) != n+1 {
			t.Fatalf("%s: stored %+v", tool.kind, drawn)
		}
		s := drawn.Shapes[n]
		if s.Kind != tool.kind || len(s.Points) != tool.size || s.Grain <= 0 {
			t.Errorf("%s: stored %+v", tool.kind, s)
		}
		// In the photo's own coordinates, whatever lies between.
		onto := turned().Transform
		first, last := onto.Apply(s.Points[0]), onto.Apply(s.Points[len(s.Points)-1])
		if tool.kind == annotation.Ellipse {
			first, from := first, photos.Point{X: .4, Y: .475}
			if !near(first, from, .002) {
				t.Errorf("the ellipse is around %v, drawn around %v", first, from)
			}
		} else if !near(first, from, .002) || !near(last, to, .002) {
			t.Errorf("%s: from %v to %v, drawn from %v to %v", tool.kind, first, last, from, to)
		}
		if c.board.panes[0].photo.Annotation != nil {
			t.Error("the other photo was drawn on")
		}
	}
	a.undoLast()
	a.undoLast()
	if drawn := stored(t, a, off, c, 1); len(drawn.Shapes) != 3 {
		t.Errorf("after two undos: %+v", drawn)
	}
	a.redoLast()
	if drawn := stored(t, a, off, c, 1); len(drawn.Shapes) != 4 {
		t.Errorf("after redo: %+v", drawn)
	}
	for range 4 {
		a.undoLast()
	}
	if drawn := stored(t, a, off, c, 1); drawn != nil {
		t.Errorf("after undoing all: %+v", drawn)
	}
}

func TestWordsAreAskedForAndCanBeChanged(t *testing.T) {
	a, off, c := annotating(t, turned())
	words := func() (e *entry) {
		a.objects(func(o fyne.CanvasObject) {
			if found, ok := o.(*entry); ok {
				e = found
			}
		})
		return e
	}
	typed(a, fyne.KeyT)
	spot := photos.Point{X: .3, Y: .4}
	tapAt(c, 0, spot)
	e := words()
	if e == nil {
		t.Fatal("nothing asks for the words")
	}
	e.SetText("  old \n scar  ")
	e.OnSubmitted("")
	drawn := stored(t, a, off, c, 0)
	if drawn == nil || drawn.Shapes[0].Text != "old scar" || !near(drawn.Shapes[0].Points[0], spot, .002) {
		t.Fatalf("stored %+v", drawn)
	}
	typed(a, fyne.KeyReturn)
	if e = words(); e == nil || e.Text != "old scar" {
		t.Fatal("Return does not ask for other words")
	}
	e.SetText(strings.Repeat("ü", 300))
	e.OnSubmitted("")
	if got := []rune(stored(t, a, off, c, 0).Shapes[0].Text); len(got) != annotation.MostText {
		t.Errorf("%d characters", len(got))
	}
	for _, d := range a.deeds.done {
		if strings.Contains(d.text, "scar") {
			t.Errorf("undo would say %q", d.text)
		}
	}
	typed(a, fyne.KeyReturn)
	words().SetText("   ")
	press(t, a, "Set")
	if got := len(stored(t, a, off, c, 0).Shapes); got != 1 {
		t.Errorf("%d shapes", got)
	}
}

func TestAnAnnotationStaysOnItsSkinInEveryMode(t *testing.T) {
	a, off, c := annotating(t, turned())
	spot := photos.Point{X: .45, Y: .5}
	typed(a, fyne.KeyL)
	sweep(c, 1, spot, photos.Point{X: .6, Y: .55})
	a.settle(off)
	typed(a, fyne.KeyEscape, fyne.KeyEscape, fyne.KeyEscape)
	if c.pen.on || a.screen != screen(c) {
		t.Fatal("three times Escape should end annotating and nothing else")
	}
	c.board.zoom.At(spot, 3)
	c.board.zoom.Pan(30, 10)
	for m := modeGrid; m >= modeSide; m-- {
		c.choose(m)
		a.win.Resize(fyne.NewSize(1000+float32(m)*90, 700))
		a.settle(off)
		p := c.board.panes[1]
		all := p.pane.Annotations()
		// Where the pixels of the marked skin are shown.
		frame, size := p.exact.want.frame, p.pane.Size()
		want := frame.Align.Apply(p.photo.Annotation.Shapes[0].Points[0])
		if len(all) != 1 || !near(all[0].Points[0], want, 1e-9) || !near(want, spot, .002) {
			t.Errorf("mode %d: drawn at %v, the skin is at %v", m, all, want)
		}
		if len(c.board.panes[0].pane.Annotations()) != 0 {
			t.Errorf("mode %d: the other photo shows it too", m)
		}
		if size.IsZero() {
			t.Errorf("mode %d: no room", m)
		}
	}
}

func TestOfPhotosUponEachOtherTheOneSeenIsDrawnOn(t *testing.T) {
	a, off, c := annotating(t, turned())
	count := func(i int) int {
		if l := stored(t, a, off, c, i); l != nil {
			return len(l.Shapes)
		}
		return 0
	}
	mid := c.board.zoom.Centre()
	left, right := photos.Point{X: mid.X - .2, Y: mid.Y}, photos.Point{X: mid.X + .2, Y: mid.Y}
	short := func(p photos.Point) photos.Point { return photos.Point{X: p.X, Y: p.Y + .1} }
	c.choose(modeCurtain)
	sweep(c, 1, left, short(left)) // the upper pane hears of it
	sweep(c, 1, right, short(right))
	if count(0) != 1 || count(1) != 1 {
		t.Errorf("either side of the divider: %d and %d", count(0), count(1))
	}
	c.choose(modeOnion)
	c.activate(0)
	lower := photos.Point{X: mid.X, Y: mid.Y + .2}
	sweep(c, 1, lower, short(lower))
	if count(0) != 2 || count(1) != 1 {
		t.Errorf("the active one of an onion skin: %d and %d", count(0), count(1))
	}
	c.choose(modeFlip)
	c.activate(1)
	c.changed()
	upper := photos.Point{X: mid.X, Y: mid.Y - .3}
	sweep(c, 1, upper, short(upper))
	c.flip()
	sweep(c, 1, upper, short(upper))
	if count(0) != 3 || count(1) != 2 {
		t.Errorf("before and after a flip: %d and %d", count(0), count(1))
	}
}

func TestWhatIsChosenIsMovedBentAndRemoved(t *testing.T) {
	a, off, c := annotating(t, turned())
	from, to := photos.Point{X: .3, Y: .4}, photos.Point{X: .5, Y: .4}
	typed(a, fyne.KeyL)
	sweep(c, 0, from, to)
	line := func() []photos.Point { return stored(t, a, off, c, 0).Shapes[0].Points }
	sweep(c, 0, to, photos.Point{X: .5, Y: .6}) // its handle, with the tool still a line's
	if got := line(); len(stored(t, a, off, c, 0).Shapes) != 1 || !near(got[1], photos.Point{X: .5, Y: .6}, .003) || !near(got[0], from, .003) {
		t.Errorf("the end was dragged to %v", got)
	}
	typed(a, fyne.KeyV)
	c.pen.choose(nil, -1)
	sweep(c, 0, photos.Point{X: .4, Y: .5}, photos.Point{X: .45, Y: .55})
	if got := line(); !near(got[0], photos.Point{X: .35, Y: .45}, .004) {
		t.Errorf("the line was dragged to %v", got)
	}
	deeds := len(a.deeds.done)
	was := line()
	typed(a, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyDown)
	got := line()
	fine := c.board.panes[0].pane.Fine()
	if !near(got[0], photos.Point{X: was[0].X + 3*fine, Y: was[0].Y + fine}, fine/2) || len(a.deeds.done) != deeds+1 {
		t.Errorf("nudged from %v to %v by %d steps", was, got, len(a.deeds.done)-deeds)
	}
	typed(a, fyne.KeyPeriod, fyne.KeyPeriod, fyne.KeyRight)
	if bent := line(); bent[0] != got[0] || bent[1].X <= got[1].X {
		t.Errorf("the second end was nudged from %v to %v", got, bent)
	}
	a.undoLast()
	if got := line(); !near(got[0], was[0], 1e-12) {
		t.Errorf("undone to %v, was %v", got, was)
	}
	centre := c.board.zoom.Centre()
	typed(a, fyne.KeyDelete)
	if stored(t, a, off, c, 0) != nil {
		t.Error("Delete leaves it")
	}
	typed(a, fyne.KeyDelete)
	if !c.pen.on || c.board.zoom.Centre() != centre {
		t.Error("the keys did something else")
	}
	a.undoLast()
	typed(a, fyne.KeyN)
	if c.pen.chosen != 0 || len(c.board.panes[0].pane.Annotations()[0].Handles) != 2 {
		t.Error("N does not choose the annotation")
	}
	sweep(c, 0, photos.Point{X: .1, Y: .1}, photos.Point{X: .2, Y: .15})
	if c.board.zoom.Centre() == centre && !c.board.zoom.Fitted() {
		t.Error("where nothing is, a drag should pan")
	}
}

func TestEverythingCanBeDrawnByKeys(t *testing.T) {
	a, off, c := annotating(t, turned())
	for n, key := range []fyne.KeyName{fyne.KeyA, fyne.KeyE, fyne.KeyF, fyne.KeyL, fyne.KeyR} {
		typed(a, key)
		c.pen.choose(nil, -1)
		typed(a, fyne.KeyReturn)
		if l := stored(t, a, off, c, 1); l == nil || len(l.Shapes) != n+1 {
			t.Fatalf("%s and Return give %+v", key, l)
		}
	}
	m, s := c.board.mode, c.board.zoom.Lens()
	typed(a, fyne.KeyS)
	c.hold(fyne.KeyL, true)
	if c.board.mode != m || c.board.zoom.Lens() != s || c.pen.tool != toolScale {
		t.Error("while annotating, the keys of tools do other things too")
	}
	for _, i := range c.menus()[0].Items {
		if i.Shortcut != nil && shortcutText(i.Shortcut) == "S" {
			t.Error("two menu items show one key")
		}
	}
	c.pen.leave()
	typed(a, fyne.KeyC)
	if c.board.mode != modeCurtain {
		t.Error("the keys do not come back")
	}
}

func TestAPhotoRemovedMeanwhileIsNotDrawnOn(t *testing.T) {
	a, off, c := annotating(t, turned())
	if _, err := a.lib.RemovePhoto(c.board.panes[1].photo.ID); err != nil {
		t.Fatal(err)
	}
	sweep(c, 1, photos.Point{X: .3, Y: .4}, photos.Point{X: .5, Y: .4})
	a.settle(off)
	if c.board.panes[1].photo.Annotation != nil || len(c.board.panes[1].pane.Annotations()) != 0 {
		t.Error("the window shows what was not kept")
	}
}

func TestALockKeepsWhatWasDrawnLast(t *testing.T) {
	a, _, c := annotating(t, turned())
	photo := c.ids()[0]
	line := func(y float64) *annotation.Layer {
		return (*annotation.Layer)(nil).With(annotation.Shape{Kind: annotation.Line, Points: []photos.Point{{X: .2, Y: y}, {X: .4, Y: y}}})
	}
	written, flushed := make(chan struct{}), make(chan struct{})
	go func() {
		unkept{waiting: []annotated{{photo: photo, to: line(.4)}}, written: written}.flush(a.lib)
		close(flushed)
	}()
	// The layer drawn before is still being written.
	if _, err := a.lib.SetAnnotation(photo, line(.3)); err != nil {
		t.Fatal(err)
	}
	select {
	case <-flushed:
		t.Fatal("the newer layer did not wait for the older one")
	default:
	}
	close(written)
	<-flushed
	if p, err := a.lib.Photo(photo); err != nil || p.Annotation == nil || p.Annotation.Shapes[0].Points[0].Y != .4 {
		t.Errorf("kept %+v, %v", p.Annotation, err)
	}
}

func TestWhatWasJustDrawnOutlastsALock(t *testing.T) {
	a, off, c := annotating(t, turned())
	typed(a, fyne.KeyL)
	for i := range 2 {
		for k := range 3 {
			y := .3 + .1*float64(k)
			sweep(c, i, photos.Point{X: .3, Y: y}, photos.Point{X: .5, Y: y})
			c.pen.choose(nil, -1)
		}
	}
	ids, lib := c.ids(), a.lib
	if len(a.unkept.waiting) == 0 {
		t.Fatal("everything was kept before the lock, so this proves nothing")
	}
	a.lock()
	a.settle(off)
	if err := lib.Unlock(secret); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if p, err := lib.Photo(id); err != nil || p.Annotation == nil || len(p.Annotation.Shapes) != 3 {
			t.Errorf("kept of three lines: %+v, %v", p.Annotation, err)
		}
	}
}

func TestAnnotationsAreLeftOffAndShownToTheClientAlike(t *testing.T) {
	a, off, c := annotating(t, turned())
	typed(a, fyne.KeyD)
	a.settle(off)
	sweep(c, 1, photos.Point{X: .3, Y: .4}, photos.Point{X: .5, Y: .4})
	a.settle(off)
	client := a.shown.board.panes[1].pane
	if all := client.Annotations(); len(all) != 1 || len(all[0].Handles) != 0 {
		t.Errorf("the client sees %+v", all)
	}
	typed(a, fyne.KeyH)
	if len(client.Annotations()) != 0 || len(c.board.panes[1].pane.Annotations()) != 0 {
		t.Error("H does not leave them off")
	}
	typed(a, fyne.KeyH)
	if len(client.Annotations()) != 1 {
		t.Error("H does not bring them back")
	}
	c.pen.leave()
	c.swap()
	a.settle(off)
	if len(a.shown.board.panes[0].pane.Annotations()) != 1 || len(a.shown.board.panes[1].pane.Annotations()) != 0 {
		t.Error("after a swap the annotation is on the other photo")
	}
	typed(a, fyne.KeyB)
	a.lock()
	a.settle(off)
}

func TestASavedPictureShowsAnnotationsWhereTheyAre(t *testing.T) {
	a, off, c := annotating(t, turned())
	typed(a, fyne.KeyL)
	from, to := photos.Point{X: .3, Y: .4}, photos.Point{X: .5, Y: .4}
	sweep(c, 1, from, to)
	a.settle(off)
	dir := t.TempDir()
	read := func(name string, annotated bool) image.Image {
		name = filepath.Join(dir, name)
		a.saveComparison(c.c, c.board.comparison(), 1600, name, annotated)
		a.settle(off)
		return openPNG(t, name)
	}
	with, without := read("with.png", true), read("without.png", false)
	var box image.Rectangle
	for y := range with.Bounds().Dy() {
		for x := range with.Bounds().Dx() {
			if with.At(x, y) != without.At(x, y) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	crop := c.c.frames["frontal"].Crop
	wide := float64(with.Bounds().Dx()) / 2 / crop.W // about a panel's width for the crop
	if box.Empty() || box.Min.X < with.Bounds().Dx()/2 || box.Dy() > 40 || math.Abs(float64(box.Dx())-.2*wide) > 60 {
		t.Errorf("the line of %v of the photo is drawn in %v of %v", .2, box, with.Bounds())
	}
	c.save()
	if !a.saysCheck("With annotations") {
		t.Error("nothing asks whether annotations are saved too")
	}
}

// saysCheck reports whether a box with that text is ticked.
func (a *App) saysCheck(text string) (ticked bool) {
	a.objects(func(o fyne.CanvasObject) {
		if c, ok := o.(*formCheck); ok && c.Text == text {
			ticked = c.Checked
		}
	})
	return ticked
}
