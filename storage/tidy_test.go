package storage_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"skinline/storage"
)

func TestWhatACrashLeftIsTidiedAndNothingKnownIsTouched(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindBaseline)
	p := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 50, 50))
	dir := l.Dir()
	// A copy taken while open is what a crash leaves.
	crashed := filepath.Join(t.TempDir(), "library")
	if err := os.CopyFS(crashed, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	original := func(name string) string { return filepath.Join(crashed, "originals", name[:2], name+".age") }
	old, young := strings.Repeat("a", 64), strings.Repeat("b", 64)
	for _, name := range []string{old, young} {
		os.MkdirAll(filepath.Dir(original(name)), 0o700)
		os.WriteFile(original(name), []byte("orphan"), 0o600)
	}
	longAgo := time.Now().Add(-48 * time.Hour)
	os.Chtimes(original(old), longAgo, longAgo)
	os.Chtimes(original(p.Blob), longAgo, longAgo)
	os.WriteFile(filepath.Join(crashed, "tmp", "new-1"), []byte("x"), 0o600)
	sidecar := func(rev int) string {
		return filepath.Join(crashed, "sessions", string(s.ID[34:]), fmt.Sprintf("%s-%d.json.age", s.ID, rev))
	}
	if _, err := os.Stat(sidecar(2)); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(sidecar(1), []byte("replaced"), 0o600)
	os.WriteFile(sidecar(3), []byte("not acknowledged"), 0o600)

	l2, err := storage.Open(crashed, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer l2.Close()
	gone := func(path string) bool { _, err := os.Stat(path); return errors.Is(err, fs.ErrNotExist) }
	if !gone(original(old)) || !gone(sidecar(1)) || !gone(sidecar(3)) || !gone(filepath.Join(crashed, "tmp", "new-1")) {
		t.Error("something of the crash is still there")
	}
	if gone(original(young)) || gone(original(p.Blob)) || gone(sidecar(2)) {
		t.Error("something was collected that must stay")
	}
	if kept, _ := os.ReadDir(filepath.Join(crashed, "trash")); len(kept) != 2 {
		t.Errorf("%d files in trash, want the old orphan and the sidecar that was not acknowledged", len(kept))
	}
	report, err := l2.Verify(context.Background(), nil)
	if err != nil || len(report.Findings) > 0 || len(report.Notes) != 1 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestAMissingSidecarIsWrittenAnewAfterACrash(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindBaseline)
	crashed := filepath.Join(t.TempDir(), "library")
	if err := os.CopyFS(crashed, os.DirFS(l.Dir())); err != nil {
		t.Fatal(err)
	}
	os.RemoveAll(filepath.Join(crashed, "sessions"))
	os.Mkdir(filepath.Join(crashed, "sessions"), 0o700)
	l2, err := storage.Open(crashed, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer l2.Close()
	report, err := l2.Verify(context.Background(), nil)
	if err != nil || len(report.Findings) > 0 {
		t.Errorf("%+v, %v", report, err)
	}
	if _, err := l2.Session(s.ID); err != nil {
		t.Error(err)
	}
}
