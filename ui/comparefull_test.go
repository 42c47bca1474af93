package ui

import (
	"context"
	"errors"
	"image"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"skinline/storage"
)

// wholePhotos is a source of photos of one megapixel that counts and, until
// the gate opens, holds back; decoding ends when its context does.
type wholePhotos struct {
	mu    sync.Mutex
	whole map[storage.ID]int
	gate  chan struct{}
}

func (w *wholePhotos) Preview(ctx context.Context, id storage.ID, long int) (*image.NRGBA, error) {
	if long > 0 {
		return image.NewNRGBA(image.Rect(0, 0, 4, 4)), nil
	}
	w.mu.Lock()
	w.whole[id]++
	w.mu.Unlock()
	select {
	case <-w.gate:
		return image.NewNRGBA(image.Rect(0, 0, 1000, 1000)), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func newWholePhotos(open bool) *wholePhotos {
	w := &wholePhotos{whole: map[storage.ID]int{}, gate: make(chan struct{})}
	if open {
		close(w.gate)
	}
	return w
}

func TestAnOriginalIsDecodedOnceForAllThatLookAtIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := newWholePhotos(false)
		o := newOriginals(source)
		var wait sync.WaitGroup
		first, giveUp := context.WithCancel(t.Context())
		wait.Go(func() {
			if _, err := o.Preview(first, "a", 3000); err != nil && !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		synctest.Wait()
		for range 3 {
			wait.Go(func() {
				if pic, err := o.Preview(t.Context(), "a", 4000); err != nil || pic.Rect.Dx() != 1000 {
					t.Error(pic, err)
				}
			})
		}
		synctest.Wait()
		giveUp() // the one that decodes; others still wait
		synctest.Wait()
		close(source.gate)
		wait.Wait()
		if _, err := o.Preview(t.Context(), "a", 2049); err != nil || source.whole["a"] != 1 {
			t.Errorf("decoded %d times, %v", source.whole["a"], err)
		}
		if pic, err := o.Preview(t.Context(), "a", 2048); err != nil || pic.Rect.Dx() != 4 {
			t.Errorf("a preview would do, but %v, %v", pic.Rect, err)
		}
	})
}

func TestDecodingEndsWhenNobodyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := newWholePhotos(false)
		o := newOriginals(source)
		ctx, cancel := context.WithCancel(t.Context())
		var wait sync.WaitGroup
		for range 2 {
			wait.Go(func() {
				if _, err := o.Preview(ctx, "a", 3000); !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		cancel()
		wait.Wait() // would never end with a decoding under way
		close(source.gate)
		if _, err := o.Preview(t.Context(), "a", 3000); err != nil || source.whole["a"] != 2 {
			t.Errorf("asked again it is decoded %d times in all, %v", source.whole["a"], err)
		}
	})
}

func TestOriginalsAreBoundedByBytesAndForgotten(t *testing.T) {
	o := newOriginals(newWholePhotos(true))
	o.budget = 9_000_000 // two of them
	for _, id := range []storage.ID{"a", "b", "a", "c"} {
		if _, err := o.Preview(t.Context(), id, 3000); err != nil {
			t.Fatal(err)
		}
	}
	if len(o.kept) != 2 || o.kept["a"] == nil || o.kept["c"] == nil || o.bytes != 8_000_000 {
		t.Errorf("%d kept, %d bytes; the one looked at least recently should have gone", len(o.kept), o.bytes)
	}
	o.close()
	if len(o.kept) != 0 || o.bytes != 0 {
		t.Error("originals are kept after the end")
	}
	if _, err := o.Preview(t.Context(), "a", 3000); err == nil && len(o.kept) != 0 {
		t.Error("an original is kept after the end")
	}
}

func TestAComparisonThatRestsIsReadyForACloseLook(t *testing.T) {
	a, off, timeline := withPhotos(t)
	timeline.compareEnds()
	a.settle(off)
	s := a.screen.(*compareScreen)
	decoded := func() int {
		s.full.mu.Lock()
		defer s.full.mu.Unlock()
		return len(s.full.recent)
	}
	if n := decoded(); n != 0 {
		t.Errorf("%d photos are decoded at once", n)
	}
	for end := time.Now().Add(10 * time.Second); decoded() < 2 && time.Now().Before(end); time.Sleep(restPause / 10) {
		off.driver.drain()
	}
	if n := decoded(); n != 2 {
		t.Errorf("%d photos are decoded, want both", n)
	}
	a.lock()
	s.rested()
	a.settle(off)
	if n := decoded(); n != 0 {
		t.Errorf("%d photos stay decoded after locking", n)
	}
}
