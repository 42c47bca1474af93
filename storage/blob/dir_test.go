package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"filippo.io/age"

	"skinline/storage/blob"
)

type store struct {
	*blob.Dir
	root, tmp string
	id        *age.HybridIdentity
}

func newStore(t testing.TB) store {
	t.Helper()
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	s := store{root: t.TempDir(), tmp: t.TempDir(), id: id}
	s.Dir = blob.NewDir(s.root, s.tmp, nil)
	return s
}

func (s store) put(t testing.TB, plain []byte) blob.Stored {
	t.Helper()
	stored, err := s.Put(context.Background(), plain, s.id.Recipient(), s.id)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func noise(seed uint64, n int) []byte {
	r := rand.New(rand.NewPCG(seed, 7))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	return data
}

func TestGetReturnsWhatWasPut(t *testing.T) {
	s := newStore(t)
	for _, size := range []int{0, 1, 64<<10 - 1, 64 << 10, 64<<10 + 1, 300_000} {
		plain := noise(uint64(size), size)
		stored := s.put(t, plain)
		got, err := s.Get(stored, s.id)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %v", size, err)
		}
		if err := s.Check(stored.Name); err != nil || stored.Size != int64(size) {
			t.Errorf("%d bytes: %+v, %v", size, stored, err)
		}
	}
	left, _ := os.ReadDir(s.tmp)
	if len(left) > 0 {
		t.Errorf("%d temporary files left", len(left))
	}
}

func TestTheSameBytesNeverGetTheSameName(t *testing.T) {
	s := newStore(t)
	a, b := s.put(t, []byte("same")), s.put(t, []byte("same"))
	if a.Name == b.Name || a.Plain != b.Plain {
		t.Errorf("%+v, %+v", a, b)
	}
}

func TestAnyChangeToAFileIsNoticedAndNeverReturned(t *testing.T) {
	s := newStore(t)
	stored := s.put(t, noise(1, 3000))
	other := s.put(t, noise(2, 3000))
	path := s.Path(stored.Name)
	sealed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	swapped, _ := os.ReadFile(s.Path(other.Name))
	damaged := map[string][]byte{
		"appended": append(bytes.Clone(sealed), 0),
		"empty":    {},
		"swapped":  swapped,
	}
	r := rand.New(rand.NewPCG(3, 3))
	for range 100 {
		bit, flipped := r.IntN(len(sealed)*8), bytes.Clone(sealed)
		flipped[bit/8] ^= 1 << (bit % 8)
		damaged["flipped"] = flipped
		damaged["cut"] = sealed[:r.IntN(len(sealed))]
		for how, data := range damaged {
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if got, err := s.Get(stored, s.id); !errors.Is(err, blob.ErrDamaged) || got != nil {
				t.Fatalf("%s: %v", how, err)
			}
			if err := s.Check(stored.Name); !errors.Is(err, blob.ErrDamaged) {
				t.Fatalf("%s, without key: %v", how, err)
			}
			if got, err := s.GetAs(stored.Name, s.id); how != "swapped" && (!errors.Is(err, blob.ErrDamaged) || got != nil) {
				t.Fatalf("%s, by name: %v", how, err)
			}
		}
	}
}

func TestAFileWhoseContentIsNotTheRecordsIsRefused(t *testing.T) {
	s := newStore(t)
	a, b := s.put(t, []byte("a")), s.put(t, []byte("b"))
	a.Name = b.Name
	if _, err := s.Get(a, s.id); !errors.Is(err, blob.ErrDamaged) {
		t.Error(err)
	}
}

func TestAFileOfTheSameContentUnderAnotherNameIsRefused(t *testing.T) {
	s := newStore(t)
	a, b := s.put(t, []byte("same")), s.put(t, []byte("same"))
	sealed, err := os.ReadFile(s.Path(b.Name))
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(s.Path(a.Name), sealed, 0o600)
	if _, err := s.Get(a, s.id); !errors.Is(err, blob.ErrDamaged) {
		t.Error(err)
	}
}

func TestWhatDoesNotReadBackIsNotKept(t *testing.T) {
	s, other := newStore(t), newStore(t)
	if _, err := s.Put(context.Background(), []byte("x"), s.id.Recipient(), other.id); err == nil {
		t.Error("a file that cannot be decrypted was kept")
	}
	for _, dir := range []string{s.root, s.tmp} {
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%d files left", len(left))
		}
	}
}

func TestAnEndedContextLeavesNothing(t *testing.T) {
	s := newStore(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Put(ctx, noise(1, 10), s.id.Recipient(), s.id); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	for _, dir := range []string{s.root, s.tmp} {
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%d files left", len(left))
		}
	}
}

func TestListGivesWhatWasPutAndNothingElse(t *testing.T) {
	s := newStore(t)
	want := map[string]bool{}
	for seed := range uint64(5) {
		want[s.put(t, noise(seed, 10)).Name] = true
	}
	os.MkdirAll(filepath.Join(s.root, "zz"), 0o700)
	os.WriteFile(filepath.Join(s.root, "zz", "abc.age"), nil, 0o600)
	os.WriteFile(filepath.Join(s.root, "stray.age"), nil, 0o600)
	got := map[string]bool{}
	if err := s.List(func(name string, _ fs.FileInfo) error { got[name] = true; return nil }); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for name := range want {
		if !got[name] || !s.Has(name) {
			t.Errorf("%s is missing", name)
		}
		if err := s.Delete(name); err != nil || s.Has(name) {
			t.Errorf("delete: %v", err)
		}
		if err := s.Delete(name); err != nil {
			t.Errorf("delete again: %v", err)
		}
		if _, err := s.GetAs(name, s.id); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("get deleted: %v", err)
		}
	}
}

func TestFilesAndFoldersArePrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits; folders inherit from the user's profile")
	}
	s := newStore(t)
	path := s.Path(s.put(t, []byte("x")).Name)
	for _, p := range []string{path, filepath.Dir(path)} {
		info, err := os.Stat(p)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", p, info.Mode(), err)
		}
	}
}
