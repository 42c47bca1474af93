package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"skinline/storage/durable"
	"skinline/storage/sqldb"
)

const (
	orphanAge = 24 * time.Hour      // before a file the index does not know goes to trash/
	trashAge  = 30 * 24 * time.Hour // before it is deleted there
)

// tidy cleans up behind a process that did not end well. It runs under the library's lock with an
// index that opened; files are collected only when the index also passes its check,
// because a damaged one must never decide what is an orphan.
func (l *Library) tidy() error {
	for _, name := range folders() { // copying programs leave empty ones out
		if err := os.MkdirAll(l.path(name), 0o700); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
	}
	if err := emptyFolder(l.path(tmpDir)); err != nil {
		return fmt.Errorf("clear temporary files: %w", err)
	}
	if err := l.finishErasing(); err != nil {
		return err
	}
	var clean string
	err := l.db.QueryRow(`SELECT value FROM meta WHERE name = 'clean'`).Scan(&clean)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return failed("read index", err)
	}
	if clean == "yes" {
		return l.setClean("no")
	}
	if err := sqldb.Check(context.Background(), l.db, true); err != nil {
		return failed("check index", err)
	}
	if err := l.collectOriginals(); err != nil {
		return err
	}
	if err := l.collectSidecars(); err != nil {
		return err
	}
	return l.expireTrash()
}

// markTidy notes that everything on the disk is known to the index, so that the
// next Open need not look.
func (l *Library) markTidy() error {
	if l.readOnly || l.untidy {
		return nil
	}
	return l.setClean("yes")
}

func (l *Library) setClean(value string) error {
	_, err := l.db.Exec(`INSERT INTO meta (name, value) VALUES ('clean', ?1)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, value)
	return failed("note state of library", err)
}

// collectOriginals moves originals the index does not know to trash/ once they are old enough
// that no copy or restore can still be under way.
func (l *Library) collectOriginals() error {
	known, err := l.column(`SELECT blob FROM photo`)
	if err != nil {
		return err
	}
	return l.originals.List(func(name string, info fs.FileInfo) error {
		if known[name] {
			return nil
		}
		if time.Since(info.ModTime()) < orphanAge {
			l.untidy = true
			return nil
		}
		return l.toTrash(l.originals.Path(name))
	})
}

// collectSidecars deletes sidecars that newer ones replace, puts those of changes that were never
// acknowledged into trash/, and writes the missing ones anew.
func (l *Library) collectSidecars() error {
	current, err := l.column(`SELECT id || '-' || sidecar || '.json' FROM client
		UNION ALL SELECT id || '-' || sidecar || '.json' FROM session`)
	if err != nil {
		return err
	}
	newest := map[ID]int64{}
	for name := range current {
		id, rev, _ := parseSidecarName(name)
		newest[id] = rev
	}
	err = l.sidecars.List(func(name string, _ fs.FileInfo) error {
		if current[name] {
			delete(current, name)
			return nil
		}
		id, rev, ok := parseSidecarName(name)
		if ok && rev < newest[id] {
			return l.sidecars.Delete(name)
		}
		return l.toTrash(l.sidecars.Path(name))
	})
	if err != nil || len(current) == 0 {
		return err
	}
	return l.change("write missing sidecars", func(c *change) error {
		for name := range current {
			id, _, _ := parseSidecarName(name)
			var table string
			if err := c.QueryRow(`SELECT 'client' FROM client WHERE id = ?1 UNION ALL SELECT 'session' FROM session WHERE id = ?1`, id).Scan(&table); err != nil {
				return err
			}
			c.touch(table, id)
		}
		return nil
	})
}

// finishErasing deletes the files of purges that were cut short.
func (l *Library) finishErasing() error {
	paths, err := l.column(`SELECT path FROM erase`)
	if err != nil {
		return err
	}
	for path := range paths {
		local, err := filepath.Localize(path)
		if err != nil {
			return fmt.Errorf("erase file: %w", err)
		}
		if err := os.Remove(l.path(local)); err != nil && !missing(err) {
			return fmt.Errorf("erase file: %w", err)
		}
		if err := durable.SyncDir(filepath.Dir(l.path(local))); err != nil && !missing(err) {
			return fmt.Errorf("erase file: %w", err)
		}
		if _, err := l.db.Exec(`DELETE FROM erase WHERE path = ?1`, path); err != nil {
			return failed("erase file", err)
		}
	}
	return nil
}

// toTrash moves a file the index does not know into trash/.
func (l *Library) toTrash(path string) error {
	at := time.Now()
	to := filepath.Join(l.path(trashDir), fmt.Sprintf("%d-%s", at.UnixMilli(), filepath.Base(path)))
	if err := durable.Move(path, to); err != nil {
		return fmt.Errorf("move to trash: %w", err)
	}
	if err := os.Chtimes(to, at, at); err != nil {
		return fmt.Errorf("move to trash: %w", err)
	}
	return nil
}

func (l *Library) expireTrash() error {
	entries, err := os.ReadDir(l.path(trashDir))
	if err != nil {
		return fmt.Errorf("read trash: %w", err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || time.Since(info.ModTime()) < trashAge {
			continue
		}
		if err := os.Remove(filepath.Join(l.path(trashDir), e.Name())); err != nil {
			return fmt.Errorf("empty trash: %w", err)
		}
	}
	return nil
}

// column reads one text column into a set.
func (l *Library) column(query string, args ...any) (map[string]bool, error) {
	list, err := texts[string](l.db, query, args...)
	set := make(map[string]bool, len(list))
	for _, value := range list {
		set[value] = true
	}
	return set, failed("read index", err)
}

func emptyFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return err
}

// sidecarShard spreads sidecars over folders by the last two digits of the record's id: the first ones are a clock.
func sidecarShard(name string) string {
	if id, _, ok := parseSidecarName(name); ok {
		return string(id[len(id)-2:])
	}
	return "00"
}

// sidecarName is where a record's sidecar of one revision is kept.
func sidecarName(id ID, revision int64) string {
	return fmt.Sprintf("%s-%d.json", id, revision)
}

func parseSidecarName(name string) (id ID, revision int64, ok bool) {
	const idLen = 36
	if len(name) <= idLen || !strings.HasSuffix(name, ".json") {
		return "", 0, false
	}
	id = ID(name[:idLen])
	if !id.valid() {
		return "", 0, false
	}
	n, err := fmt.Sscanf(name[idLen:], "-%d.json", &revision)
	return id, revision, err == nil && n == 1 && sidecarName(id, revision) == name
}
