package ui

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"skinline/photos/phantom"
	"skinline/storage"
)

// large fills l with a client of 60 sessions and 500 photos of 0.75 MP.
func large(b *testing.B, l *storage.Library) storage.ID {
	b.Helper()
	c, err := l.CreateClient(storage.Client{Name: "Anna Berg"})
	if err != nil {
		b.Fatal(err)
	}
	data, err := phantom.Subject{Kind: phantom.Face}.JPEG(phantom.Shot{Width: 768, Height: 960})
	if err != nil {
		b.Fatal(err)
	}
	var items []storage.ImportItem
	for i := range 60 {
		s, err := l.CreateSession(storage.Session{
			ClientID: c.ID, Date: day("2021-01-05").AddDays(28 * i), Kind: storage.KindTreatment, Device: "pen, 12 pins",
			Zones: []storage.ZoneTreatment{{Zone: "cheek", Depth: 1250}, {Zone: "forehead", Depth: 500}},
		})
		if err != nil {
			b.Fatal(err)
		}
		for v := 0; v < 9 && len(items) < 500; v++ {
			items = append(items, storage.ImportItem{
				Content: numbered(data, len(items)), Path: fmt.Sprintf("IMG_%04d.jpg", len(items)),
				Session: s.ID, View: storage.Views()[v], Phase: storage.PhasePre,
			})
		}
	}
	if err := l.Import(context.Background(), items, func(r storage.ImportResult) {
		if r.Err != nil {
			b.Error(r.Err)
		}
	}); err != nil {
		b.Fatal(err)
	}
	return c.ID
}

// numbered makes other bytes of the same picture by a comment segment.
func numbered(jpeg []byte, n int) []byte {
	segment := binary.BigEndian.AppendUint32([]byte{0xFF, 0xFE, 0, 6}, uint32(n))
	return slices.Concat(jpeg[:2], segment, jpeg[2:])
}

// BenchmarkClientOf500Photos opens the timeline of a client of 60 sessions and
// 500 photos until every visible cell is filled, then scrolls through it. The
// longest single piece of work on the main goroutine while scrolling, drawing
// apart, is reported as main-ms.
func BenchmarkClientOf500Photos(b *testing.B) {
	dir := b.TempDir() + "/library"
	l, _, err := storage.Create(dir, secret, storage.Options{WorkFactor: 4})
	if err != nil {
		b.Fatal(err)
	}
	client := large(b, l)
	off := newOffstage(test.NewTempApp(b))
	a := New(off, Options{})
	defer func() {
		a.close()
		off.driver.drain()
	}()
	a.adopt(l)
	off.settle(a.busy)
	var open, longest time.Duration
	b.ResetTimer()
	for range b.N {
		a.loader.cache.clear()          // the stored previews remain
		a.place = place{client: client} // at its start
		start := time.Now()
		a.showTimeline(client)
		off.settle(a.busy)
		open += time.Since(start)
		s := a.screen.(*timelineScreen)
		for x := float32(0); x < 8000; x += 60 {
			step := time.Now()
			s.matrix.SetOffset(fyne.NewPos(x, 0))
			off.driver.drain()
			longest = max(longest, time.Since(step))
		}
		off.settle(a.busy)
		a.showClients()
		off.settle(a.busy)
	}
	b.ReportMetric(float64(open.Milliseconds())/float64(b.N), "open-ms")
	b.ReportMetric(float64(longest.Microseconds())/1000, "main-ms")
}
