package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinline/photos/phantom"
	"skinline/storage"
)

func TestImportSaysWhatBecameOfEveryFile(t *testing.T) {
	d := newDesk(t)
	d.must("client", "add", "C-1")
	d.must("session", "add", "--client", "C-1", "--date", "2026-03-03")
	dir := t.TempDir()
	first := portrait(t, dir, "first.jpg", visit(3, 3, phantom.Pose{}))
	bad := filepath.Join(dir, "broken.jpg")
	if err := os.WriteFile(bad, []byte("\xff\xd8\xff\xe0 not a photo"), 0o600); err != nil {
		t.Fatal(err)
	}
	second := portrait(t, dir, "second.jpg", visit(4, 14, phantom.Pose{}))
	r := d.run("import", "--json", "--client", "C-1", "--view", "frontal", dir, first, filepath.Join(dir, "absent.jpg"))
	if r.status != exitSome {
		t.Errorf("status %d, want 1 for a batch with bad files", r.status)
	}
	status := map[string]importLine{}
	for _, line := range objects[importLine](t, r.out) {
		status[line.File] = line
	}
	data, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if got := status[first]; got.Status != storage.Imported || got.SHA256 != hex.EncodeToString(sum[:]) || got.Reason != "" {
		t.Errorf("first: %+v", got)
	}
	if status[second].Status != storage.Imported {
		t.Errorf("second: %+v", status[second])
	}
	for _, name := range []string{bad, filepath.Join(dir, "absent.jpg")} {
		if got := status[name]; got.Status != storage.Failed || got.Reason == "" || !strings.Contains(r.err, name) {
			t.Errorf("%s: %+v; standard error %q", name, got, r.err)
		}
	}
	again := objects[importLine](t, d.must("import", "--json", "--client", "C-1", first))
	if len(again) != 1 || again[0].Status != storage.Duplicate || again[0].Reason == "" {
		t.Errorf("again: %+v", again)
	}
	shown := d.show("C-1")
	if len(shown.Sessions) != 2 || shown.Sessions[1].Date.String() != "2026-04-14" {
		t.Fatalf("a photo of a day without a session made none: %+v", shown.Sessions)
	}
	p := shown.Sessions[0].Photos[0]
	if p.SHA256 != hex.EncodeToString(sum[:]) || p.View != "frontal" || p.Phase != storage.PhaseBaseline || p.Taken != "2026-03-03T09:00:00" {
		t.Errorf("shown %+v", p)
	}
	if out := d.must("verify", "--json"); objects[verifyLine](t, out)[0].Photos != 2 {
		t.Errorf("verify says %s", out)
	}
}

func TestImportStoppedKeepsWhatWasAcknowledged(t *testing.T) {
	d := newDesk(t)
	d.must("client", "add", "C-1")
	dir := t.TempDir()
	for month := 1; month <= 4; month++ {
		portrait(t, dir, string(rune('a'+month))+".jpg", visit(month, 3, phantom.Pose{}))
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out := &stopAfterFirstLine{stop: stop}
	c := &console{in: strings.NewReader(""), out: out, err: new(strings.Builder), passphrase: testPassphrase, envLibrary: d.library, config: d.config}
	if status := run(ctx, c, []string{"import", "--json", "--client", "C-1", dir}); status != exitSome {
		t.Errorf("status %d", status)
	}
	acknowledged := objects[importLine](t, out.String())
	kept := 0
	for _, s := range d.show("C-1").Sessions {
		kept += len(s.Photos)
	}
	if len(acknowledged) == 4 || kept != len(acknowledged) {
		t.Errorf("%d photos kept, %d acknowledged of 4", kept, len(acknowledged))
	}
	d.must("verify")
}

type stopAfterFirstLine struct {
	strings.Builder
	stop func()
}

func (w *stopAfterFirstLine) Write(p []byte) (int, error) {
	defer w.stop()
	return w.Builder.Write(p)
}
