package ui

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"skinline/photos"
	"skinline/photos/decode/worker"
	"skinline/photos/phantom"
	"skinline/photos/turbo"
	"skinline/storage"
)

// BenchmarkGesture zooms and pans two photos side by side in a window of 1600 x
// 1000, as a hand does, and waits for exact pixels from the originals. Photos
// are decoded by worker processes, as in the program. It reports the work on
// the main goroutine of a frame, drawing apart: the median, the longest, and
// the longest of a flip; and from the end of the gesture, the pause that tells
// it included, until both photos are sharp; the same from a jump to 100 %
// before anything was decoded.
func BenchmarkGesture(b *testing.B) {
	for name, size := range map[string]image.Point{"12MP": {X: 4032, Y: 3024}, "24MP": {X: 6000, Y: 4000}} {
		b.Run(name, func(b *testing.B) { benchmarkGesture(b, size) })
	}
}

func benchmarkGesture(b *testing.B, size image.Point) {
	exe, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	pool := worker.NewPool(2, exe, "worker")
	defer pool.Close()
	l, _, err := storage.Create(b.TempDir()+"/library", secret, storage.Options{WorkFactor: 4})
	if err != nil {
		b.Fatal(err)
	}
	l.DecodeWith(pool)
	client := twoOf(b, l, size)
	off := newOffstage(test.NewTempApp(b))
	a := New(off, Options{Decoder: pool})
	defer func() {
		a.close()
		off.driver.drain()
	}()
	a.win.Resize(fyne.NewSize(1600, 1000))
	a.adopt(l)
	off.settle(a.busy)
	a.showTimeline(client)
	off.settle(a.busy)
	var frames []time.Duration
	var flip, sharp, jump time.Duration
	for range b.N {
		a.screen.(*timelineScreen).compareEnds()
		off.settle(a.busy)
		s := a.screen.(*compareScreen)
		s.full100()
		jump = max(jump, untilSharp(b, off, s))
		s.back()
		off.settle(a.busy)
		a.screen.(*timelineScreen).compareEnds()
		off.settle(a.busy)
		s = a.screen.(*compareScreen)
		frames = append(frames, gesture(off, s)...)
		sharp = max(sharp, untilSharp(b, off, s))
		for range 20 {
			start := time.Now()
			s.flip()
			off.driver.drain()
			flip = max(flip, time.Since(start))
		}
		s.back()
		off.settle(a.busy)
	}
	slices.Sort(frames)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(frames[len(frames)/2]), "median-ms")
	b.ReportMetric(ms(frames[len(frames)-1]), "main-ms")
	b.ReportMetric(ms(flip), "flip-ms")
	b.ReportMetric(ms(sharp), "sharp-ms")
	b.ReportMetric(ms(jump), "jump-ms")
}

// gesture turns the wheel and drags, a frame every 16 ms, and returns the work
// of each frame.
func gesture(off *offstage, s *compareScreen) (frames []time.Duration) {
	pane := s.board.panes[0].pane
	for i := range 90 {
		start := time.Now()
		at := fyne.PointEvent{Position: fyne.NewPos(300+float32(i), 250)}
		switch {
		case i < 30:
			pane.Scrolled(&fyne.ScrollEvent{PointEvent: at, Scrolled: fyne.NewDelta(0, 6)})
		case i < 75:
			pane.Dragged(&fyne.DragEvent{PointEvent: at, Dragged: fyne.NewDelta(5, -3)})
		default:
			pane.Scrolled(&fyne.ScrollEvent{PointEvent: at, Scrolled: fyne.NewDelta(0, 6)})
		}
		off.driver.drain()
		spent := time.Since(start)
		frames = append(frames, spent)
		time.Sleep(max(16*time.Millisecond-spent, 0))
	}
	return frames
}

// untilSharp waits for pixels of the originals at the place the photos are.
func untilSharp(b *testing.B, off *offstage, s *compareScreen) time.Duration {
	start := time.Now()
	z := s.board.zoom.Viewport()
	for time.Since(start) < 10*time.Second {
		off.driver.drain()
		missing := 0
		for _, p := range s.board.panes {
			size := p.pane.Size()
			seen := z.Visible(float64(size.Width), float64(size.Height))
			crop, want := p.exact.want.frame.Crop, p.exact.want
			here := photos.Point{X: crop.X + crop.W/2, Y: crop.Y + crop.H/2}
			near := max(here.X-seen.X-seen.W/2, seen.X+seen.W/2-here.X, here.Y-seen.Y-seen.H/2, seen.Y+seen.H/2-here.Y)
			if near > seen.W/100 || want.long() <= 2048 || s.loader.cache.get(want) == nil {
				missing++
			}
		}
		if missing == 0 {
			return time.Since(start)
		}
		time.Sleep(time.Millisecond)
	}
	b.Error("the photos do not become sharp")
	return time.Since(start)
}

// twoOf is a client with two photos of a size.
func twoOf(b *testing.B, l *storage.Library, size image.Point) storage.ID {
	b.Helper()
	c, err := l.CreateClient(storage.Client{Name: "Anna Berg"})
	if err != nil {
		b.Fatal(err)
	}
	small := phantom.Subject{Kind: phantom.Face, Concern: phantom.AcneScars}.Render(phantom.Shot{Width: 1008, Height: 756})
	data, err := turbo.Encode(enlarged(small, size), 90, true)
	if err != nil {
		b.Fatal(err)
	}
	var items []storage.ImportItem
	for i, date := range []string{"2026-03-03", "2026-08-20"} {
		session, err := l.CreateSession(storage.Session{ClientID: c.ID, Date: day(date), Kind: storage.KindFollowUp})
		if err != nil {
			b.Fatal(err)
		}
		path := filepath.Join(b.TempDir(), fmt.Sprintf("IMG_%d.jpg", i))
		if err := os.WriteFile(path, numbered(data, i), 0o600); err != nil {
			b.Fatal(err)
		}
		items = append(items, storage.ImportItem{Path: path, Session: session.ID, View: "frontal", Phase: storage.PhaseFollowUp})
	}
	if err := l.Import(b.Context(), items, func(r storage.ImportResult) {
		if r.Err != nil {
			b.Error(r.Err)
		}
	}); err != nil {
		b.Fatal(err)
	}
	return c.ID
}
