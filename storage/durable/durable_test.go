package durable_test

import (
	"os"
	"path/filepath"
	"testing"

	"skinline/storage/durable"
)

func TestWriteFileReplacesAtOnceAndLeavesNothingElse(t *testing.T) {
	dir, tmp := t.TempDir(), t.TempDir()
	to := filepath.Join(dir, "key.age")
	for _, text := range []string{"first", "second, longer", ""} {
		if err := durable.WriteFile(tmp, to, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(to); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
	}
	for folder, want := range map[string]int{dir: 1, tmp: 0} {
		if got, _ := os.ReadDir(folder); len(got) != want {
			t.Errorf("%d files, want %d", len(got), want)
		}
	}
}

func TestAFailedWriteLeavesTheOldFile(t *testing.T) {
	dir, tmp := t.TempDir(), t.TempDir()
	to := filepath.Join(dir, "key.age")
	if err := durable.WriteFile(tmp, to, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := durable.WriteFile(filepath.Join(tmp, "missing"), to, []byte("new")); err == nil {
		t.Error("no error without a folder to write in")
	}
	if got, _ := os.ReadFile(to); string(got) != "old" {
		t.Errorf("%q", got)
	}
	if err := durable.Move(filepath.Join(tmp, "missing"), to); err == nil {
		t.Error("no error for a file that is not there")
	}
}
