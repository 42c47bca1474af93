//go:build !windows

package storage_test

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"skinline/storage"
)

// ignoreFileSizeSignal makes a write beyond RLIMIT_FSIZE an error, as a full disk is.
func ignoreFileSizeSignal() { signal.Ignore(syscall.SIGXFSZ) }

// smallDisk is a folder with room for size bytes only, or "".
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if os.Getuid() != 0 {
		return ""
	}
	if err := syscallMount(dir, size); err != nil {
		return ""
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	return dir
}

func syscallMount(dir string, size int) error {
	return exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%d", size), "tmpfs", dir).Run()
}

func TestAFullDiskRefusesFilesAndHarmsNothing(t *testing.T) {
	parent, limit := smallDisk(t, 2<<20), ""
	if parent == "" {
		parent, limit = t.TempDir(), "ulimit -f 90; " // blocks of 512 or 1024 bytes
	}
	l, _, err := storage.Create(filepath.Join(parent, "library"), passphrase, storage.Options{WorkFactor: 1})
	if err != nil {
		t.Fatal(err)
	}
	newSession(t, l, storage.KindBaseline)
	l.Close()

	cmd := childCommand("full", l.Dir())
	if limit != "" {
		shell := exec.Command("sh", "-c", limit+`exec "$0" "$1"`, os.Args[0], l.Dir())
		shell.Env = cmd.Env
		cmd = shell
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	photos, refused := map[storage.ID]string{}, 0
	for line := range strings.Lines(string(out)) {
		switch fields := strings.Fields(line); fields[0] {
		case "photo":
			photos[storage.ID(fields[1])] = fields[2]
		case "refused":
			refused++
			if !strings.Contains(line, "the disk is full; nothing was changed") {
				t.Errorf("not said in words: %s", line)
			}
		case "opened":
		default:
			t.Fatal(line)
		}
	}
	if len(photos) == 0 || refused == 0 {
		t.Fatalf("%d photos, %d refused: the test did not test", len(photos), refused)
	}
	if left, _ := os.ReadDir(filepath.Join(l.Dir(), "tmp")); len(left) > 0 {
		t.Errorf("%d temporary files left", len(left))
	}
	a := acknowledged{photos: photos}
	report := a.check(t, l.Dir())
	if report.Photos != len(photos) {
		t.Errorf("%d photos acknowledged, %d there", len(photos), report.Photos)
	}
	t.Logf("%d photos acknowledged, %d refused, all acknowledged are whole", len(photos), refused)
}

func TestALibraryOnAReadOnlyDiskCanBeReadAndNotChanged(t *testing.T) {
	disk := smallDisk(t, 4<<20)
	if disk == "" {
		t.Skip("mounting a disk needs root")
	}
	l, _, err := storage.Create(filepath.Join(disk, "library"), passphrase, storage.Options{WorkFactor: 1})
	if err != nil {
		t.Fatal(err)
	}
	_, sessions, list := course(t, l, 1)
	if l.ReadOnly() {
		t.Error("a disk that can be written is said to be read-only")
	}
	before := stateOf(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for _, preview := range files(t, l.Dir(), "previews") {
		remove(t, preview) // they are made without being kept
	}
	if err := exec.Command("mount", "-o", "remount,ro", disk).Run(); err != nil {
		t.Skip("cannot remount: ", err)
	}
	l, err = storage.Open(l.Dir(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if !l.ReadOnly() {
		t.Error("not said to be read-only")
	}
	if after := stateOf(t, l); !equal(after, before) {
		t.Errorf("%+v, want %+v", after, before)
	}
	verified(t, l)
	if pic, err := l.Preview(t.Context(), list[0].ID, 480); err != nil || pic.Rect.Dx() != 40 {
		t.Errorf("preview: %v", err)
	}
	_, errClient := l.CreateClient(storage.Client{})
	_, errSession := l.UpdateSession(sessions[0])
	_, errRemove := l.RemovePhoto(list[0].ID)
	errImport := l.Import(t.Context(), []storage.ImportItem{{Content: jpegFile(t, 99, 30, 30), Session: sessions[0].ID}}, func(storage.ImportResult) {})
	for what, err := range map[string]error{
		"client": errClient, "session": errSession, "remove": errRemove, "import": errImport, "passphrase": l.ChangePassphrase(passphrase, "x"),
	} {
		if err == nil || !strings.Contains(err.Error(), "cannot be written") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
