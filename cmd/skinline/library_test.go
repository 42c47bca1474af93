package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestInitPrintsARecoveryKeyThatOpensTheLibrary(t *testing.T) {
	d := &desk{t: t, library: filepath.Join(t.TempDir(), "library"), config: t.TempDir()}
	made := objects[struct {
		Library     string
		RecoveryKey string `json:"recovery_key"`
	}](t, d.must("init", "--json"))[0]
	if made.Library != d.library || made.RecoveryKey == "" {
		t.Fatalf("got %+v", made)
	}
	d.must("client", "add", "C-1")
	var out, errs bytes.Buffer
	c := d.console(&out, &errs)
	c.passphrase = made.RecoveryKey
	if status := run(t.Context(), c, []string{"client", "list"}); status != exitDone || !strings.Contains(out.String(), "C-1") {
		t.Errorf("status %d: %s%s", status, out.String(), errs.String())
	}
	if r := d.run("init"); r.status != exitSome {
		t.Errorf("init over a library: status %d", r.status)
	}
}

func TestWrongPassphraseSaysTheSameEveryTimeAndChangesNothing(t *testing.T) {
	d := newDesk(t)
	var said []string
	for _, wrong := range []string{"x", "correct horse canarY", strings.Repeat("long ", 100)} {
		var out, errs bytes.Buffer
		c := d.console(&out, &errs)
		c.passphrase = wrong
		if status := run(t.Context(), c, []string{"client", "add", "C-9"}); status != exitSome {
			t.Errorf("status %d", status)
		}
		said = append(said, errs.String())
	}
	if said[0] != said[1] || said[1] != said[2] {
		t.Errorf("messages differ: %q", said)
	}
	if out := d.must("client", "list"); strings.Contains(out, "C-9") {
		t.Error("a wrong passphrase added a client")
	}
}

func TestPassphraseComesFromAFile(t *testing.T) {
	d := newDesk(t)
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(testPassphrase+"\nsecond line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	c := d.console(&out, &errs)
	c.passphrase = ""
	if status := run(t.Context(), c, []string{"client", "list", "--passphrase-file", file}); status != exitDone {
		t.Errorf("status %d: %s", status, errs.String())
	}
}

func TestPassphraseIsChanged(t *testing.T) {
	d := newDesk(t)
	var out, errs bytes.Buffer
	c := d.console(&out, &errs)
	c.newPassphrase = "another one"
	if status := run(t.Context(), c, []string{"passphrase", "change"}); status != exitDone {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	if r := d.run("client", "list"); r.status != exitSome {
		t.Errorf("the old passphrase still opens: status %d", r.status)
	}
	c = d.console(&out, &errs)
	c.passphrase = "another one"
	if status := run(t.Context(), c, []string{"client", "list"}); status != exitDone {
		t.Errorf("the new passphrase does not open: %s", errs.String())
	}
}

func TestSecretsLeaveTheEnvironmentOnceRead(t *testing.T) {
	t.Setenv("SKINLINE_PASSPHRASE", "canary one")
	t.Setenv("SKINLINE_NEW_PASSPHRASE", "canary two")
	c := newConsole()
	if c.passphrase != "canary one" || c.newPassphrase != "canary two" {
		t.Errorf("not read: %q, %q", c.passphrase, c.newPassphrase)
	}
	for _, entry := range os.Environ() {
		if strings.Contains(entry, "canary ") {
			t.Errorf("child processes would inherit %s", entry)
		}
	}
}

func TestTheLastLibraryIsForTheUsersEyesOnly(t *testing.T) {
	d := newDesk(t)
	d.must("client", "list")
	info, err := os.Stat(filepath.Join(d.config, "last-library"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}
