package storage_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"skinline/photos"
	"skinline/storage"
)

// equal compares as JSON: nil and empty lists are the same.
func equal(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// lived is a library with everything in it, closed.
func lived(t *testing.T) (dir string, want state) {
	t.Helper()
	l, _ := newLibrary(t)
	c, sessions, list := course(t, l, 1)
	c.Name, c.Tags = "Ada Renamed", []string{"tag"}
	if _, err := l.UpdateClient(c); err != nil {
		t.Fatal(err)
	}
	if _, err := l.CreateClient(storage.Client{Name: "No Session Yet"}); err != nil {
		t.Fatal(err)
	}
	a := &storage.Alignment{Reference: list[0].ID, Transform: photos.Similarity(1.01, 2, .1, 1./3), Method: storage.AlignManual, Model: "similarity"}
	if _, err := l.SetAlignment(list[2].ID, a); err != nil {
		t.Fatal(err)
	}
	if _, err := l.SetAnnotation(list[2].ID, drawn("a scar", 20)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.SetViewFrame(storage.ViewFrame{
		ClientID: c.ID, View: "frontal", Reference: list[0].ID, Crop: photos.Rect{X: .1, Y: .2, W: 1. / 3, H: .3}, Aspect: "1:1", CropSet: true,
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.RemovePhoto(list[3].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := l.RemoveSession(sessions[0].ID); err != nil {
		t.Fatal(err)
	}
	gone, _, _ := course(t, l, 50)
	if _, err := l.RemoveClient(gone.ID); err != nil {
		t.Fatal(err)
	}
	moved := mustPhotos(t, l, c.ID)[0]
	other, _, _ := course(t, l, 80)
	moved.SessionID = func() storage.ID { s, _ := l.Sessions(other.ID); return s[0].ID }()
	if _, err := l.UpdatePhoto(moved); err != nil {
		t.Fatal(err)
	}
	own := mustPhotos(t, l, other.ID)[0]
	if _, err := l.SetViewFrame(storage.ViewFrame{
		ClientID: other.ID, View: own.View, Reference: own.ID, Crop: photos.Rect{X: .2, W: .3, H: .2}, Aspect: "free", CropSet: true,
	}); err != nil {
		t.Fatal(err)
	}
	verified(t, l) // every change has written its sidecars
	want = stateOf(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Dir(), want
}

func TestRebuildGivesAnEqualLibraryWithoutItsIndex(t *testing.T) {
	made, want := lived(t)
	for name, spoil := range map[string]func(index string){
		"missing": func(index string) { remove(t, index) },
		"damaged": func(index string) { damage(t, index) },
		"empty":   func(index string) { os.Truncate(index, 0) },
		"intact":  func(string) {},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "library")
			if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
				t.Fatal(err)
			}
			index := filepath.Join(dir, "index.db")
			spoil(index)
			spoiled, _ := os.ReadFile(index)
			if _, err := storage.Rebuild(context.Background(), dir, "wrong"); !errors.Is(err, storage.ErrUnlock) {
				t.Errorf("wrong secret: %v", err)
			}
			findings, err := storage.Rebuild(context.Background(), dir, passphrase)
			if err != nil || len(findings) > 0 {
				t.Fatalf("%v, %v", findings, err)
			}
			l, err := storage.Open(dir, passphrase)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			if got := stateOf(t, l); !equal(got, want) {
				t.Errorf("rebuilt\n%+v\nwant\n%+v", got, want)
			}
			verified(t, l)
			kept, _ := os.ReadFile(filepath.Join(dir, "index.damaged-1.db"))
			if !bytes.Equal(kept, spoiled) {
				t.Error("the old index was not kept as it was")
			}
			// The rebuilt library lives on.
			for _, r := range want.Trash {
				if err := l.Restore(r.ID); err != nil {
					t.Error(err)
				}
			}
			verified(t, l)
		})
	}
}

func TestRebuildBringsBackOriginalsThatNoSidecarKnows(t *testing.T) {
	l, _ := newLibrary(t)
	_, _, list := course(t, l, 1)
	originals := map[string][]byte{}
	for _, p := range list {
		data, err := l.Original(context.Background(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		originals[p.SHA256] = data
	}
	l.Close()
	os.RemoveAll(filepath.Join(l.Dir(), "sessions"))
	remove(t, filepath.Join(l.Dir(), "index.db"))
	if err := os.Mkdir(filepath.Join(l.Dir(), "sessions"), 0o700); err != nil {
		t.Fatal(err)
	}
	if findings, err := storage.Rebuild(context.Background(), l.Dir(), passphrase); err != nil || len(findings) > 0 {
		t.Fatalf("%v, %v", findings, err)
	}
	l, err := storage.Open(l.Dir(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, err := l.ClientByCode("RECOVERED")
	if err != nil {
		t.Fatal(err)
	}
	back := mustPhotos(t, l, c.ID)
	for _, p := range back {
		data, err := l.Original(context.Background(), p.ID)
		if err != nil || !bytes.Equal(data, originals[p.SHA256]) {
			t.Errorf("%v", err)
		}
	}
	if len(back) != len(list) {
		t.Errorf("%d of %d photos are back", len(back), len(list))
	}
	verified(t, l)
}

func TestRebuildNamesSidecarsItCannotUse(t *testing.T) {
	dir, want := lived(t)
	sidecars := files(t, dir, "sessions")
	damage(t, sidecars[0])
	findings, err := storage.Rebuild(context.Background(), dir, passphrase)
	if err != nil || len(findings) != 1 || !errors.Is(findings[0].Err, storage.ErrDamaged) {
		t.Fatalf("%v, %v", findings, err)
	}
	l, err := storage.Open(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	got, photos := stateOf(t, l), 0
	for _, list := range got.Photos {
		photos += len(list)
	}
	if len(want.Clients) == 0 || photos == 0 {
		t.Errorf("%+v", got)
	}
}
