package storage_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"skinline/photos"
	"skinline/storage"
)

// TestNothingReadableReachesTheDisk lives a library's life with canaries in everything personal,
// then looks for them in every file the process has written.
func TestNothingReadableReachesTheDisk(t *testing.T) {
	temp := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(name, temp)
	}
	const (
		secret  = "canarypassphrase horse"
		renewed = "canaryrenewed staple"
		person  = "Canaryname Quillfeather"
		note    = "canarynote: tolerated well, quillfeather"
		file    = "canaryfile quillfeather.jpg"
	)
	dir := filepath.Join(t.TempDir(), "library")
	l, recovery, err := storage.Create(dir, secret, storage.Options{WorkFactor: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	photo := append(jpegFile(t, 1, 900, 700), "canarybytes after the end of the picture"...)
	second := pngFile(t, 2, 600, 500)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c, err := l.CreateClient(storage.Client{Name: person, Notes: note, Concern: note, Tags: []string{"canarytag"}})
	must(err)
	s, err := l.CreateSession(storage.Session{
		ClientID: c.ID, Date: date(2026, 4, 14), Notes: note, Device: "canarydevice", Practitioner: person,
		Zones: []storage.ZoneTreatment{{Zone: "canaryzone", Depth: 500, Note: note}},
	})
	must(err)
	must(l.SaveDraft("session/"+string(c.ID), []byte(note)))
	must(l.SaveSetting("watch", map[string]string{"folder": "/home/" + person}))
	must(l.Opened(c.ID, time.Now()))
	results := importAll(t, l,
		storage.ImportItem{Content: photo, Path: file, Session: s.ID, View: "canaryview"},
		storage.ImportItem{Content: second, Path: file, Session: s.ID, View: "canaryview"},
		storage.ImportItem{Content: []byte("canarybroken"), Path: file, Session: s.ID},
	)
	a, b := results[0].Photo, results[1].Photo
	_, err = l.SetAlignment(b.ID, &storage.Alignment{Reference: a.ID, Transform: photos.Identity(), By: person})
	must(err)
	_, err = l.SetAnnotation(a.ID, drawn(note, 20))
	must(err)
	_, err = l.Preview(context.Background(), a.ID, 480)
	must(err)
	s.Notes += " edited"
	_, err = l.UpdateSession(s)
	must(err)
	removal, err := l.RemovePhoto(b.ID)
	must(err)
	must(l.ChangePassphrase(secret, renewed))
	looked := 0
	look := func(when string) {
		t.Helper()
		for _, root := range []string{dir, temp} {
			looked += findCanaries(t, when, root, photo, second, "quillfeather", "canary", secret, renewed, recovery, recovery[20:60])
		}
	}
	look("while open")
	crashed := filepath.Join(t.TempDir(), "crashed")
	must(os.CopyFS(crashed, os.DirFS(dir)))
	os.WriteFile(filepath.Join(crashed, "originals", "left.age"), []byte("x"), 0o600)
	must(l.Purge(removal.ID))
	must(l.Lock())
	look("while locked")
	must(l.Unlock(renewed))
	must(l.Close())
	look("after closing")
	remove(t, filepath.Join(crashed, "index.db"))
	_, err = storage.Rebuild(context.Background(), crashed, renewed)
	must(err)
	dir = crashed
	look("after rebuilding")
	if looked < 50 {
		t.Errorf("only %d files looked at", looked)
	}
}

// findCanaries reports every file below root with one of the texts, in UTF-8 or UTF-16 and any case, with
// the first bytes of a picture, or with a run of an original.
func findCanaries(t *testing.T, when, root string, a, b []byte, texts ...string) (looked int) {
	t.Helper()
	needles := map[string][]byte{
		"JPEG magic": []byte("\xff\xd8\xff\xe0"), "JFIF": []byte("jfif\x00"), "PNG magic": []byte("\x89png\r\n\x1a\n"), "SQLite magic": []byte("sqlite format 3"),
		"bytes of the first": bytes.ToLower(a[len(a)/2 : len(a)/2+16]), "bytes of the second": bytes.ToLower(b[len(b)/2 : len(b)/2+16]),
	}
	for _, text := range texts {
		text = strings.ToLower(text)
		needles[text] = []byte(text)
		var wide []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			wide = append(wide, byte(unit), byte(unit>>8))
		}
		needles[text+" in UTF-16"] = wide
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		looked++
		name := strings.TrimPrefix(path, root)
		for what, needle := range needles {
			if bytes.Contains(bytes.ToLower(data), needle) || bytes.Contains([]byte(strings.ToLower(name)), needle) {
				t.Errorf("%s: %s is in %s", when, what, name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return looked
}

func TestFindCanariesFindsThem(t *testing.T) {
	a, b := jpegFile(t, 1, 90, 70), pngFile(t, 2, 60, 50)
	for name, data := range map[string][]byte{"jpeg": a, "png": b, "part": a[len(a)/3:], "text": []byte("xCANARYx"), "wide": []byte("c\x00a\x00n\x00a\x00r\x00y\x00")} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
		inner := &testing.T{}
		findCanaries(inner, "", dir, a, b, "canary")
		if !inner.Failed() {
			t.Errorf("%s is not found", name)
		}
	}
}
