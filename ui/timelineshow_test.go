package ui

import (
	"testing"
	"time"
)

func TestATimelineAppearsWithItsPictures(t *testing.T) {
	a, off, s := withPhotos(t)
	client := s.c.client.ID
	a.showClients()
	a.settle(off)
	a.loader.cache.clear()
	a.showTimeline(client)
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		off.driver.drain()
		if _, ok := a.screen.(*timelineScreen); ok {
			break
		}
	}
	s, ok := a.screen.(*timelineScreen)
	if !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	made := 0
	for _, slot := range s.tiles {
		if slot.want.photo == "" {
			continue
		}
		made++
		if a.loader.cache.get(slot.want) == nil {
			t.Error("a photo is seen later than the timeline")
		}
	}
	if made != 2 {
		t.Errorf("%d photos in view", made)
	}
}

func TestATimelineNotWaitedForLetsItsPicturesGo(t *testing.T) {
	a, off, s := withPhotos(t)
	client := s.c.client.ID
	a.showClients()
	a.settle(off)
	a.loader.cache.clear()
	a.showTimeline(client)
	a.showTrash()
	a.settle(off)
	if _, ok := a.screen.(*timelineScreen); ok {
		t.Error("the timeline follows onto another screen")
	}
	if n := len(a.loader.current); n != 0 {
		t.Errorf("%d pictures are still made", n)
	}
}
