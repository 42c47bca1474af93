package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"skinline/photos"
)

// Candidate is a file looked at before import.
type Candidate struct {
	Path        string
	Info        photos.Info
	SHA256      string // of the file's bytes, for ImportItem; "" when it cannot be read
	Taken       Date   // by Info, else the file's time
	TakenSource TakenSource
	Session     ID     // suggested; "" when no session fits
	Duplicate   *Photo // set when the same bytes are already in the library
	Err         error  // set when it cannot be read, with the reason in words
}

// Review looks at files (folders are walked; hidden files and files that are
// clearly no pictures are left out of folders, but an explicitly named file is
// always listed) and suggests where each belongs. progress may be nil.
func (l *Library) Review(ctx context.Context, client ID, paths []string, progress func(done, total int)) ([]Candidate, error) {
	sessions, err := l.Sessions(client)
	if err != nil {
		return nil, err
	}
	files, err := gather(ctx, paths)
	if err != nil {
		return nil, err
	}
	list := make([]Candidate, 0, len(files))
	for i, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c, err := l.review(ctx, file, sessions)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
		if progress != nil {
			progress(i+1, len(files))
		}
	}
	return list, nil
}

// review looks at one file; the error is the library's, the file's own is in the Candidate.
func (l *Library) review(ctx context.Context, path string, sessions []Session) (Candidate, error) {
	if err := l.enter(); err != nil {
		return Candidate{}, err
	}
	defer l.mu.RUnlock()
	c := Candidate{Path: path}
	data, modified, err := readItem(ImportItem{Path: path})
	if err != nil {
		c.Err = err
		return c, nil
	}
	if c.Info, c.Err = l.decoder.Probe(ctx, data); c.Err != nil {
		return c, nil
	}
	taken, source := takenOf(c.Info, Date{}, modified, Date{})
	if source != TakenSession {
		c.Taken, c.TakenSource = DateOf(taken.Local), source
		if s, ok := suggest(sessions, c.Taken); ok {
			c.Session = s.ID
		}
	}
	sum := sha256.Sum256(data)
	c.SHA256 = hex.EncodeToString(sum[:])
	c.Duplicate, err = duplicateOf(l.db, c.SHA256)
	return c, failed("look for duplicates", err)
}

// gather lists the files named and those in the folders named, each once, in the order found.
func gather(ctx context.Context, paths []string) ([]string, error) {
	var files []string
	seen := map[string]bool{}
	add := func(path string) {
		if key := filepath.Clean(path); !seen[key] {
			seen[key] = true
			files = append(files, path)
		}
	}
	for _, root := range paths {
		info, err := os.Stat(root)
		if err != nil || !info.IsDir() {
			add(root) // what cannot be read is listed with its reason
			continue
		}
		err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if d == nil {
				return nil
			}
			hidden := strings.HasPrefix(d.Name(), ".") && path != root
			switch {
			case d.IsDir() && (hidden || err != nil):
				return fs.SkipDir
			case !hidden && d.Type().IsRegular() && maybePicture(path):
				add(path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// PhotoName reports whether a file's name ends as names of photos do.
func PhotoName(path string) bool {
	known := []string{
		".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".heic", ".heif", ".avif", ".webp", ".tif", ".tiff", ".gif", ".bmp",
		".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".rw2", ".orf",
	}
	return slices.Contains(known, strings.ToLower(filepath.Ext(path)))
}

// maybePicture goes by the name, else by how the file begins.
func maybePicture(path string) bool {
	if PhotoName(path) {
		return true
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 8)
	if _, err := io.ReadFull(f, head); err != nil {
		return false
	}
	return bytes.HasPrefix(head, []byte("\xff\xd8\xff")) || bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n"))
}
