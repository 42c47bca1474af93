package vault_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"skinline/storage/vault"
)

func create(t *testing.T) (dir, recovery string, keys *vault.Keys) {
	t.Helper()
	dir = t.TempDir()
	keys, recovery, err := vault.Create(dir, t.TempDir(), "grüße", 1)
	if err != nil {
		t.Fatal(err)
	}
	return dir, recovery, keys
}

func TestOpenTakesPassphraseOrRecoveryKeyAsPeopleTypeThem(t *testing.T) {
	dir, recovery, keys := create(t)
	spaced := strings.ToLower(recovery[:30]) + " \n " + strings.ToLower(recovery[30:50]) + "\r\n" + recovery[50:] + "\n"
	for name, secret := range map[string]string{
		"passphrase":                     "grüße",
		"passphrase in decomposed form":  "gru\u0308ße",
		"recovery key":                   recovery,
		"recovery key, spaced and lower": spaced,
		"recovery key without hyphens":   strings.ReplaceAll(recovery, "-", ""),
	} {
		got, err := vault.Open(dir, secret)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.Equal(got.IndexKey(), keys.IndexKey()) || got.PreviewName("x") != keys.PreviewName("x") {
			t.Errorf("%s: derives other keys", name)
		}
	}
}

func TestEveryFailureToOpenIsTheSameError(t *testing.T) {
	dir, recovery, _ := create(t)
	another, _ := age.GenerateHybridIdentity()
	flipped := recovery[:len(recovery)-1] + "Q"
	if flipped == recovery {
		flipped = recovery[:len(recovery)-1] + "P"
	}
	for name, secret := range map[string]string{
		"empty": "", "wrong": "wrong", "another key": another.String(), "mistyped key": flipped, "in capitals": "GRÜSSE",
	} {
		if _, err := vault.Open(dir, secret); err != vault.ErrSecret {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := vault.Open(t.TempDir(), "grüße"); err != vault.ErrSecret {
		t.Errorf("no key files: %v", err)
	}
	file := filepath.Join(dir, "passphrase.age")
	sealed, _ := os.ReadFile(file)
	for cut := range sealed {
		os.WriteFile(file, sealed[:cut], 0o600)
		if _, err := vault.Open(dir, "grüße"); err != vault.ErrSecret {
			t.Fatalf("key file cut to %d bytes: %v", cut, err)
		}
	}
}

func TestACraftedKeyFileCannotStallTheReader(t *testing.T) {
	dir, _, _ := create(t)
	file := filepath.Join(dir, "passphrase.age")
	sealed, _ := os.ReadFile(file)
	lines := bytes.SplitN(sealed, []byte("\n"), 3)
	lines[1] = append(lines[1][:bytes.LastIndexByte(lines[1], ' ')], " 22"...)
	os.WriteFile(file, bytes.Join(lines, []byte("\n")), 0o600)
	start := time.Now()
	if _, err := vault.Open(dir, "grüße"); err != vault.ErrSecret {
		t.Error(err)
	}
	if took := time.Since(start); took > 3*time.Second { // 2^22 takes about 20 s and 4 GiB
		t.Errorf("took %s", took)
	}
}

func TestSetPassphraseEndsTheOldOneAndKeepsTheRecoveryKey(t *testing.T) {
	dir, recovery, keys := create(t)
	if err := keys.SetPassphrase(dir, t.TempDir(), "new", 1); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Open(dir, "grüße"); !errors.Is(err, vault.ErrSecret) {
		t.Errorf("old passphrase: %v", err)
	}
	for _, secret := range []string{"new", recovery} {
		if _, err := vault.Open(dir, secret); err != nil {
			t.Error(err)
		}
	}
}

func TestStockAgeOpensTheVaultWithTheRecoveryKeyAlone(t *testing.T) {
	dir, recovery, keys := create(t)
	plain := func(sealed io.Reader, key string) string {
		t.Helper()
		ids, err := age.ParseIdentities(strings.NewReader(key)) // what age -i reads
		if err != nil {
			t.Fatal(err)
		}
		r, err := age.Decrypt(sealed, ids...)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	wrapped, err := os.Open(filepath.Join(dir, "recovery.age"))
	if err != nil {
		t.Fatal(err)
	}
	defer wrapped.Close()
	library := plain(wrapped, recovery)

	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, keys.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "a photo")
	w.Close()
	if got := plain(&sealed, library); got != "a photo" {
		t.Errorf("%q", got)
	}
}

func TestCloseWipesTheDerivedKeys(t *testing.T) {
	_, _, keys := create(t)
	index := keys.IndexKey()
	keys.Close()
	if !bytes.Equal(index, make([]byte, 32)) {
		t.Error("index key is still in memory")
	}
}
