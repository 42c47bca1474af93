package ui

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/photos/annotation"
	"skinline/storage"
)

// annotated is a layer that waits to be kept, and what was there before.
type annotated struct {
	photo   storage.ID
	to, was *annotation.Layer
}

// unkept are the layers that wait, in the order they were drawn.
type unkept struct {
	waiting []annotated
	// written is closed once the layer before them is written; nil for none.
	written chan struct{}
}

// flush keeps all that wait, before the library is locked or closed, after the
// layer that is being written: else that one, drawn earlier, could be the last.
// Away from the main goroutine, or once there is nothing else on it.
func (u unkept) flush(l *storage.Library) {
	if u.written != nil {
		<-u.written
	}
	for _, k := range u.waiting {
		if _, err := l.SetAnnotation(k.photo, k.to); err != nil {
			slog.Error("an annotation was not kept")
		}
	}
}

// keep replaces the layer of p's photo, as a step that can be undone. Steps of
// one tag in a row are one. It fails, and says so, when the layer has no room.
func (n *annotator) keep(p *comparePane, text string, to *annotation.Layer, tag string) bool {
	a, photo, was := n.s.a, p.photo.ID, p.photo.Annotation
	if to != nil && to.Check() != nil {
		a.toast(lang.L("There is no room for this on the photo."))
		p.annotate()
		return false
	}
	a.deeds.add(deed{
		text: text, tag: tag,
		undo: func() { a.keepAnnotation(annotated{photo, was, to}) },
		redo: func() { a.keepAnnotation(annotated{photo, to, was}) },
	})
	a.keepAnnotation(annotated{photo, to, was})
	return true
}

// replace keeps another shape in the place of the chosen one.
func (n *annotator) replace(s annotation.Shape, tag string) {
	p := n.photo
	_, scale, ok := n.chosenItem()
	if !ok {
		return
	}
	drawn := p.photo.Annotation
	if !scale {
		n.keep(p, lang.L("Annotation changed"), drawn.Replaced(n.chosen, s), tag)
		return
	}
	to := *drawn.Scale
	to.From, to.To, to.Grain = s.Points[0], s.Points[1], s.Grain
	n.keep(p, lang.L("Scale changed"), drawn.Scaled(&to), tag)
}

// remove takes the chosen annotation or scale away.
func (n *annotator) remove() {
	p, i := n.photo, n.chosen
	_, scale, ok := n.chosenItem()
	switch {
	case !ok:
		n.s.a.toast(lang.L("Click an annotation to choose it first."))
	case scale:
		n.choose(nil, -1)
		n.keep(p, lang.L("Scale removed"), p.photo.Annotation.Scaled(nil), "")
	default:
		n.choose(nil, -1)
		n.keep(p, lang.L("Annotation removed"), p.photo.Annotation.Without(i), "")
	}
}

// nudge moves what is chosen, or its handle, by units of the screen.
func (n *annotator) nudge(dx, dy float32) {
	shape, _, ok := n.chosenItem()
	if !ok {
		return
	}
	p := n.photo
	at := shape.Points[max(n.handle, 0)]
	where := p.pane.Place(p.b.c.placement(p.photo).Apply(at))
	to := p.back(p.pane.Reference(where.AddXY(dx, dy)))
	if n.handle >= 0 {
		shape = shape.Bent(n.handle, inside(to, p.photo.Info))
	} else {
		shape = shape.Moved(photos.Point{X: to.X - at.X, Y: to.Y - at.Y})
	}
	n.replace(shape, "nudge "+string(p.photo.ID))
}

// keepAnnotation shows a layer at once and has it kept, after those before it.
func (a *App) keepAnnotation(k annotated) {
	a.showAnnotation(k.photo, k.to)
	u := &a.unkept
	if i := len(u.waiting) - 1; i >= 0 && u.waiting[i].photo == k.photo {
		u.waiting[i].to = k.to // not begun yet
	} else {
		u.waiting = append(u.waiting, k)
	}
	a.keepNext()
}

func (a *App) keepNext() {
	u := &a.unkept
	if a.keeping || len(u.waiting) == 0 || a.lib == nil {
		return
	}
	k, lib, written := u.waiting[0], a.lib, make(chan struct{})
	u.waiting, u.written, a.keeping = u.waiting[1:], written, true
	a.jobs.run(func(context.Context, func(int, int)) error {
		defer close(written)
		_, err := lib.SetAnnotation(k.photo, k.to)
		return err
	}, nil, func(err error) {
		a.keeping = false
		if err != nil {
			a.unkept.waiting = nil
			a.showAnnotation(k.photo, k.was)
			a.fail(err)
		}
		a.keepNext()
	})
}

// showAnnotation shows a layer on every board with the photo.
func (a *App) showAnnotation(photo storage.ID, drawn *annotation.Layer) {
	s, ok := a.screen.(*compareScreen)
	if !ok {
		return
	}
	s.c.setAnnotation(photo, drawn)
	s.board.annotated(photo, drawn)
	s.pen.fill()
	if s.presenting() {
		s.a.shown.board.annotated(photo, drawn)
	}
}
