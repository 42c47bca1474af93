// Package sqldb opens the encrypted SQLite database that is a library's index.
//
// Pages are encrypted with Adiantum, a wide-block cipher, over a checksum inside every page:
// a changed bit anywhere turns the whole page into noise and is noticed.
// Statements use ?1 placeholders: in SQLite $1 is a name, numbered by first
// appearance, not an ordinal.
package sqldb

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	_ "github.com/ncruces/go-sqlite3/vfs/adiantum" // registers the encrypting file system

	"skinline/storage/durable"
)

// ErrDamaged is wrapped by everything that means the file is not the database that
// was written: missing, cut, changed, or opened with another key.
var ErrDamaged = errors.New("the index is damaged")

// ErrUnfinished is returned for a database on a read-only medium that was not
// closed properly: reading it needs a write.
var ErrUnfinished = errors.New("the index was not closed properly and this medium cannot be written; copy the library to a disk first")

// block is the unit in which the encrypting file system reads and writes.
const block = 4096

// Create makes an empty database at path, which must not exist, and opens it.
// key has 32 bytes and is not kept after Close of the database.
func Create(path string, key []byte) (*sql.DB, error) {
	if err := initialise(path, key); err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	return open(path, key, "rw")
}

// initialise sets what is decided once for a database file. Checksums must not be enabled
// in the connect hook: it rewrites the whole file, on every connection.
func initialise(path string, key []byte) error {
	// The file is made here to be private from its first moment.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	c, err := sqlite3.Open(dsn(path, "rw"))
	if err != nil {
		return err
	}
	defer c.Close()
	if err := setup(c, key); err != nil {
		return err
	}
	if err := c.EnableChecksums("main"); err != nil {
		return fmt.Errorf("enable checksums: %w", err)
	}
	if err := c.Exec("PRAGMA journal_mode=WAL"); err != nil {
		return fmt.Errorf("enable write-ahead log: %w", err)
	}
	return durable.SyncDir(filepath.Dir(path))
}

// Open opens the database at path. The caller holds the library's lock: what a power cut left half
// written is cut off first. With readOnly nothing on the disk is touched.
func Open(path string, key []byte, readOnly bool) (*sql.DB, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%w: open index: %w", ErrDamaged, err)
	}
	if info.Size() == 0 || info.Size()%block != 0 {
		return nil, fmt.Errorf("%w: it has a length no index has", ErrDamaged)
	}
	if readOnly {
		if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
			return nil, ErrUnfinished
		}
		return open(path, key, "ro&immutable=1")
	}
	if err := Repair(path); err != nil {
		return nil, err
	}
	return open(path, key, "rw")
}

// Repair cuts the logs beside the database to whole blocks. A power cut can leave part of a block,
// which was never synced and which the encrypting file system cannot read.
func Repair(path string) error {
	for _, log := range []string{path + "-wal", path + "-journal"} {
		info, err := os.Stat(log)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err == nil && info.Size()%block != 0 {
			err = os.Truncate(log, info.Size()/block*block)
		}
		if err != nil {
			return fmt.Errorf("repair log of index: %w", err)
		}
	}
	return nil
}

// Check runs SQLite's own integrity check, of everything or (quick) without
// comparing indexes with tables.
func Check(ctx context.Context, db *sql.DB, quick bool) error {
	pragma := "PRAGMA integrity_check(5)"
	if quick {
		pragma = "PRAGMA quick_check(5)"
	}
	rows, err := db.QueryContext(ctx, pragma)
	if err != nil {
		return Wrap("check index", err)
	}
	defer rows.Close()
	var faults []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return Wrap("check index", err)
		}
		if line != "ok" {
			faults = append(faults, line)
		}
	}
	if err := rows.Err(); err != nil {
		return Wrap("check index", err)
	}
	if len(faults) > 0 {
		return fmt.Errorf("%w: %s", ErrDamaged, strings.Join(faults, "; "))
	}
	return nil
}

// Wrap names the step that failed and adds ErrDamaged when the error means damage.
// nil stays nil.
func Wrap(step string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrDamaged):
		return fmt.Errorf("%s: %w", step, err)
	case damage(err):
		return fmt.Errorf("%s: %w: %w", step, ErrDamaged, err)
	}
	return fmt.Errorf("%s: %w", step, err)
}

// Full reports whether err means that the disk has no room for a change.
func Full(err error) bool {
	return errors.Is(err, sqlite3.FULL) || durable.Full(err)
}

// WriteFailed reports an error of writing whose cause the driver has lost; a full
// disk is the likely one.
func WriteFailed(err error) bool {
	return errors.Is(err, sqlite3.IOERR_WRITE) || errors.Is(err, sqlite3.IOERR_SHMSIZE)
}

func damage(err error) bool {
	return errors.Is(err, sqlite3.CORRUPT) || errors.Is(err, sqlite3.NOTADB) ||
		errors.Is(err, sqlite3.IOERR_DATA) || errors.Is(err, sqlite3.IOERR_SHORT_READ) ||
		errors.Is(err, sqlite3.IOERR_CORRUPTFS) || errors.Is(err, sqlite3.IOERR_BADKEY)
}

func open(path string, key []byte, mode string) (*sql.DB, error) {
	own := append([]byte(nil), key...)
	db, err := driver.Open(dsn(path, mode), func(c *sqlite3.Conn) error { return setup(c, own) })
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	var tables int
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		db.Close()
		return nil, Wrap("open index", err)
	}
	return db, nil
}

// setup is the connect hook. The key goes in by a pragma, never by the name of
// the database, which shows up in errors and traces.
func setup(c *sqlite3.Conn, key []byte) error {
	if err := c.Exec("PRAGMA hexkey='" + hex.EncodeToString(key) + "'"); err != nil {
		return ErrDamaged // the error's own text could carry the statement
	}
	if err := c.BusyTimeout(30 * time.Second); err != nil {
		return err
	}
	return c.Exec(`
		PRAGMA synchronous=FULL;
		PRAGMA foreign_keys=ON;
		PRAGMA temp_store=MEMORY;
		PRAGMA secure_delete=FAST;
		PRAGMA trusted_schema=OFF;
		PRAGMA cell_size_check=ON;`)
}

func dsn(path, mode string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: "vfs=adiantum&_txlock=immediate&mode=" + mode}
	return u.String()
}
