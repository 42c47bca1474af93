package storage_test

import (
	"errors"
	"strings"
	"testing"

	"skinline/storage"
)

type place struct {
	Width float64
	Views []string
}

func TestASettingOutlivesTheLibraryBeingLocked(t *testing.T) {
	l, _ := newLibrary(t)
	got := place{Width: 7}
	if ok, err := l.Setting("place", &got); ok || err != nil || got.Width != 7 {
		t.Fatalf("a setting never made: %v, %v, %+v", ok, err, got)
	}
	for _, width := range []float64{1, 2.5} {
		if err := l.SaveSetting("place", place{width, []string{"frontal", "Ünique"}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Setting("place", &got); !errors.Is(err, storage.ErrLocked) {
		t.Errorf("read while locked: %v", err)
	}
	if err := l.SaveSetting("place", 1); !errors.Is(err, storage.ErrLocked) {
		t.Errorf("written while locked: %v", err)
	}
	if err := l.Unlock(passphrase); err != nil {
		t.Fatal(err)
	}
	if ok, err := l.Setting("place", &got); !ok || err != nil || got.Width != 2.5 || len(got.Views) != 2 || got.Views[1] != "Ünique" {
		t.Errorf("%v, %v, %+v", ok, err, got)
	}
	var other []int
	if _, err := l.Setting("place", &other); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("read as something else: %v", err)
	}
	if err := l.SaveSetting("place", strings.Repeat("x", 5<<20)); !errors.Is(err, storage.ErrInvalid) {
		t.Errorf("a setting of 5 MB: %v", err)
	}
}

func TestPurgingAClientForgetsItsSettings(t *testing.T) {
	l, _ := newLibrary(t)
	a, _ := l.CreateClient(storage.Client{})
	b, _ := l.CreateClient(storage.Client{})
	for _, c := range []storage.Client{a, b} {
		if err := l.SaveSetting("timeline/"+string(c.ID), 1); err != nil {
			t.Fatal(err)
		}
	}
	r, err := l.RemoveClient(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Purge(r.ID); err != nil {
		t.Fatal(err)
	}
	var n int
	if ok, _ := l.Setting("timeline/"+string(a.ID), &n); ok {
		t.Error("a setting of the purged client is still there")
	}
	if ok, _ := l.Setting("timeline/"+string(b.ID), &n); !ok {
		t.Error("another client's setting is gone")
	}
}
