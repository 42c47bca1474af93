package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"slices"

	"skinline/storage/blob"
	"skinline/storage/durable"
	"skinline/storage/sqldb"
)

var errReadOnly = errors.New("this library is on a medium that cannot be written")

// change is one step from one state of the library to the next. Sidecars of every client
// and session it touches are written and synced before the commit; the commit is
// the acknowledgement.
type change struct {
	*sql.Tx
	l        *Library
	touched  []touch
	owned    []file   // new files that are nothing without the commit
	replaced []string // names of sidecars that the commit makes old
}

type touch struct {
	table string // "client" or "session"
	id    ID
}

// file is a stored file by the folder it is in.
type file struct {
	in   *blob.Dir
	name string
}

// touch notes that a record's sidecar must be written anew.
func (c *change) touch(table string, id ID) {
	t := touch{table, id}
	for _, have := range c.touched {
		if have == t {
			return
		}
	}
	c.touched = append(c.touched, t)
}

// exec runs a statement and returns how many rows it changed.
func (c *change) exec(query string, args ...any) (int64, error) {
	r, err := c.Exec(query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// change runs f and commits. The caller has entered the library. A failed
// change leaves the index as it was and deletes the files it owns: owned, already
// written, and the sidecars.
func (l *Library) change(step string, f func(c *change) error, owned ...file) error {
	if l.readOnly {
		return fmt.Errorf("%s: %w", step, errReadOnly)
	}
	l.write.Lock()
	defer l.write.Unlock()
	c := &change{l: l, owned: owned}
	if err := c.prepare(f); err != nil {
		for _, own := range c.owned {
			own.in.Delete(own.name)
		}
		return failed(step, l.writeCause(err))
	}
	if err := c.Commit(); err != nil {
		// Not deleted at once: a commit that failed at its last step, the
		// sync, may still be found in the log after a crash, until the next
		// commit overwrites it there.
		l.leftover = append(l.leftover, c.owned...)
		l.untidy = true
		return failed(step, l.writeCause(err))
	}
	for _, name := range c.replaced {
		if l.sidecars.Delete(name) != nil {
			l.untidy = true
		}
	}
	for _, old := range l.leftover {
		// A change tried again after a failed commit writes its sidecars
		// under the same names.
		if slices.Contains(c.owned, old) {
			continue
		}
		old.in.Delete(old.name)
	}
	l.leftover = nil
	return nil
}

// prepare does everything but the commit.
func (c *change) prepare(f func(c *change) error) (err error) {
	if c.Tx, err = c.l.db.BeginTx(context.Background(), nil); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			c.Rollback()
		}
	}()
	if err := f(c); err != nil {
		return err
	}
	for _, t := range c.touched {
		if err := c.writeSidecar(t); err != nil {
			return err
		}
	}
	return nil
}

// writeCause finds out whether a write of the index failed for want of room,
// which the database does not always say.
func (l *Library) writeCause(err error) error {
	if !sqldb.WriteFailed(err) {
		return err
	}
	f, probe := durable.Temp(l.path(tmpDir))
	if probe == nil {
		_, probe = f.Write(make([]byte, 1<<20))
		f.Close()
		os.Remove(f.Name())
	}
	if durable.Full(probe) {
		return errors.Join(err, probe)
	}
	return err
}

// failed names the step and translates the errors of the packages below.
func failed(step string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("%s: %w", step, ErrNotFound)
	case errors.Is(err, sqldb.ErrNewer):
		return fmt.Errorf("%w: %w", ErrNewer, err)
	case errors.Is(err, blob.ErrDamaged), errors.Is(sqldb.Wrap(step, err), sqldb.ErrDamaged):
		return fmt.Errorf("%s: %w: %w", step, ErrDamaged, err)
	case sqldb.Full(err):
		return fmt.Errorf("%s: %w", step, errFull{err})
	}
	return fmt.Errorf("%s: %w", step, err)
}

// errFull says in words for people what the machine said.
type errFull struct{ cause error }

func (e errFull) Error() string { return "the disk is full; nothing was changed" }
func (e errFull) Unwrap() error { return e.cause }

// missing reports that a stored file is not there at all.
func missing(err error) bool { return errors.Is(err, os.ErrNotExist) }
