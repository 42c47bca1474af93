// Package blob keeps immutable encrypted files in a folder, each named by the
// SHA-256 of its own (encrypted) bytes, so that anybody can check that a file
// is whole without a key, and nobody can tell from a name what is inside.
package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"filippo.io/age"

	"skinline/storage/durable"
)

// ErrDamaged is returned for a file that is not what was stored.
var ErrDamaged = errors.New("the stored file is damaged")

// Suffix ends the name of every stored file.
const Suffix = ".age"

// Stored names what Put has written.
type Stored struct {
	Name  string // SHA-256 of the encrypted file, 64 hex digits
	Plain string // SHA-256 of what was put, 64 hex digits
	Size  int64  // bytes put
}

// Dir stores files as root/ab/<name>.age, ab being taken from the name. It may
// be used from many goroutines.
type Dir struct {
	root, tmp string
	shard     func(name string) string

	mu     sync.Mutex
	shards map[string]bool // folders whose own name is known to be on the disk
}

// NewDir uses the folder root; new files are written in tmp, which must be in the
// same file system. shard chooses the folder of a name; nil takes the name's first two
// characters, right for hashes. Nothing is touched until the first Put.
func NewDir(root, tmp string, shard func(name string) string) *Dir {
	if shard == nil {
		shard = func(name string) string { return name[:min(2, len(name))] }
	}
	return &Dir{root: root, tmp: tmp, shard: shard, shards: map[string]bool{}}
}

// Path is where the file of that name is or would be.
func (d *Dir) Path(name string) string {
	return filepath.Join(d.root, d.shard(name), name+Suffix)
}

// Put encrypts plain, reads the file back, decrypts it and compares before it
// gives it its name. When Put returns without an error, the file survives a
// power cut; with an error, including ctx's, nothing is left behind.
func (d *Dir) Put(ctx context.Context, plain []byte, to age.Recipient, id age.Identity) (Stored, error) {
	tmp, s, err := d.seal(ctx, plain, to)
	if err != nil {
		return Stored{}, err
	}
	if err = d.compare(ctx, tmp, s, id); err == nil {
		err = d.place(tmp, s.Name)
	}
	if err != nil {
		os.Remove(tmp)
		return Stored{}, err
	}
	return s, nil
}

// PutAs encrypts plain under a name of the caller's choosing, replacing an earlier
// file of that name at once. Durable like Put, but not read back.
func (d *Dir) PutAs(name string, plain []byte, to age.Recipient) error {
	tmp, _, err := d.seal(context.Background(), plain, to)
	if err != nil {
		return err
	}
	if err := d.place(tmp, name); err != nil {
		os.Remove(tmp)
		return err
	}
	return nil
}

