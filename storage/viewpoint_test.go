package storage_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"skinline/photos/phantom"
	"skinline/photos/viewpoint"
	"skinline/storage"
)

func TestViewsAreSuggestedByWhatPhotosShow(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindBaseline)
	file := func(of phantom.Subject, shot phantom.Shot) []byte {
		shot.Width, shot.Height = 480, 600
		data, err := of.JPEG(shot)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	cheek := func(site phantom.Site) phantom.Subject {
		return phantom.Subject{Seed: 6, Concern: phantom.AcneScars, Site: site}
	}
	importPhoto(t, l, s.ID, "cheek-left-close", file(cheek(phantom.CheekLeft), phantom.Shot{}))
	importPhoto(t, l, s.ID, "a scar of mine", file(cheek(phantom.Body), phantom.Shot{}))
	importPhoto(t, l, s.ID, "", file(cheek(phantom.Forehead), phantom.Shot{}))

	dir := t.TempDir()
	want := map[string]storage.View{}
	put := func(name string, data []byte, v storage.View) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		want[path] = v
	}
	moved := phantom.Shot{Progress: .3, Noise: 1, Pose: phantom.Pose{Degrees: 4, DX: .02}}
	put("1.jpg", file(cheek(phantom.CheekLeft), moved), "cheek-left-close")
	put("2.jpg", file(cheek(phantom.Body), moved), "a scar of mine")
	put("3.jpg", file(cheek(phantom.Forehead), moved), "") // known, but from no view
	put("4.jpg", file(phantom.Subject{Kind: phantom.Face, Seed: 6}, phantom.Shot{Turn: 42}), "oblique-left")
	put("5.jpg", []byte("no photo"), "")
	want[filepath.Join(dir, "missing.jpg")] = ""

	got := map[string]storage.View{}
	err := l.SuggestViews(t.Context(), s.ClientID, slices.Sorted(maps.Keys(want)), func(path string, v storage.View) { got[path] = v })
	if err != nil {
		t.Fatal(err)
	}
	for path, v := range want {
		if said, ok := got[path]; !ok || said != v {
			t.Errorf("%s is %q, not %q", filepath.Base(path), said, v)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.SuggestViews(ctx, s.ClientID, slices.Sorted(maps.Keys(want)), func(string, storage.View) {}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := l.SuggestViews(t.Context(), "nobody", nil, nil); !errors.Is(err, storage.ErrNotFound) {
		t.Error(err)
	}
}

func TestViewsOfAFaceAreStandardOnes(t *testing.T) {
	for _, v := range []string{viewpoint.Frontal, viewpoint.ObliqueLeft, viewpoint.ObliqueRight} {
		if !slices.Contains(storage.Views(), storage.View(v)) {
			t.Errorf("%q is no standard view", v)
		}
	}
}
