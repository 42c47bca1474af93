package storage

import "path/filepath"

// Purge deletes one removal for good, photos' files included. Cannot be
// undone. What had been removed earlier from a purged session or client goes
// with it.
func (l *Library) Purge(removal ID) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	err := l.change("purge", func(c *change) error {
		if _, err := readRemoval(c, removal); err != nil {
			return err
		}
		if err := c.noteErasing(removal); err != nil {
			return err
		}
		if err := c.touchRemoval(removal); err != nil {
			return err
		}
		return c.deleteRemoved(removal)
	})
	if err != nil {
		return err
	}
	l.write.Lock()
	defer l.write.Unlock()
	return l.finishErasing()
}

// What a removal takes with it: the sessions, and the photos of any removal in them.
const (
	removedSessions = `SELECT id FROM session WHERE removal = ?1 OR client IN (SELECT id FROM client WHERE removal = ?1)`
	removedPhotos   = `SELECT id FROM photo WHERE removal = ?1 OR session IN (` + removedSessions + `)`
)

// dropEmptyRemovals deletes removals whose things went with another one: nothing is left to restore.
const dropEmptyRemovals = `DELETE FROM removal WHERE id NOT IN (SELECT removal FROM client WHERE removal IS NOT NULL
	UNION SELECT removal FROM session WHERE removal IS NOT NULL UNION SELECT removal FROM photo WHERE removal IS NOT NULL)`

// noteErasing lists the files to delete in the index, so that a purge that is cut short
// is finished at the next opening.
func (c *change) noteErasing(removal ID) error {
	l := c.l
	records, err := readPhotos(c, `WHERE p.id IN (`+removedPhotos+`)`, removal)
	if err != nil {
		return err
	}
	var paths []string
	for _, p := range records {
		paths = append(paths, l.originals.Path(p.Blob))
		for _, size := range PreviewSizes() {
			paths = append(paths, l.previews.Path(l.previewName(p.Photo, size)))
		}
	}
	names, err := texts[string](c, `SELECT id || '-' || sidecar || '.json' FROM session WHERE id IN (`+removedSessions+`)
		UNION ALL SELECT id || '-' || sidecar || '.json' FROM client WHERE removal = ?1`, removal)
	if err != nil {
		return err
	}
	for _, name := range names {
		paths = append(paths, l.sidecars.Path(name))
	}
	for _, path := range paths {
		relative, err := filepath.Rel(l.dir, path)
		if err != nil {
			return err
		}
		if _, err := c.exec(`INSERT INTO erase (path) VALUES (?1) ON CONFLICT DO NOTHING`, filepath.ToSlash(relative)); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) deleteRemoved(removal ID) error {
	for _, statement := range []string{
		`DELETE FROM photo WHERE id IN (` + removedPhotos + `)`,
		`DELETE FROM draft WHERE EXISTS (SELECT 1 FROM client WHERE removal = ?1 AND instr(draft.name, client.id) > 0)`,
		`DELETE FROM setting WHERE EXISTS (SELECT 1 FROM client WHERE removal = ?1 AND instr(setting.name, client.id) > 0)`,
		`DELETE FROM session WHERE id IN (` + removedSessions + `)`,
		`DELETE FROM client WHERE removal = ?1`,
		`DELETE FROM removal WHERE id = ?1`,
	} {
		if _, err := c.exec(statement, removal); err != nil {
			return err
		}
	}
	_, err := c.exec(dropEmptyRemovals)
	return err
}
