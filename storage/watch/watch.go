// Package watch tells which photos have newly arrived in a folder: of a
// tethered camera, of a phone that synchronises. It only ever reads.
//
// It looks again and again instead of asking the system to be told: changes
// made by another machine on a network share, and phones mounted through a
// file system of their own, are told to nobody.
package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Stable is how long a file must not have changed before it is taken for
// whole: longer than programs that copy pause between two writes.
const Stable = 1500 * time.Millisecond

// most entries of a folder that is watched, those in folders below included.
const most = 100_000

// ErrTooMany is returned for a folder with more than 100 000 entries.
var ErrTooMany = errors.New("the folder holds too many files to be watched")

// Folder is a folder being watched. Its methods may be called from several
// goroutines; those that look take as long as the disk or network does.
type Folder struct {
	dir   string
	skip  string // a folder below it that is left out, "" for none
	named func(path string) bool

	mu    sync.Mutex
	known map[mark]bool     // what need not be told of any more
	files map[string]*state // by path, as they were at the last look
	order int               // of the file that arrived last
}

// state is what is known of a file that is there.
type state struct {
	size     int64
	modified time.Time
	since    time.Time // when it was first seen like this
	told     bool      // it is one of those that Look returns
	order    int       // of arrival
}

// Open watches dir, of which known (of an earlier Folder of the same dir, may
// be nil) need not be told of. skip is a folder that is never looked into, ""
// for none; named says by their names which files are photos.
func Open(dir, skip string, known Known, named func(path string) bool) *Folder {
	return &Folder{dir: filepath.Clean(dir), skip: skip, named: named, known: known.set(), files: map[string]*state{}}
}

// Dir is the folder.
func (f *Folder) Dir() string { return f.dir }

// Accept takes everything that is in the folder now for known, what is still
// being written included: once it has changed it is new.
func (f *Folder) Accept(ctx context.Context) error {
	found, err := f.list(ctx)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for path, info := range found {
		f.known[f.markOf(path, info.Size())] = true
	}
	return nil
}

// Look returns the paths of the new photos that are there and whole, in the
// order in which they arrived. Photos of which a look found another size or
// time than the one before are not whole yet. It returns an error, and
// forgets nothing, while the folder is not there.
func (f *Folder) Look(ctx context.Context, now time.Time) ([]string, error) {
	found, err := f.list(ctx)
	if err != nil {
		return nil, err
	}
	// No lock is held while files are opened: a share that hangs must not hold
	// up whoever decides about photos.
	ripe := slices.DeleteFunc(f.see(found, now), func(path string) bool { return !readable(path) })
	return f.tell(ripe), nil
}

// see takes up how the files are now and returns those that look whole.
func (f *Folder) see(found map[string]fs.FileInfo, now time.Time) (ripe []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for path := range f.files {
		if found[path] == nil {
			delete(f.files, path)
		}
	}
	for _, path := range arrived(found) {
		info, s := found[path], f.files[path]
		if s == nil || s.size != info.Size() || !s.modified.Equal(info.ModTime()) {
			f.files[path] = &state{size: info.Size(), modified: info.ModTime(), since: now}
			continue
		}
		s.told = s.told && !f.known[f.markOf(path, s.size)]
		if f.fresh(path, s) && !s.told && now.Sub(s.since) >= Stable {
			ripe = append(ripe, path)
		}
	}
	f.prune(found)
	return ripe
}

// fresh reports whether nobody has decided about the file.
func (f *Folder) fresh(path string, s *state) bool {
	return s.size > 0 && !f.known[f.markOf(path, s.size)]
}

// readable reports whether nothing forbids to read the file; Windows does
// while another program writes.
func readable(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	return file.Close() == nil
}

// tell adds ripe to the files that are told of, and returns all of these.
func (f *Folder) tell(ripe []string) (whole []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, path := range ripe {
		if s := f.files[path]; s != nil && f.fresh(path, s) {
			f.order++
			s.told, s.order = true, f.order
		}
	}
	for path, s := range f.files {
		if s.told {
			whole = append(whole, path)
		}
	}
	slices.SortFunc(whole, func(a, b string) int { return cmp.Compare(f.files[a].order, f.files[b].order) })
	return whole
}

// Settle says that paths were decided about and need not be told of again, as
// they are now. Paths outside of the folder are no error.
func (f *Folder) Settle(paths []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, path := range paths {
		if s := f.files[path]; s != nil {
			f.known[f.markOf(path, s.size)] = true
			s.told = false
		}
	}
}

// list finds the photos below the folder, hidden and temporary ones left out.
func (f *Folder) list(ctx context.Context) (map[string]fs.FileInfo, error) {
	found, n := map[string]fs.FileInfo{}, 0
	err := filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if path == f.dir {
				return err
			}
			return nil // a folder that went while it was read, or is another's
		}
		if n++; n > most {
			return ErrTooMany
		}
		if d.IsDir() {
			if path != f.dir && (hidden(d.Name()) || path == f.skip) {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || Passing(d.Name()) || !f.named(path) {
			return nil
		}
		if info, err := d.Info(); err == nil {
			found[path] = info
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look at the watched folder: %w", err)
	}
	return found, nil
}

// arrived are paths in the order of their files' times.
func arrived(found map[string]fs.FileInfo) []string {
	paths := make([]string, 0, len(found))
	for path := range found {
		paths = append(paths, path)
	}
	slices.SortFunc(paths, func(a, b string) int {
		return cmp.Or(found[a].ModTime().Compare(found[b].ModTime()), cmp.Compare(a, b))
	})
	return paths
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// Passing reports whether a file's name is one that programs give to what is
// hidden or not yet whole.
func Passing(name string) bool {
	if hidden(name) || strings.HasPrefix(name, "~") || strings.HasSuffix(name, "~") {
		return true
	}
	passing := []string{
		".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp", ".swp", ".syncthing",
	}
	return slices.Contains(passing, strings.ToLower(filepath.Ext(name)))
}
