// Package vault keeps the one secret of a library: a random age identity,
// wrapped once with the passphrase and once for the recovery key. Everything
// else that encrypts or names files is derived from it.
//
// Both key files are ordinary age files, so the stock age tool opens a library
// without this program.
package vault

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"

	"skinline/storage/durable"
)

// ErrSecret is returned for every failure to open the vault with a secret, so
// that the cause says nothing about the secret or the key files.
var ErrSecret = errors.New("the secret does not open the vault")

// WorkFactor is the default scrypt cost, log2 of N: about a second and 256 MiB.
const WorkFactor = 18

// maxWorkFactor bounds what a crafted key file can make a reader spend.
const maxWorkFactor = 20

const (
	passphraseFile = "passphrase.age"
	recoveryFile   = "recovery.age"
	maxKeyFile     = 64 << 10
)

// Keys are an open vault. They may be shared by goroutines until Close.
type Keys struct {
	identity *age.HybridIdentity
	index    []byte
	preview  []byte
}

// Create makes a new secret and wraps it into the folder dir, which must exist; tmp is a
// folder of the same file system. The recovery key is returned and stored
// nowhere. workFactor 0 means WorkFactor.
func Create(dir, tmp, passphrase string, workFactor int) (*Keys, string, error) {
	identity, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, "", fmt.Errorf("make library key: %w", err)
	}
	recovery, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, "", fmt.Errorf("make recovery key: %w", err)
	}
	keys, err := derive(identity)
	if err != nil {
		return nil, "", err
	}
	if err := keys.wrap(filepath.Join(dir, recoveryFile), tmp, recovery.Recipient()); err != nil {
		return nil, "", err
	}
	if err := keys.SetPassphrase(dir, tmp, passphrase, workFactor); err != nil {
		return nil, "", err
	}
	return keys, recovery.String(), nil
}

// Open unwraps the secret in dir with a passphrase or a recovery key (in any
// case, with any spaces, hyphens or line breaks). Every failure is ErrSecret.
func Open(dir, secret string) (*Keys, error) {
	if id, ok := recoveryIdentity(secret); ok {
		if keys, err := unwrap(filepath.Join(dir, recoveryFile), id); err == nil {
			return keys, nil
		}
	}
	id, err := age.NewScryptIdentity(norm.NFC.String(secret))
	if err != nil {
		return nil, ErrSecret
	}
	id.SetMaxWorkFactor(maxWorkFactor)
	return unwrap(filepath.Join(dir, passphraseFile), id)
}

// SetPassphrase replaces the passphrase. The recovery key stays in force.
func (k *Keys) SetPassphrase(dir, tmp, passphrase string, workFactor int) error {
	if workFactor == 0 {
		workFactor = WorkFactor
	}
	r, err := age.NewScryptRecipient(norm.NFC.String(passphrase))
	if err != nil {
		return fmt.Errorf("use passphrase: %w", err)
	}
	r.SetWorkFactor(workFactor)
	return k.wrap(filepath.Join(dir, passphraseFile), tmp, r)
}

// Identity decrypts what was encrypted to Recipient.
func (k *Keys) Identity() age.Identity { return k.identity }

// Recipient encrypts to this library.
func (k *Keys) Recipient() age.Recipient { return k.identity.Recipient() }

// IndexKey is the 32-byte key of the index. It is valid until Close and must not be changed.
func (k *Keys) IndexKey() []byte { return k.index }

// PreviewName is a file name, 64 hex digits, that says nothing of what it is
// derived from to anybody without the keys.
func (k *Keys) PreviewName(of string) string {
	mac := hmac.New(sha256.New, k.preview)
	mac.Write([]byte(of))
	return hex.EncodeToString(mac.Sum(nil))
}

// Close wipes the derived keys and drops the identity. Go may have made
// copies; against somebody reading this machine's memory only full-disk
// encryption and a shut-down machine help.
func (k *Keys) Close() {
	clear(k.index)
	clear(k.preview)
	k.identity = nil
}

func derive(identity *age.HybridIdentity) (*Keys, error) {
	secret := []byte(identity.String())
	defer clear(secret)
	index, err := hkdf.Key(sha256.New, secret, nil, "index", 32)
	if err != nil {
		return nil, fmt.Errorf("derive index key: %w", err)
	}
	preview, err := hkdf.Key(sha256.New, secret, nil, "preview", 32)
	if err != nil {
		return nil, fmt.Errorf("derive preview key: %w", err)
	}
	return &Keys{identity: identity, index: index, preview: preview}, nil
}

func (k *Keys) wrap(file, tmp string, to age.Recipient) error {
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, to)
	if err != nil {
		return fmt.Errorf("wrap library key: %w", err)
	}
	secret := append([]byte(k.identity.String()), '\n')
	defer clear(secret)
	if _, err := w.Write(secret); err != nil {
		return fmt.Errorf("wrap library key: %w", err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("wrap library key: %w", err)
	}
	return durable.WriteFile(tmp, file, sealed.Bytes())
}

func unwrap(file string, id age.Identity) (*Keys, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, ErrSecret
	}
	defer f.Close()
	r, err := age.Decrypt(io.LimitReader(f, maxKeyFile), id)
	if err != nil {
		return nil, ErrSecret
	}
	secret, err := io.ReadAll(r)
	defer clear(secret)
	if err != nil {
		return nil, ErrSecret
	}
	identity, err := age.ParseHybridIdentity(string(bytes.TrimSpace(secret)))
	if err != nil {
		return nil, ErrSecret
	}
	keys, err := derive(identity)
	if err != nil {
		return nil, ErrSecret
	}
	return keys, nil
}

const (
	recoveryPrefix = "AGE-SECRET-KEY-PQ-1"
	typedPrefix    = "AGESECRETKEYPQ1" // as normalised by recoveryIdentity
)

// recoveryIdentity reads a recovery key as people type it back.
func recoveryIdentity(typed string) (age.Identity, bool) {
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, typed)
	rest, ok := strings.CutPrefix(key, typedPrefix)
	if !ok {
		return nil, false
	}
	id, err := age.ParseHybridIdentity(recoveryPrefix + rest)
	return id, err == nil
}
