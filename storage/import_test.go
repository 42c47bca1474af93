package storage_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"skinline/storage"
)

func TestImportGivesBackTheSameBytesAfterReopening(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	files := map[storage.ID][]byte{}
	for seed := range uint64(4) {
		data := jpegFile(t, seed, 700, 500)
		if seed%2 == 1 {
			data = pngFile(t, seed, 300, 200)
		}
		files[importPhoto(t, l, s.ID, "frontal", data).ID] = data
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := storage.Open(l.Dir(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	list, err := l.Photos(s.ClientID)
	if err != nil || len(list) != len(files) {
		t.Fatalf("%d photos, %v", len(list), err)
	}
	for id, data := range files {
		got, err := l.Original(context.Background(), id)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("original differs: %v", err)
		}
	}
	report, err := l.Verify(context.Background(), nil)
	if err != nil || len(report.Findings) > 0 || len(report.Notes) > 0 || report.Photos != 4 {
		t.Errorf("verify: %+v, %v", report, err)
	}
}

func TestAFolderImportGoesOnPastBadFilesAndDuplicates(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := jpegFile(t, 1, 60, 40)
	paths := []string{
		write("a.jpg", good),
		write("text.jpg", []byte("this is no photo at all")),
		write("cut.jpg", good[:len(good)/2]),
		write("again.jpg", good),
		filepath.Join(dir, "missing.jpg"),
		write("empty.jpg", nil),
		dir,
		write("b.png", pngFile(t, 2, 60, 40)),
	}
	want := []storage.ImportStatus{
		storage.Imported, storage.Failed, storage.Failed, storage.Duplicate, storage.Failed, storage.Failed, storage.Failed, storage.Imported,
	}
	var items []storage.ImportItem
	for _, path := range paths {
		items = append(items, storage.ImportItem{Path: path, Session: s.ID, View: "cheek-left-close"})
	}
	for i, r := range importAll(t, l, items...) {
		if r.Status != want[i] || (r.Err == nil) != (r.Status == storage.Imported) || r.Item.Path != paths[i] {
			t.Errorf("%s: %s, %v", filepath.Base(paths[i]), r.Status, r.Err)
		}
		if r.Status == storage.Duplicate {
			if !errors.Is(r.Err, storage.ErrDuplicate) || !strings.Contains(r.Err.Error(), "Cheek left close, session of 2026-04-14, client C-0001") {
				t.Errorf("a duplicate is not named: %v", r.Err)
			}
		}
		if r.Status != storage.Failed && (len(r.SHA256) != 64 || r.Photo.SHA256 != r.SHA256) {
			t.Errorf("%+v", r)
		}
	}
	if got := len(allFiles(t, l.Dir())); got != 2+2+2 { // originals, sidecars of client and session, previews
		t.Errorf("%d files: %v", got, allFiles(t, l.Dir()))
	}
	verified(t, l)
}

func TestImportIntoAnUnknownOrRemovedSessionFails(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	if _, err := l.RemoveSession(s.ID); err != nil {
		t.Fatal(err)
	}
	for _, session := range []storage.ID{"", "nonsense", s.ID} {
		r := importAll(t, l, storage.ImportItem{Content: jpegFile(t, 1, 30, 30), Session: session})[0]
		if r.Status != storage.Failed || !errors.Is(r.Err, storage.ErrNotFound) {
			t.Errorf("%q: %+v", session, r)
		}
	}
	verified(t, l)
}

func TestACancelledImportLeavesWholePhotosOnly(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	var items []storage.ImportItem
	for seed := range uint64(5) {
		items = append(items, storage.ImportItem{Content: jpegFile(t, seed, 40, 30), Session: s.ID})
	}
	ctx, cancel := context.WithCancel(context.Background())
	reported := 0
	err := l.Import(ctx, items, func(storage.ImportResult) {
		if reported++; reported == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || reported != 2 || len(mustPhotos(t, l, s.ClientID)) != 2 {
		t.Errorf("%d reported, %v", reported, err)
	}
	verified(t, l)
}

// endingContext ends when it has been asked left times.
type endingContext struct {
	context.Context
	left *int
}

func (c endingContext) Err() error {
	if *c.left--; *c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestCancellingAtAnyStepLeavesTheWholePhotoOrNothing(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	before := allFiles(t, l.Dir())
	for step := range 100 {
		left, reported := step, false
		err := l.Import(endingContext{context.Background(), &left}, []storage.ImportItem{{Content: jpegFile(t, 1, 40, 30), Session: s.ID}},
			func(r storage.ImportResult) { reported = r.Status == storage.Imported })
		if err == nil {
			if left > 0 || !reported || step < 5 {
				t.Errorf("step %d: %d checks left, reported: %v", step, left, reported)
			}
			break
		}
		if !errors.Is(err, context.Canceled) || reported || len(mustPhotos(t, l, s.ClientID)) > 0 {
			t.Fatalf("step %d: reported: %v, %v", step, reported, err)
		}
		if after := allFiles(t, l.Dir()); !equal(after, before) {
			t.Fatalf("step %d: files %v, before %v", step, after, before)
		}
	}
	verified(t, l)
}

func TestAFileThatChangedSinceItWasLookedAtIsNotImported(t *testing.T) {
	l, _ := newLibrary(t)
	session := newSession(t, l, storage.KindBaseline)
	path := filepath.Join(t.TempDir(), "IMG_0001.JPG")
	write := func(seed uint64) {
		if err := os.WriteFile(path, jpegFile(t, seed, 60, 40), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(1)
	found, err := l.Review(t.Context(), session.ClientID, []string{path}, nil)
	if err != nil || len(found) != 1 || found[0].SHA256 == "" {
		t.Fatalf("%+v, %v", found, err)
	}
	item := storage.ImportItem{Path: path, Session: session.ID, View: "frontal", SHA256: found[0].SHA256}
	write(2) // another card under the same name
	if r := importAll(t, l, item)[0]; r.Status != storage.Failed || !errors.Is(r.Err, storage.ErrConflict) {
		t.Errorf("%s, %v", r.Status, r.Err)
	}
	write(1)
	if r := importAll(t, l, item)[0]; r.Status != storage.Imported {
		t.Errorf("%s, %v", r.Status, r.Err)
	}
}

func TestPhaseFollowsFromTheKindOfSession(t *testing.T) {
	l, _ := newLibrary(t)
	for i, c := range []struct {
		kind storage.SessionKind
		give storage.Phase
		want storage.Phase
	}{
		{storage.KindBaseline, "", storage.PhaseBaseline},
		{storage.KindTreatment, "", storage.PhasePre},
		{storage.KindFollowUp, "", storage.PhaseFollowUp},
		{storage.KindTreatment, storage.PhaseHealing, storage.PhaseHealing},
	} {
		s := newSession(t, l, c.kind)
		r := importAll(t, l, storage.ImportItem{Content: jpegFile(t, uint64(i), 30, 30), Session: s.ID, Phase: c.give})[0]
		if r.Photo.Phase != c.want {
			t.Errorf("%s, %q: %q, %v", c.kind, c.give, r.Photo.Phase, r.Err)
		}
	}
}

// withExifDate puts an EXIF capture date into a JPEG.
func withExifDate(data []byte, stated string) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00" + // header, first directory at 8
		"\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00" + // EXIF directory at 26
		"\x01\x00\x03\x90\x02\x00\x14\x00\x00\x00\x2c\x00\x00\x00\x00\x00\x00\x00" + // DateTimeOriginal at 44
		stated + "\x00")
	segment := append([]byte("Exif\x00\x00"), tiff...)
	size := len(segment) + 2
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1, byte(size >> 8), byte(size)}, segment...)
	return append(out, data[2:]...)
}

func TestTakenIsTheBestDateThereIs(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	file := func(data []byte) string {
		path := filepath.Join(t.TempDir(), "p.jpg")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Date(2025, 12, 24, 18, 30, 0, 0, time.Local)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		return path
	}
	photo := func(seed uint64) []byte { return jpegFile(t, seed, 30, 30) }
	for name, c := range map[string]struct {
		item   storage.ImportItem
		want   string
		source storage.TakenSource
	}{
		"typed over EXIF":     {storage.ImportItem{Content: withExifDate(photo(1), "2026:04:13 10:11:12"), Taken: date(2026, 1, 2)}, "2026-01-02 00:00:00", storage.TakenTyped},
		"EXIF over the file":  {storage.ImportItem{Path: file(withExifDate(photo(2), "2026:04:13 10:11:12"))}, "2026-04-13 10:11:12", storage.TakenExif},
		"file":                {storage.ImportItem{Path: file(photo(3))}, "2025-12-24 18:30:00", storage.TakenFile},
		"camera never set":    {storage.ImportItem{Path: file(withExifDate(photo(4), "0000:00:00 00:00:00"))}, "2025-12-24 18:30:00", storage.TakenFile},
		"session at the last": {storage.ImportItem{Content: photo(5)}, "2026-04-14 00:00:00", storage.TakenSession},
	} {
		c.item.Session = s.ID
		r := importAll(t, l, c.item)[0]
		if got := r.Photo.Taken.Local.Format(time.DateTime); got != c.want || r.Photo.TakenSource != c.source {
			t.Errorf("%s: %s by %s, %v", name, got, r.Photo.TakenSource, r.Err)
		}
	}
}

func TestReviewListsPicturesSuggestsSessionsAndNamesDuplicates(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment) // 2026-04-14
	known := jpegFile(t, 1, 40, 30)
	p := importPhoto(t, l, s.ID, "frontal", known)
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"1-near.jpg":       withExifDate(jpegFile(t, 2, 40, 30), "2026:04:15 08:00:00"),
		"2-far.JPG":        withExifDate(jpegFile(t, 3, 40, 30), "2026:06:15 08:00:00"),
		"3-known.jpg":      known,
		"4-broken.jpg":     []byte("no photo"),
		"5-no-extension":   jpegFile(t, 4, 40, 30),
		"notes.txt":        []byte("no picture, not listed"),
		".hidden.jpg":      known,
		".trash/x.jpg":     known,
		"sub/6-deeper.png": pngFile(t, 5, 40, 30),
	} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	named := filepath.Join(dir, "notes.txt")
	progress := 0
	list, err := l.Review(context.Background(), s.ClientID, []string{dir, named, filepath.Join(dir, "1-near.jpg"), filepath.Join(dir, "gone.jpg")},
		func(done, total int) { progress = 100*done + total })
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		name                       string
		suggested, duplicate, fail bool
	}{
		{"1-near.jpg", true, false, false},
		{"2-far.JPG", false, false, false},
		{"3-known.jpg", false, true, false},
		{"4-broken.jpg", false, false, true},
		{"5-no-extension", false, false, false},
		{"6-deeper.png", false, false, false},
		{"notes.txt", false, false, true},
		{"gone.jpg", false, false, true},
	}
	if len(list) != len(want) || progress != 808 {
		t.Fatalf("%d files, progress %d: %+v", len(list), progress, list)
	}
	for i, w := range want {
		c := list[i]
		if filepath.Base(c.Path) != w.name || (c.Session == s.ID) != w.suggested || (c.Duplicate != nil) != w.duplicate || (c.Err != nil) != w.fail {
			t.Errorf("want %+v, got %+v", w, c)
		}
		if w.duplicate && c.Duplicate.ID != p.ID {
			t.Error("another photo is named")
		}
		if !w.fail && (c.Info.Width != 40 || c.Taken.IsZero()) {
			t.Errorf("%+v", c)
		}
	}
}
