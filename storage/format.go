package storage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"skinline/storage/durable"
)

// format is the number of the layout that docs/library-format.md describes.
const format = 1

// Names inside a library's folder.
const (
	formatFile  = "LIBRARY.json"
	lockFile    = "LOCK"
	keysDir     = "keys"
	indexFile   = "index.db"
	originalDir = "originals"
	sidecarDir  = "sessions"
	previewDir  = "previews"
	tmpDir      = "tmp"
	trashDir    = "trash"
)

func folders() []string {
	return []string{keysDir, originalDir, sidecarDir, previewDir, tmpDir, trashDir}
}

// label is LIBRARY.json: what can be known of a library without its keys.
type label struct {
	Format  int       `json:"format"`
	ID      ID        `json:"id"`
	Created time.Time `json:"created"`
}

// IsLibrary reports whether dir looks like a library, without opening it.
func IsLibrary(dir string) bool {
	_, err := readLabel(dir)
	return err == nil || errors.Is(err, ErrNewer)
}

func readLabel(dir string) (label, error) {
	f, err := os.Open(filepath.Join(dir, formatFile))
	if err != nil {
		return label{}, fmt.Errorf("%w: %w", ErrNotLibrary, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 64<<10))
	if err != nil {
		return label{}, fmt.Errorf("read %s: %w", formatFile, err)
	}
	var l label
	if err := json.Unmarshal(data, &l); err != nil || l.Format < 1 {
		return label{}, fmt.Errorf("%w: its %s cannot be read", ErrNotLibrary, formatFile)
	}
	if l.Format > format {
		return label{}, fmt.Errorf("%w: format %d, this program knows %d", ErrNewer, l.Format, format)
	}
	return l, nil
}

func writeLabel(dir string) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetIndent("", "  ")
	if err := e.Encode(label{Format: format, ID: newID(), Created: now()}); err != nil {
		return err
	}
	return durable.WriteFile(filepath.Join(dir, tmpDir), filepath.Join(dir, formatFile), text.Bytes())
}

// makeFolders makes dir and what a library has in it.
func makeFolders(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("create library: %w", err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("create library: the folder is not empty: %w", ErrExists)
	}
	for _, name := range append([]string{""}, folders()...) {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o700); err != nil {
			return fmt.Errorf("create library: %w", err)
		}
	}
	return os.Chmod(dir, 0o700)
}

// ID is a time-ordered random identifier (UUIDv7 in canonical text form).
type ID string

func newID() ID { return ID(uuid.Must(uuid.NewV7()).String()) }

// now is the time as the index keeps it: UTC, to the microsecond.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }
