package storage_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"skinline/storage"
)

const passphrase = "correct horse battery staple"

// newLibrary makes an empty library in a folder of the test's own.
func newLibrary(t testing.TB) (l *storage.Library, recoveryKey string) {
	t.Helper()
	l, recoveryKey, err := storage.Create(filepath.Join(t.TempDir(), "library"), passphrase, storage.Options{WorkFactor: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l, recoveryKey
}

// newSession adds a client with one session of that kind.
func newSession(t testing.TB, l *storage.Library, kind storage.SessionKind) storage.Session {
	t.Helper()
	c, err := l.CreateClient(storage.Client{Name: "Ada Example"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.CreateSession(storage.Session{ClientID: c.ID, Date: date(2026, 4, 14), Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func date(y, m, d int) storage.Date {
	parsed, err := storage.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
	if err != nil {
		panic(err)
	}
	return parsed
}

// picture is a picture of smooth blobs, different for every seed.
func picture(seed uint64, w, h int) *image.NRGBA {
	r := rand.New(rand.NewPCG(seed, 1))
	a, b, c := r.Float64(), r.Float64(), r.Float64()
	pic := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			u, v := float64(x)/float64(w), float64(y)/float64(h)
			pic.SetNRGBA(x, y, color.NRGBA{uint8(255 * u * a), uint8(255 * v * b), uint8(200 * c), 255})
		}
	}
	return pic
}

func jpegFile(t testing.TB, seed uint64, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(seed, w, h), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngFile(t testing.TB, seed uint64, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(seed, w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// importAll imports and returns what was reported.
func importAll(t testing.TB, l *storage.Library, items ...storage.ImportItem) []storage.ImportResult {
	t.Helper()
	var results []storage.ImportResult
	if err := l.Import(context.Background(), items, func(r storage.ImportResult) { results = append(results, r) }); err != nil {
		t.Fatal(err)
	}
	return results
}

// importPhoto imports one file that must succeed.
func importPhoto(t testing.TB, l *storage.Library, session storage.ID, view storage.View, data []byte) storage.Photo {
	t.Helper()
	r := importAll(t, l, storage.ImportItem{Content: data, Path: "photo.jpg", Session: session, View: view})[0]
	if r.Status != storage.Imported {
		t.Fatalf("import: %s: %v", r.Status, r.Err)
	}
	return r.Photo
}

// files lists the files below a folder of the library, sorted.
func files(t testing.TB, dir, folder string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, folder, "*", "*.age"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func remove(t testing.TB, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// damage changes one bit in the middle of a file.
func damage(t testing.TB, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 4
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
