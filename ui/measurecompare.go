package ui

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"skinline/storage"
)

// compareLarge opens the two photos of the client whose photos have most
// pixels, zooms and pans them as a hand does, waits until they are sharp, and
// flips them.
func (m *measuring) compareLarge() error {
	client, err := m.finest()
	if err != nil {
		return err
	}
	m.do(func() { m.showTimeline(client) })
	m.settle()
	m.do(func() {
		if t, ok := m.screen.(*timelineScreen); ok {
			t.compareEnds()
		}
	})
	m.settle()
	var s *compareScreen
	m.do(func() { s, _ = m.screen.(*compareScreen) })
	if s == nil {
		return errors.New("the comparison did not open")
	}
	m.watch.take()
	m.gesture(s)
	rested := time.Now()
	m.report(Figure{"zoom and pan ended, both photos sharp", milliseconds(m.untilSharp(s, rested)), "ms"})
	m.pieces("zoom and pan")
	m.settle()
	m.watch.take()
	for range 30 {
		m.do(s.flip)
		time.Sleep(2 * frame)
	}
	m.pieces("flip in place")
	return nil
}

// finest is the client of the photo with most pixels.
func (m *measuring) finest() (best storage.ID, err error) {
	all, err := m.lib.Clients()
	if err != nil {
		return "", err
	}
	most := 0
	for _, c := range all {
		if c.Face == "" {
			continue
		}
		p, err := m.lib.Photo(c.Face)
		if err != nil {
			return "", err
		}
		if size := p.Info.Width * p.Info.Height; size > most {
			most, best = size, c.ID
		}
	}
	if best == "" {
		return "", errors.New("the library has no photo")
	}
	return best, nil
}

// gesture turns the wheel and drags, an event a frame.
func (m *measuring) gesture(s *compareScreen) {
	for i := range 90 {
		at := fyne.PointEvent{Position: fyne.NewPos(300+float32(i), 250)}
		m.do(func() {
			pane := s.board.panes[0].pane
			if i >= 30 && i < 75 {
				pane.Dragged(&fyne.DragEvent{PointEvent: at, Dragged: fyne.NewDelta(5, -3)})
				return
			}
			pane.Scrolled(&fyne.ScrollEvent{PointEvent: at, Scrolled: fyne.NewDelta(0, 6)})
		})
		time.Sleep(frame)
	}
}

// untilSharp waits for pixels of the originals where the photos are now.
func (m *measuring) untilSharp(s *compareScreen, since time.Time) time.Duration {
	for time.Since(since) < 10*time.Second {
		sharp := true
		m.do(func() {
			z := s.board.zoom.Viewport()
			for _, p := range s.board.panes {
				size := p.pane.Size()
				seen, want := z.Visible(float64(size.Width), float64(size.Height)), p.exact.want
				dx := want.frame.Crop.X + want.frame.Crop.W/2 - seen.X - seen.W/2
				dy := want.frame.Crop.Y + want.frame.Crop.H/2 - seen.Y - seen.H/2
				here := max(dx, -dx, dy, -dy) < seen.W/100
				sharp = sharp && here && want.long() > 2048 && s.loader.cache.get(want) != nil
			}
		})
		if sharp {
			return time.Since(since)
		}
		time.Sleep(2 * time.Millisecond)
	}
	return time.Since(since)
}
