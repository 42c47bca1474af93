package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// ErrNewer is returned for a database written by a later version of the
// program.
var ErrNewer = errors.New("the index was written by a newer version")

// Migrate brings the database to the newest of the numbered files in
// migrations ("0001_first.sql", ...), each in its own transaction with the number it
// leads to. A database beyond the newest is ErrNewer.
func Migrate(ctx context.Context, db *sql.DB, migrations fs.FS) error {
	names, version, err := versions(ctx, db, migrations)
	if err != nil {
		return err
	}
	for i, name := range names {
		number, err := strconv.Atoi(strings.SplitN(name, "_", 2)[0])
		if err != nil || number != i+1 {
			return fmt.Errorf("migration %q is out of order", name)
		}
		if number <= version {
			continue
		}
		if err := apply(ctx, db, migrations, name, number); err != nil {
			return Wrap("migrate index to schema "+strconv.Itoa(number), err)
		}
	}
	return nil
}

// Current reports whether Migrate has nothing to do. A database beyond the
// newest migration is ErrNewer.
func Current(ctx context.Context, db *sql.DB, migrations fs.FS) (bool, error) {
	names, version, err := versions(ctx, db, migrations)
	return version == len(names), err
}

// versions are the migrations there are and the number of the last one done.
func versions(ctx context.Context, db *sql.DB, migrations fs.FS) (names []string, version int, err error) {
	if names, err = fs.Glob(migrations, "*.sql"); err != nil { // sorted
		return nil, 0, fmt.Errorf("list migrations: %w", err)
	}
	if version, err = Version(ctx, db); err != nil {
		return nil, 0, err
	}
	if version > len(names) {
		return nil, 0, fmt.Errorf("%w: schema %d, this program knows %d", ErrNewer, version, len(names))
	}
	return names, version, nil
}

// Version is the schema number of a database; 0 for an empty one.
func Version(ctx context.Context, db *sql.DB) (int, error) {
	var tables int
	err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = 'schema'`).Scan(&tables)
	if err != nil {
		return 0, Wrap("read schema number", err)
	}
	if tables == 0 {
		return 0, nil
	}
	var version int
	if err := db.QueryRowContext(ctx, `SELECT version FROM schema`).Scan(&version); err != nil {
		return 0, Wrap("read schema number", err)
	}
	return version, nil
}

func apply(ctx context.Context, db *sql.DB, migrations fs.FS, name string, number int) error {
	text, err := fs.ReadFile(migrations, name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if number == 1 {
		if _, err := tx.ExecContext(ctx, `CREATE TABLE schema (version BIGINT NOT NULL); INSERT INTO schema VALUES (0)`); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE schema SET version = ?1`, number); err != nil {
		return err
	}
	return tx.Commit()
}
