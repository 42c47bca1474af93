package blob_test

import (
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
)

const photoSize = 3_500_000

// BenchmarkPut is the whole durable way in: encrypt, hash both sides, sync,
// read back and compare, name, sync the folder.
func BenchmarkPut(b *testing.B) {
	s := newStore(b)
	plain := noise(1, photoSize)
	b.SetBytes(photoSize)
	for b.Loop() {
		if _, err := s.Put(context.Background(), plain, s.id.Recipient(), s.id); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlainCopy is what BenchmarkPut is measured against: written, synced, named, folder synced.
func BenchmarkPlainCopy(b *testing.B) {
	dir := b.TempDir()
	plain := noise(1, photoSize)
	b.SetBytes(photoSize)
	for b.Loop() {
		f, err := os.CreateTemp(dir, "")
		if err != nil {
			b.Fatal(err)
		}
		_, err = f.Write(plain)
		if err == nil {
			err = f.Sync()
		}
		if err == nil {
			err = f.Close()
		}
		if err == nil {
			err = os.Rename(f.Name(), filepath.Join(dir, "photo"))
		}
		if err != nil {
			b.Fatal(err)
		}
		folder, err := os.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		folder.Sync()
		folder.Close()
	}
}

func BenchmarkGet(b *testing.B) {
	s := newStore(b)
	stored := s.put(b, noise(1, photoSize))
	b.SetBytes(photoSize)
	for b.Loop() {
		if _, err := s.Get(stored, s.id); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadAndHash is what BenchmarkGet is measured against.
func BenchmarkReadAndHash(b *testing.B) {
	path := filepath.Join(b.TempDir(), "photo")
	if err := os.WriteFile(path, noise(1, photoSize), 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(photoSize)
	for b.Loop() {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		_ = sha256.Sum256(data)
	}
}
