package storage_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"skinline/storage"
)

func TestRecentClientsAreThoseOpenedLast(t *testing.T) {
	l, _ := newLibrary(t)
	var ids []storage.ID
	for range 4 {
		c, err := l.CreateClient(storage.Client{})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, c.ID)
	}
	start := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	for minute, i := range []int{0, 1, 2, 0} { // 3 never
		if err := l.Opened(ids[i], start.Add(time.Duration(minute)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	check := func(n int, want ...int) {
		t.Helper()
		list, err := l.RecentClients(n)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, c := range list {
			got = append(got, slices.Index(ids, c.ID))
		}
		if !slices.Equal(got, want) {
			t.Errorf("at most %d: %v, want %v", n, got, want)
		}
	}
	check(9, 0, 2, 1)
	check(2, 0, 2)
	r, err := l.RemoveClient(ids[0])
	if err != nil {
		t.Fatal(err)
	}
	check(9, 2, 1)
	if err := l.Opened(ids[0], start); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("opening a client in the trash: %v", err)
	}
	if err := l.Restore(r.ID); err != nil {
		t.Fatal(err)
	}
	check(9, 0, 2, 1)
	if r, err = l.RemoveClient(ids[2]); err != nil {
		t.Fatal(err)
	}
	if err := l.Purge(r.ID); err != nil {
		t.Fatal(err)
	}
	check(9, 0, 1)
}
