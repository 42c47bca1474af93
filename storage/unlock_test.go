package storage_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinline/storage"
)

// tree is every file below dir with its mode, time and content.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(&all, "%s %s %s ", path, info.Mode(), info.ModTime())
		if d.Type().IsRegular() {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(&all, "%x", sha256.Sum256(data))
		}
		all.WriteByte('\n')
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func TestAWrongSecretChangesNothingOnTheDisk(t *testing.T) {
	l, recovery := newLibrary(t)
	s := newSession(t, l, storage.KindBaseline)
	importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 50, 50))
	l.Close()
	os.WriteFile(filepath.Join(l.Dir(), "tmp", "left"), []byte("x"), 0o600) // nothing is cleared either
	before := tree(t, l.Dir())
	for _, secret := range []string{"", "wrong", passphrase + " ", strings.ToUpper(passphrase), recovery[:len(recovery)-2]} {
		if _, err := storage.Open(l.Dir(), secret); err != storage.ErrUnlock {
			t.Errorf("%q: %v", secret, err)
		}
	}
	if after := tree(t, l.Dir()); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

func TestTheRecoveryKeyOpensAndANewPassphraseReplacesTheOld(t *testing.T) {
	l, recovery := newLibrary(t)
	c, err := l.CreateClient(storage.Client{Name: "Ada"})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.ChangePassphrase("wrong", "new"); !errors.Is(err, storage.ErrUnlock) {
		t.Errorf("change with a wrong secret: %v", err)
	}
	if err := l.ChangePassphrase(passphrase, ""); !errors.Is(err, storage.ErrInvalid) {
		t.Errorf("change to nothing: %v", err)
	}
	if err := l.ChangePassphrase(strings.ToLower(recovery), "new"); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := storage.Open(l.Dir(), passphrase); !errors.Is(err, storage.ErrUnlock) {
		t.Errorf("old passphrase: %v", err)
	}
	for _, secret := range []string{recovery, " " + strings.ToLower(recovery) + "\n", "new"} {
		l, err := storage.Open(l.Dir(), secret)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := l.Client(c.ID); err != nil || got.Name != "Ada" {
			t.Errorf("%+v, %v", got, err)
		}
		l.Close()
	}
}

func TestALockedLibraryAnswersNothingUntilUnlocked(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindBaseline)
	p := importPhoto(t, l, s.ID, "frontal", jpegFile(t, 1, 50, 50))
	if err := l.Lock(); err != nil || !l.Locked() {
		t.Fatalf("lock: %v", err)
	}
	ctx := context.Background()
	calls := map[string]func() error{
		"Clients":          func() error { _, err := l.Clients(); return err },
		"Client":           func() error { _, err := l.Client(s.ClientID); return err },
		"ClientByCode":     func() error { _, err := l.ClientByCode("C-0001"); return err },
		"CreateClient":     func() error { _, err := l.CreateClient(storage.Client{}); return err },
		"UpdateClient":     func() error { _, err := l.UpdateClient(storage.Client{}); return err },
		"Sessions":         func() error { _, err := l.Sessions(s.ClientID); return err },
		"Session":          func() error { _, err := l.Session(s.ID); return err },
		"CreateSession":    func() error { _, err := l.CreateSession(s); return err },
		"UpdateSession":    func() error { _, err := l.UpdateSession(s); return err },
		"SuggestSession":   func() error { _, _, err := l.SuggestSession(s.ClientID, s.Date); return err },
		"SaveDraft":        func() error { return l.SaveDraft("k", nil) },
		"Draft":            func() error { _, err := l.Draft("k"); return err },
		"DropDraft":        func() error { return l.DropDraft("k") },
		"Photos":           func() error { _, err := l.Photos(s.ClientID); return err },
		"Photo":            func() error { _, err := l.Photo(p.ID); return err },
		"UpdatePhoto":      func() error { _, err := l.UpdatePhoto(p); return err },
		"SetAlignment":     func() error { _, err := l.SetAlignment(p.ID, nil); return err },
		"SetAnnotation":    func() error { _, err := l.SetAnnotation(p.ID, nil); return err },
		"AlignmentHistory": func() error { _, err := l.AlignmentHistory(p.ID); return err },
		"ViewFrames":       func() error { _, err := l.ViewFrames(s.ClientID); return err },
		"SetViewFrame":     func() error { _, err := l.SetViewFrame(storage.ViewFrame{}); return err },
		"Preview":          func() error { _, err := l.Preview(ctx, p.ID, 100); return err },
		"Original":         func() error { _, err := l.Original(ctx, p.ID); return err },
		"Import": func() error {
			return l.Import(ctx, []storage.ImportItem{{Session: s.ID}}, func(storage.ImportResult) { t.Error("reported") })
		},
		"Review":           func() error { _, err := l.Review(ctx, s.ClientID, nil, nil); return err },
		"RemovePhoto":      func() error { _, err := l.RemovePhoto(p.ID); return err },
		"RemoveSession":    func() error { _, err := l.RemoveSession(s.ID); return err },
		"RemoveClient":     func() error { _, err := l.RemoveClient(s.ClientID); return err },
		"Restore":          func() error { return l.Restore(s.ID) },
		"Trash":            func() error { _, err := l.Trash(); return err },
		"Purge":            func() error { return l.Purge(s.ID) },
		"Verify":           func() error { _, err := l.Verify(ctx, nil); return err },
		"ChangePassphrase": func() error { return l.ChangePassphrase(passphrase, "x") },
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, storage.ErrLocked) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := l.Unlock("wrong"); !errors.Is(err, storage.ErrUnlock) || !l.Locked() {
		t.Errorf("unlock with a wrong secret: %v", err)
	}
	if err := l.Unlock(passphrase); err != nil {
		t.Fatal(err)
	}
	if got, err := l.Photo(p.ID); err != nil || got.SHA256 != p.SHA256 {
		t.Errorf("after unlock: %v", err)
	}
	l.Close()
	if err := l.Unlock(passphrase); err == nil {
		t.Error("a closed library was unlocked without its lock file")
	}
}

func TestLockWaitsForTheFileUnderWayAndEndsTheImport(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindBaseline)
	var items []storage.ImportItem
	for seed := range uint64(20) {
		items = append(items, storage.ImportItem{Content: jpegFile(t, seed, 60, 60), Path: "p.jpg", Session: s.ID})
	}
	reported := 0
	err := l.Import(context.Background(), items, func(r storage.ImportResult) {
		if reported++; reported == 3 {
			if err := l.Lock(); err != nil {
				t.Error(err)
			}
		}
	})
	if !errors.Is(err, storage.ErrLocked) || reported != 3 {
		t.Errorf("%d reported, %v", reported, err)
	}
	if err := l.Unlock(passphrase); err != nil {
		t.Fatal(err)
	}
	if list, err := l.Photos(s.ClientID); err != nil || len(list) != 3 {
		t.Errorf("%d photos, %v", len(list), err)
	}
}

func TestASecondOpenIsRefusedUntilTheFirstIsClosed(t *testing.T) {
	l, _ := newLibrary(t)
	if _, err := storage.Open(l.Dir(), passphrase); !errors.Is(err, storage.ErrInUse) {
		t.Errorf("same process: %v", err)
	}
	l.Lock() // locking keeps the lock file
	if out := child(t, "open", l.Dir()); !strings.Contains(out, storage.ErrInUse.Error()) {
		t.Errorf("other process: %q", out)
	}
	l.Close()
	if out := child(t, "open", l.Dir()); !strings.Contains(out, "opened") {
		t.Errorf("after close: %q", out)
	}
}

func TestOpenTellsWhatIsWrongWithAFolder(t *testing.T) {
	l, _ := newLibrary(t)
	l.Close()
	empty := t.TempDir()
	if _, err := storage.Open(empty, passphrase); !errors.Is(err, storage.ErrNotLibrary) || storage.IsLibrary(empty) {
		t.Errorf("empty folder: %v", err)
	}
	if left, _ := os.ReadDir(empty); len(left) > 0 {
		t.Error("opening an empty folder left something there")
	}
	if !storage.IsLibrary(l.Dir()) {
		t.Error("a library is not taken for one")
	}
	if _, _, err := storage.Create(l.Dir(), passphrase, storage.Options{}); !errors.Is(err, storage.ErrExists) {
		t.Errorf("create over a library: %v", err)
	}
	if _, _, err := storage.Create(empty, "", storage.Options{}); !errors.Is(err, storage.ErrInvalid) {
		t.Errorf("create without passphrase: %v", err)
	}

	label := filepath.Join(l.Dir(), "LIBRARY.json")
	os.WriteFile(label, []byte(`{"format": 99}`), 0o600)
	if _, err := storage.Open(l.Dir(), passphrase); !errors.Is(err, storage.ErrNewer) || !storage.IsLibrary(l.Dir()) {
		t.Errorf("newer library: %v", err)
	}
	os.WriteFile(label, []byte(`{"format": 0`), 0o600)
	if _, err := storage.Open(l.Dir(), passphrase); !errors.Is(err, storage.ErrNotLibrary) {
		t.Errorf("broken label: %v", err)
	}
}

func TestAMissingOrDamagedIndexIsToldAtOpening(t *testing.T) {
	l, _ := newLibrary(t)
	l.Close()
	index := filepath.Join(l.Dir(), "index.db")
	data, _ := os.ReadFile(index)
	data[5000] ^= 1
	os.WriteFile(index, data, 0o600)
	l2, err := storage.Open(l.Dir(), passphrase)
	if err == nil { // the page may be one that opening does not read
		report, _ := l2.Verify(context.Background(), nil)
		if len(report.Findings) == 0 || !errors.Is(report.Findings[0].Err, storage.ErrDamaged) {
			t.Errorf("damaged index not found: %+v", report)
		}
		l2.Close()
	} else if !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("damaged index: %v", err)
	}
	os.Remove(index)
	if _, err := storage.Open(l.Dir(), passphrase); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("missing index: %v", err)
	}
}