// Get returns what was put as s, after checking both hashes. A file that is missing
// is fs.ErrNotExist, one that is changed ErrDamaged.
func (d *Dir) Get(s Stored, id age.Identity) ([]byte, error) {
	sealed, err := os.ReadFile(d.Path(s.Name))
	if err != nil {
		return nil, fmt.Errorf("read stored file: %w", err)
	}
	var name string
	var hashing sync.WaitGroup
	hashing.Go(func() { name = sum(sealed) })
	plain, err := decrypt(bytes.NewReader(sealed), int(s.Size), id)
	hashing.Wait()
	if name != s.Name {
		return nil, fmt.Errorf("%w: its hash is not its name", ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	if sum(plain) != s.Plain {
		return nil, fmt.Errorf("%w: its content is not what was stored", ErrDamaged)
	}
	return plain, nil
}

// GetAs returns what PutAs stored under name; the encryption authenticates it.
func (d *Dir) GetAs(name string, id age.Identity) ([]byte, error) {
	sealed, err := os.ReadFile(d.Path(name))
	if err != nil {
		return nil, fmt.Errorf("read stored file: %w", err)
	}
	return decrypt(bytes.NewReader(sealed), len(sealed), id)
}

// Check compares a file with its name; it needs no key.
func (d *Dir) Check(name string) error {
	f, err := os.Open(d.Path(name))
	if err != nil {
		return fmt.Errorf("read stored file: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return fmt.Errorf("read stored file: %w", err)
	}
	if hex.EncodeToString(h.Sum(nil)) != name {
		return fmt.Errorf("%w: its hash is not its name", ErrDamaged)
	}
	return nil
}

// Has reports whether a file of that name is there.
func (d *Dir) Has(name string) bool {
	_, err := os.Stat(d.Path(name))
	return err == nil
}

// Delete removes a file; one that is not there is no error.
func (d *Dir) Delete(name string) error {
	if err := os.Remove(d.Path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete stored file: %w", err)
	}
	return nil
}

// List calls visit with every stored name, in order, until it returns an error.
func (d *Dir) List(visit func(name string, info fs.FileInfo) error) error {
	shards, err := os.ReadDir(d.root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("list stored files: %w", err)
	}
	for _, shard := range shards {
		if !shard.IsDir() {
			continue
		}
		entries, err := os.ReadDir(filepath.Join(d.root, shard.Name()))
		if err != nil {
			return fmt.Errorf("list stored files: %w", err)
		}
		for _, e := range entries {
			name, ok := strings.CutSuffix(e.Name(), Suffix)
			info, err := e.Info()
			if err != nil || !ok || !info.Mode().IsRegular() || d.shard(name) != shard.Name() {
				continue
			}
			if err := visit(name, info); err != nil {
				return err
			}
		}
	}
	return nil
}

// seal writes plain encrypted and synced into a temporary file, hashing both
// sides meanwhile.
func (d *Dir) seal(ctx context.Context, plain []byte, to age.Recipient) (tmp string, s Stored, err error) {
	f, err := durable.Temp(d.tmp)
	if err != nil {
		return "", Stored{}, err
	}
	defer func() {
		if closeErr := f.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("write stored file: %w", closeErr)
		}
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	var content string
	var hashing sync.WaitGroup
	hashing.Go(func() { content = sum(plain) })
	defer hashing.Wait()
	sealed := sha256.New()
	w, err := age.Encrypt(io.MultiWriter(f, sealed), to)
	if err != nil {
		return "", Stored{}, fmt.Errorf("encrypt: %w", err)
	}
	n, err := io.Copy(w, reader{ctx, bytes.NewReader(plain)})
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		return "", Stored{}, fmt.Errorf("write stored file: %w", err)
	}
	hashing.Wait()
	return f.Name(), Stored{Name: hexOf(sealed), Plain: content, Size: n}, nil
}

// compare reads a sealed file back from the file system: a memory or disk error is found before the camera card is wiped.
func (d *Dir) compare(ctx context.Context, tmp string, s Stored, id age.Identity) error {
	f, err := os.Open(tmp)
	if err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	defer f.Close()
	r, err := age.Decrypt(reader{ctx, f}, id)
	if err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	if hexOf(h) != s.Plain {
		return fmt.Errorf("%w: it reads back differently from what was written", ErrDamaged)
	}
	return nil
}

// place moves a sealed file to its name. The first use of a shard folder syncs its parent even when the folder is there already:
// a process killed right after making it may not have.
func (d *Dir) place(tmp, name string) error {
	path := d.Path(name)
	d.mu.Lock()
	defer d.mu.Unlock()
	if shard := filepath.Dir(path); !d.shards[shard] {
		if err := os.MkdirAll(shard, 0o700); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		if err := durable.SyncDir(d.root); err != nil {
			return fmt.Errorf("sync folder: %w", err)
		}
		d.shards[shard] = true
	}
	return durable.Move(tmp, path)
}

// decrypt reads all of an age file. Any failure means that the file is not what was written.
func decrypt(sealed io.Reader, size int, id age.Identity) ([]byte, error) {
	r, err := age.Decrypt(sealed, id)
	if err != nil {
		return nil, fmt.Errorf("%w: it does not decrypt", ErrDamaged)
	}
	plain := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	if _, err := plain.ReadFrom(r); err != nil {
		return nil, fmt.Errorf("%w: it does not decrypt", ErrDamaged)
	}
	return plain.Bytes(), nil
}

// reader ends a copy with the context's error.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func hexOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }
