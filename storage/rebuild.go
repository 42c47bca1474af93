package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"skinline/storage/durable"
	"skinline/storage/vault"
)

// Rebuild makes the index anew from the sidecars and the originals, for a library whose index
// is missing or damaged, and returns what it could not use. The index in place, if any, is kept beside as index.damaged-<n>.db.
// Originals that no sidecar knows come back under the client RECOVERED. Drafts and
// earlier alignments are not in the sidecars and are lost. The library must not be open. Errors as Open.
func Rebuild(ctx context.Context, dir, secret string) ([]Finding, error) {
	if _, err := readLabel(dir); err != nil {
		return nil, err
	}
	l := newLibrary(dir)
	if err := l.acquire(); err != nil {
		return nil, err
	}
	defer l.release()
	if l.readOnly {
		return nil, fmt.Errorf("rebuild: %w", errReadOnly)
	}
	var err error
	if l.keys, err = vault.Open(l.path(keysDir), secret); err != nil {
		return nil, ErrUnlock
	}
	defer func() { l.keys.Close() }()
	findings, err := l.rebuild(ctx)
	if err != nil {
		return findings, fmt.Errorf("rebuild index: %w", err)
	}
	return findings, l.replaceIndex()
}

const rebuiltFile = "rebuilt.db"

// rebuild makes the new index in tmp/.
func (l *Library) rebuild(ctx context.Context) ([]Finding, error) {
	if err := os.MkdirAll(l.path(tmpDir), 0o700); err != nil {
		return nil, err
	}
	if err := emptyFolder(l.path(tmpDir)); err != nil {
		return nil, err
	}
	db, err := createIndex(filepath.Join(l.path(tmpDir), rebuiltFile), l.keys)
	if err != nil {
		return nil, err
	}
	l.db = db
	defer func() { db.Close() }()
	g, findings, err := l.gatherSidecars(ctx)
	if err != nil {
		return nil, err
	}
	err = l.change("fill index", func(c *change) error { return g.insert(c) })
	if err != nil {
		return findings, err
	}
	lost, err := l.adopt(ctx)
	if err != nil {
		return findings, err
	}
	return append(findings, lost...), db.Close()
}

// replaceIndex puts the new index in place of the old one, which is kept. Cut short in between, the library
// is without index and Rebuild is run again.
func (l *Library) replaceIndex() error {
	kept := ""
	for n := 1; kept == "" || exists(kept); n++ {
		kept = l.path(fmt.Sprintf("index.damaged-%d.db", n))
	}
	for _, part := range []string{"-wal", "-journal", "-shm", ""} {
		old := l.path(indexFile) + part
		if !exists(old) {
			continue
		}
		if err := durable.Move(old, kept+part); err != nil {
			return fmt.Errorf("keep damaged index: %w", err)
		}
	}
	return durable.Move(filepath.Join(l.path(tmpDir), rebuiltFile), l.path(indexFile))
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// gathered is the newest of everything the sidecars say.
type gathered struct {
	clients  map[ID]sidecar
	sessions map[ID]sidecar
	photos   map[ID]photoRecord
	removals map[ID]removalRecord
}

// gatherSidecars reads all sidecars and keeps each record's newest.
func (l *Library) gatherSidecars(ctx context.Context) (gathered, []Finding, error) {
	g := gathered{map[ID]sidecar{}, map[ID]sidecar{}, map[ID]photoRecord{}, map[ID]removalRecord{}}
	var findings []Finding
	err := l.sidecars.List(func(name string, _ fs.FileInfo) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		s, err := l.readSidecar(name)
		if err == nil && sidecarName(s.id(), s.Revision) != name {
			err = fmt.Errorf("its name is another's: %w", ErrDamaged)
		}
		if errors.Is(err, ErrNewer) {
			return err // a rebuild without it would lose what it says
		}
		if err != nil {
			findings = append(findings, Finding{What: "sidecar", Label: name, Err: err})
			return nil
		}
		of := g.clients
		if s.Kind == "session" {
			of = g.sessions
		}
		if have, ok := of[s.id()]; !ok || have.Revision < s.Revision {
			of[s.id()] = s
		}
		return nil
	})
	if err != nil {
		return g, findings, err
	}
	g.settle()
	return g, findings, nil
}

// id is of the record the sidecar is about.
func (s sidecar) id() ID {
	if s.Session != nil {
		return s.Session.ID
	}
	return s.Client.ID
}

// settle makes one consistent state of sidecars that a crash may have left
// at different steps.
func (g gathered) settle() {
	for _, s := range g.sessions {
		c, ok := g.clients[s.Client.ID]
		if !ok || c.Revision == 0 && c.Client.Rev < s.Client.Rev {
			g.clients[s.Client.ID] = sidecar{Kind: "client", Client: s.Client} // revision 0: no sidecar of its own
		}
		for _, p := range s.Photos {
			if have, ok := g.photos[p.ID]; !ok || have.Rev < p.Rev {
				g.photos[p.ID] = p
			}
		}
	}
	for _, of := range []map[ID]sidecar{g.clients, g.sessions} {
		for _, s := range of {
			for _, r := range s.Removals {
				g.removals[r.ID] = r
			}
		}
	}
	// What belongs to something in the trash is in the trash.
	for id, s := range g.sessions {
		if removal := g.clients[s.Client.ID].Client.Removal; removal != "" && s.Session.Removal == "" {
			s.Session.Removal = removal
			g.sessions[id] = s
		}
	}
	for id, p := range g.photos {
		if removal := g.sessions[p.SessionID].Session.Removal; removal != "" && p.Removal == "" {
			p.Removal = removal
			g.photos[id] = p
		}
	}
}

// insert fills the empty index.
func (g gathered) insert(c *change) error {
	for _, r := range sortedByID(g.removals) {
		if _, err := c.exec(`INSERT INTO removal (id, kind, subject, removed) VALUES (?1, ?2, ?3, ?4)`,
			r.ID, r.Kind, r.Subject, micro(r.Removed)); err != nil {
			return err
		}
	}
	for _, s := range sortedByID(g.clients) {
		if err := g.insertClient(c, s); err != nil {
			return err
		}
	}
	for _, s := range sortedByID(g.sessions) {
		if err := insertSession(c, s.Session.Session, s.Session.Removal); err != nil {
			return err
		}
		if _, err := c.exec(`UPDATE session SET sidecar = ?2 WHERE id = ?1`, s.Session.ID, s.Revision); err != nil {
			return err
		}
	}
	for _, p := range sortedByID(g.photos) {
		if err := insertPhoto(c, p.Photo, p.Removal); err != nil {
			return err
		}
	}
	_, err := c.exec(dropEmptyRemovals)
	return err
}

func (g gathered) insertClient(c *change, s sidecar) error {
	// Only sidecars of different ages can hold one code twice.
	code := s.Client.Code
	for n := 2; s.Client.Removal == "" && codeFree(c, s.Client.Code, s.Client.ID) != nil; n++ {
		s.Client.Code = fmt.Sprintf("%s-%d", code, n)
	}
	if err := insertClient(c, s.Client.Client, s.Client.Removal); err != nil {
		return err
	}
	if _, err := c.exec(`UPDATE client SET sidecar = ?2 WHERE id = ?1`, s.Client.ID, s.Revision); err != nil {
		return err
	}
	if s.Revision == 0 || code != s.Client.Code {
		c.touch("client", s.Client.ID)
	}
	for _, f := range s.Frames {
		if err := insertFrame(c, f); err != nil {
			return err
		}
	}
	return nil
}

// sortedByID gives the values of a map in a repeatable order.
func sortedByID[T any](m map[ID]T) []T {
	list := make([]T, 0, len(m))
	for _, id := range slices.SortedFunc(maps.Keys(m), cmp.Compare[ID]) {
		list = append(list, m[id])
	}
	return list
}
