package sqldb

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	_ "github.com/ncruces/go-sqlite3/vfs/memdb" // registers databases in memory
)

// InMemory is a copy of db in this process's memory, which ends with its Close.
// An old index on a medium that cannot be written is migrated there.
func InMemory(ctx context.Context, db *sql.DB) (*sql.DB, error) {
	name := "file:/" + rand.Text() + "?vfs=memdb"
	// A database in memory lives as long as a connection to it does.
	empty, err := driver.Open(name)
	if err != nil {
		return nil, fmt.Errorf("copy index: %w", err)
	}
	defer empty.Close()
	if err := empty.PingContext(ctx); err != nil {
		return nil, Wrap("copy index", err)
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?1`, name); err != nil {
		return nil, Wrap("copy index", err)
	}
	out, err := driver.Open(name, unchecked)
	if err != nil {
		return nil, fmt.Errorf("copy index: %w", err)
	}
	out.SetMaxOpenConns(4)
	out.SetMaxIdleConns(4)
	if err := out.PingContext(ctx); err != nil {
		out.Close()
		return nil, Wrap("copy index", err)
	}
	return out, nil
}

// unchecked turns off the checksums of pages that a copy has taken over: its
// first pages were written before it was known that they have any, and would
// be taken for damaged. Checksums cannot be turned off before the first page
// has been looked at.
func unchecked(c *sqlite3.Conn) error {
	_ = c.Exec(`SELECT count(*) FROM sqlite_schema`)
	return c.Exec(`PRAGMA checksum_verification=OFF; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY`)
}
