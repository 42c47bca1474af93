package ui

import (
	"context"
	"errors"
	"image"
	"image/color"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"skinline/photos"
	"skinline/storage"
)

// plain is a source whose photos are one colour each, held back by gates.
type plain struct {
	mu    sync.Mutex
	made  []storage.ID
	gates map[storage.ID]chan struct{}
}

func (p *plain) Preview(ctx context.Context, id storage.ID, _ int) (*image.NRGBA, error) {
	p.mu.Lock()
	p.made = append(p.made, id)
	gate := p.gates[id]
	p.mu.Unlock()
	if gate != nil {
		<-gate
	}
	if id == "broken" {
		return nil, errors.New("the file ends early")
	}
	img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i] = id[0]
	}
	return img, nil
}

func want(id storage.ID) request { return request{photo: id, w: 4, h: 4} }

// shown is a slot that remembers the red of what it shows.
type shown struct {
	slot
	reds []uint8
	errs []error
}

func newShown() *shown {
	s := &shown{}
	s.show = func(img *image.RGBA, err error) {
		if err != nil {
			s.errs = append(s.errs, err)
			return
		}
		s.reds = append(s.reds, img.At(1, 1).(color.RGBA).R)
	}
	return s
}

func stageLoader(t *testing.T, source previews) (*loader, *offstage) {
	l := newLoader()
	l.source, l.most = source, 1
	off := newOffstage(test.NewApp())
	t.Cleanup(func() { test.NewApp() })
	return l, off
}

func (l *loader) settle(off *offstage) { off.settle(func() bool { return l.pending > 0 }) }

func TestSlotNeverShowsAPhotoItNoLongerWants(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		l, off := stageLoader(t, &plain{gates: map[storage.ID]chan struct{}{"a": gate}})
		s := newShown()
		l.load(&s.slot, want("a"))
		synctest.Wait() // the worker is making a
		close(gate)
		synctest.Wait() // a is made and queued for the window
		l.load(&s.slot, want("b"))
		l.settle(off)
		if len(s.reds) != 1 || s.reds[0] != 'b' {
			t.Errorf("the slot showed %q, want only b", s.reds)
		}
	})
}

func TestSameFrameAndSizeAreCheckedToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, off := stageLoader(t, &plain{})
		s := newShown()
		first := want("a")
		second := first
		second.frame = photos.Frame{Align: photos.Similarity(1.2, 3, 0, 0)}
		third := second
		third.w = 5
		sizes := map[int]int{}
		s.show = func(img *image.RGBA, _ error) { sizes[img.Rect.Dx()]++ }
		l.load(&s.slot, first)
		synctest.Wait()
		l.load(&s.slot, second)
		synctest.Wait()
		l.load(&s.slot, third)
		l.settle(off)
		if len(sizes) != 1 || sizes[5] != 1 {
			t.Errorf("shown sizes %v, want one picture 5 wide", sizes)
		}
	})
}

func TestNewestRequestComesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		p := &plain{gates: map[storage.ID]chan struct{}{"a": gate}}
		l, off := stageLoader(t, p)
		for _, id := range []storage.ID{"a", "b", "c"} {
			l.load(&newShown().slot, want(id))
			synctest.Wait()
		}
		close(gate)
		l.settle(off)
		if len(p.made) != 3 || p.made[1] != "c" || p.made[2] != "b" {
			t.Errorf("made %q, want a c b", p.made)
		}
	})
}

func TestIdenticalRequestsShareOneLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &plain{}
		l, off := stageLoader(t, p)
		slots := []*shown{newShown(), newShown(), newShown()}
		for _, s := range slots {
			l.load(&s.slot, want("a"))
		}
		l.settle(off)
		again := newShown()
		l.load(&again.slot, want("a"))
		if len(p.made) != 1 {
			t.Errorf("made %d times, want once", len(p.made))
		}
		for i, s := range append(slots, again) {
			if len(s.reds) != 1 {
				t.Errorf("slot %d shown %d times", i, len(s.reds))
			}
		}
	})
}

func TestWhatScrolledAwayIsNotMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		p := &plain{gates: map[storage.ID]chan struct{}{"a": gate}}
		l, off := stageLoader(t, p)
		first, gone := newShown(), newShown()
		l.load(&first.slot, want("a"))
		synctest.Wait()
		l.load(&gone.slot, want("b"))
		l.drop(&gone.slot)
		close(gate)
		l.settle(off)
		if len(p.made) != 1 || len(gone.reds) != 0 {
			t.Errorf("made %q and showed %d", p.made, len(gone.reds))
		}
	})
}

func TestNothingAppearsAfterLock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		l, off := stageLoader(t, &plain{gates: map[storage.ID]chan struct{}{"a": gate}})
		s, waiting := newShown(), newShown()
		l.load(&s.slot, want("a"))
		synctest.Wait()
		l.load(&waiting.slot, want("b"))
		l.lock()
		close(gate)
		l.settle(off)
		if len(s.reds)+len(waiting.reds) != 0 {
			t.Error("a picture appeared after lock")
		}
		if l.cache.bytes != 0 {
			t.Errorf("%d bytes of pictures are kept after lock", l.cache.bytes)
		}
	})
}

func TestReasonReachesTheSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, off := stageLoader(t, &plain{})
		s := newShown()
		l.load(&s.slot, want("broken"))
		l.settle(off)
		if len(s.errs) != 1 {
			t.Errorf("%d reasons, want one", len(s.errs))
		}
	})
}

func TestMemoryIsBoundedByBytes(t *testing.T) {
	p := newPixels(3 * 4 * 16)
	for _, id := range []storage.ID{"a", "b", "c"} {
		p.put(want(id), image.NewRGBA(image.Rect(0, 0, 4, 4)))
	}
	p.get(want("a"))
	p.put(want("d"), image.NewRGBA(image.Rect(0, 0, 4, 4)))
	if p.get(want("b")) != nil || p.get(want("a")) == nil || p.bytes != 3*4*16 {
		t.Errorf("kept %d bytes; the picture used least recently should have gone", p.bytes)
	}
	p.put(want("e"), image.NewRGBA(image.Rect(0, 0, 40, 40)))
	if p.get(want("e")) != nil {
		t.Error("a picture over the whole budget was kept")
	}
}

func TestSourceIsLargeEnoughForTheFrame(t *testing.T) {
	r := request{w: 300, h: 400, frame: photos.Frame{
		Align: photos.Similarity(2, 10, 0, 0), Crop: photos.Rect{W: .25, H: .25},
	}}
	if got := r.long(); got < 3199 || got > 3201 {
		t.Errorf("long side %d, want 400 px / 0.25 x 2 = 3200", got)
	}
	if got := (request{w: 300, h: 400}).long(); got != 400 {
		t.Errorf("long side of a whole photo %d, want 400", got)
	}
}

// slow is a source that takes as long for every photo.
type slow struct {
	plain
	takes time.Duration
}

func (s *slow) Preview(ctx context.Context, id storage.ID, long int) (*image.NRGBA, error) {
	time.Sleep(s.takes)
	return s.plain.Preview(ctx, id, long)
}

func TestPicturesArriveTogether(t *testing.T) {
	for name, c := range map[string]struct {
		takes time.Duration
		want  []int // how many pictures each delivery brings
	}{
		"all ready soon":      {10 * time.Millisecond, []int{5}},
		"more are to come":    {70 * time.Millisecond, []int{2, 2, 1}},
		"each takes its time": {time.Second, []int{1, 1, 1, 1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l, off := stageLoader(t, &slow{takes: c.takes})
				var got []int
				for _, id := range []storage.ID{"a", "b", "c", "d", "e"} {
					l.load(&newShown().slot, want(id))
				}
				for before := l.pending; before > 0; before = l.pending {
					<-off.driver.wake
					off.driver.drain()
					got = append(got, before-l.pending)
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("deliveries of %v, want %v", got, c.want)
				}
			})
		})
	}
}
