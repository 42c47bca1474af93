package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"skinline/photos/phantom"
)

// Everything a program run leaves behind, its own words included, holds
// nothing of a client unless it was asked for.
func TestNothingReadableIsLeftBehind(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR"} {
		dir := filepath.Join(home, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv(name, dir)
	}
	source := filepath.Join(home, "..", "camera")
	if err := os.Mkdir(source, 0o700); err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	d.config = filepath.Join(home, "XDG_CONFIG_HOME", "skinline")
	var said bytes.Buffer
	note := func(r result) {
		said.WriteString(r.out)
		said.WriteString(r.err)
	}
	d.in = "Canaryname Featherstone"
	note(d.run("client", "add", "C-1", "--name", "-", "--concern", "canaryconcern", "--tag", "canarytag"))
	d.in = "canarynote about the client"
	note(d.run("session", "add", "--client", "C-1", "--date", "2026-03-03", "--zone", "cheek=1.25mm,3", "--device", "canarydevice", "--notes", "-"))
	photo := portrait(t, source, "shot.jpg", visit(3, 3, phantom.Pose{}))
	note(d.run("import", "--json", "--client", "C-1", photo, filepath.Join(source, "missing.jpg")))
	note(d.run("import", "--client", "C-1", photo))
	note(d.run("session", "add", "--client", "C-1", "--date", "2026-04-14"))
	note(d.run("import", "--client", "C-1", "--view", "frontal", portrait(t, source, "b.jpg", visit(4, 14, phantom.Pose{}))))
	note(d.run("session", "list", "--client", "C-1"))
	note(d.run("client", "add", "C-1"))
	note(d.run("client", "show", "C-2"))
	note(d.run("verify"))
	note(d.run("trash", "restore", "nothing"))
	note(d.run("timeline", "--client", "C-1", "--out", filepath.Join(source, "timeline.png")))

	secrets := [][]byte{
		[]byte("Canaryname"), []byte("Featherstone"), []byte("canaryconcern"), []byte("canarytag"),
		[]byte("canarynote"), []byte("canarydevice"), []byte(testPassphrase),
	}
	for _, secret := range secrets {
		if bytes.Contains(said.Bytes(), secret) {
			t.Errorf("the program said %q without being asked:\n%s", secret, said.String())
		}
	}
	jpeg := []byte{0xff, 0xd8, 0xff}
	files := 0
	for _, place := range []string{home, d.library} {
		err := filepath.WalkDir(place, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			files++
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for _, secret := range secrets {
				if bytes.Contains(data, secret) || bytes.Contains([]byte(name), secret) {
					t.Errorf("%s holds %q", name, secret)
				}
			}
			if bytes.HasPrefix(data, jpeg) || bytes.Contains(data, append(jpeg, 0xe0)) || bytes.Contains(data, append(jpeg, 0xe1)) {
				t.Errorf("%s holds a readable photo", name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 8 {
		t.Errorf("only %d files were looked at", files)
	}
}
