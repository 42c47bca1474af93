package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// studio is a real folder with a clock of its own.
type studio struct {
	*testing.T
	dir string
	now time.Time
	f   *Folder
}

func photo(path string) bool { return strings.EqualFold(filepath.Ext(path), ".jpg") }

func newStudio(t *testing.T) *studio {
	s := &studio{T: t, dir: t.TempDir(), now: time.Now()}
	s.f = Open(s.dir, "", "", photo)
	return s
}

func (s *studio) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *studio) write(name, content string) {
	s.Helper()
	if err := os.MkdirAll(filepath.Dir(s.path(name)), 0o700); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(s.path(name), []byte(content), 0o600); err != nil {
		s.Fatal(err)
	}
}

// look lets time pass and returns the new photos by name.
func (s *studio) look(after time.Duration) []string {
	s.Helper()
	s.now = s.now.Add(after)
	found, err := s.f.Look(context.Background(), s.now)
	if err != nil {
		s.Fatal(err)
	}
	names := []string{}
	for _, path := range found {
		name, err := filepath.Rel(s.dir, path)
		if err != nil {
			s.Fatal(err)
		}
		names = append(names, filepath.ToSlash(name))
	}
	return names
}

func (s *studio) expect(after time.Duration, want ...string) {
	s.Helper()
	if got := s.look(after); !slices.Equal(got, want) {
		s.Errorf("new are %q, want %q", got, want)
	}
}

func TestOnlyWhatArrivesIsNew(t *testing.T) {
	s := newStudio(t)
	for i := range 500 {
		s.write(fmt.Sprintf("DCIM/IMG_%04d.JPG", i), "old")
	}
	if err := s.f.Accept(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.expect(0)
	s.expect(time.Hour)
	s.write("DCIM/IMG_0500.JPG", "new")
	s.write("IMG_1.jpg", "new")
	s.write("notes.txt", "no photo")
	s.expect(0)
	s.expect(Stable, "DCIM/IMG_0500.JPG", "IMG_1.jpg")
	s.expect(time.Hour, "DCIM/IMG_0500.JPG", "IMG_1.jpg")
	s.f.Settle([]string{s.path("IMG_1.jpg"), "/somewhere/else.jpg"})
	s.expect(Stable, "DCIM/IMG_0500.JPG")
}

func TestAFileIsNewOnceItIsWhole(t *testing.T) {
	s := newStudio(t)
	s.write("a.jpg", "")
	s.expect(0)
	s.expect(time.Hour) // empty: somebody has only made it
	content := ""
	for range 5 {
		content += "more"
		s.write("a.jpg", content)
		s.expect(Stable - time.Millisecond)
	}
	s.expect(Stable - time.Millisecond) // not since the last change
	s.expect(time.Millisecond, "a.jpg")
	// The same size, written anew: the time tells.
	s.write("a.jpg", strings.ToUpper(content))
	if err := os.Chtimes(s.path("a.jpg"), s.now, s.now.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	s.expect(0)
	s.expect(Stable, "a.jpg")
}

func TestAFileBeingWrittenAtTheStartIsNewWhenWhole(t *testing.T) {
	s := newStudio(t)
	s.write("a.jpg", "half")
	if err := s.f.Accept(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.expect(0)
	s.write("a.jpg", "half and half")
	s.expect(Stable)
	s.expect(Stable, "a.jpg")
}

func TestHiddenAndPassingFilesAreNone(t *testing.T) {
	s := newStudio(t)
	for _, name := range []string{
		".a.jpg", "~a.jpg", "a.jpg~", "a.jpg.part", "a.jpg.crdownload", "a.jpg.TMP", "a.tmp", ".thumbnails/a.jpg", ".stversions/b/a.jpg", "folder.jpg/readme",
	} {
		s.write(name, "x")
	}
	outside := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(outside, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, s.path("link.jpg")); err != nil {
		t.Log(err)
	}
	s.look(0)
	s.expect(Stable)
	if err := os.Rename(s.path("a.jpg.part"), s.path("a.jpg")); err != nil { // as programs end a download
		t.Fatal(err)
	}
	s.look(0)
	s.expect(Stable, "a.jpg")
}

func TestTheFolderMayGoAndComeBack(t *testing.T) {
	s := newStudio(t)
	s.write("old.jpg", "old")
	if err := s.f.Accept(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.write("waits.jpg", "new")
	s.look(0)
	s.expect(Stable, "waits.jpg")
	away := s.dir + " away"
	if err := os.Rename(s.dir, away); err != nil {
		t.Fatal(err)
	}
	if _, err := s.f.Look(context.Background(), s.now); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("looking at no folder: %v", err)
	}
	if err := os.Mkdir(s.dir, 0o700); err != nil { // a place to mount at, empty
		t.Fatal(err)
	}
	s.expect(time.Hour)
	if err := os.Remove(s.dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(away, s.dir); err != nil {
		t.Fatal(err)
	}
	s.write("while away.jpg", "new")
	s.look(0)
	got := s.look(Stable)
	slices.Sort(got)
	if !slices.Equal(got, []string{"waits.jpg", "while away.jpg"}) {
		t.Errorf("after its return: %q", got)
	}
}

func TestWhatIsKnownIsKept(t *testing.T) {
	s := newStudio(t)
	s.write("old.jpg", "old")
	if err := s.f.Accept(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.write("decided.jpg", "1")
	s.write("waits.jpg", "2")
	s.look(0)
	s.look(Stable)
	s.f.Settle([]string{s.path("decided.jpg")})
	known := s.f.Known()
	if strings.Contains(string(known), "old") {
		t.Error("what is kept holds a name")
	}
	s.f = Open(s.dir, "", known, photo)
	s.write("later.jpg", "3")
	s.look(0)
	got := s.look(Stable)
	slices.Sort(got)
	if !slices.Equal(got, []string{"later.jpg", "waits.jpg"}) {
		t.Errorf("new after a pause: %q", got)
	}
	if s.f.Known() != known {
		t.Error("looking decides")
	}
	if n := len(Known("no base64!").set()); n != 0 {
		t.Errorf("%d known of noise", n)
	}
}

func TestAFolderToSkipIsLeftOut(t *testing.T) {
	s := newStudio(t)
	s.f = Open(s.dir, s.path("library"), "", photo)
	s.write("library/originals/a.jpg", "x")
	s.write("b.jpg", "x")
	s.look(0)
	s.expect(Stable, "b.jpg")
}

func TestAStoppedLookSaysSo(t *testing.T) {
	s := newStudio(t)
	s.write("a.jpg", "x")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.f.Look(ctx, s.now); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func BenchmarkLookAtThousands(b *testing.B) {
	dir := b.TempDir()
	for i := range 5000 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", i)), []byte("x"), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	f := Open(dir, "", "", photo)
	if err := f.Accept(context.Background()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := f.Look(context.Background(), time.Now()); err != nil {
			b.Fatal(err)
		}
	}
}

func TestDecidingWhileALookIsUnderWay(t *testing.T) {
	s := newStudio(t)
	var paths []string
	for i := range 50 {
		name := fmt.Sprintf("%d.jpg", i)
		s.write(name, "x")
		paths = append(paths, s.path(name))
	}
	s.look(0)
	done := make(chan error)
	now := s.now.Add(Stable)
	go func() {
		_, err := s.f.Look(context.Background(), now)
		done <- err
	}()
	s.f.Settle(paths)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	s.expect(2 * Stable) // decided is decided, whoever was faster
}
