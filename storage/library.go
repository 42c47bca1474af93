package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"

	"skinline/storage/blob"
	"skinline/storage/sqldb"
	"skinline/storage/vault"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Library is an open library. The process holds its lock file until Close.
type Library struct {
	dir        string
	workFactor int
	readOnly   bool
	closed     bool
	lock       *flock.Flock // nil on a medium that cannot be written

	originals, sidecars, previews *blob.Dir
	decoder                       Decoder

	// mu is held for reading by every operation and for writing by Lock,
	// Unlock and Close; keys and db are nil while locked.
	mu   sync.RWMutex
	keys *vault.Keys
	db   *sql.DB

	// write is held while records change: revisions are read, sidecars
	// written and the transaction committed as one step.
	write sync.Mutex
	// leftover are files of changes whose commit failed.
	leftover []file
	// untidy says that the next Open has something to collect.
	untidy bool
}

// Options tunes Create; the zero value is right for people.
type Options struct {
	// WorkFactor is age's scrypt work factor, log2 of N; 0 means 18. Tests use less.
	WorkFactor int
}

// Create makes an empty library in dir, which must not exist or be empty, and
// opens it. It returns the recovery key, which is stored nowhere and must be
// shown once. An empty passphrase is ErrInvalid.
func Create(dir, passphrase string, o Options) (l *Library, recoveryKey string, err error) {
	if passphrase == "" {
		return nil, "", fmt.Errorf("an empty passphrase: %w", ErrInvalid)
	}
	if err := makeFolders(dir); err != nil {
		return nil, "", err
	}
	l = newLibrary(dir)
	l.workFactor = o.WorkFactor
	if err := l.acquire(); err != nil {
		return nil, "", err
	}
	defer func() {
		if err != nil {
			l.release()
		}
	}()
	l.keys, recoveryKey, err = vault.Create(filepath.Join(dir, keysDir), filepath.Join(dir, tmpDir), passphrase, o.WorkFactor)
	if err != nil {
		return nil, "", err
	}
	if l.db, err = createIndex(filepath.Join(dir, indexFile), l.keys); err != nil {
		return nil, "", err
	}
	// The label comes last: a folder with a label is a complete library.
	if err := writeLabel(dir); err != nil {
		return nil, "", fmt.Errorf("create library: %w", err)
	}
	return l, recoveryKey, nil
}

// Open locks and unlocks the library in dir with its passphrase or recovery
// key. Errors: ErrNotLibrary, ErrNewer, ErrInUse, ErrUnlock (nothing on the
// disk has changed), ErrDamaged (Rebuild may help). Takes about a second: never on the UI
// goroutine.
func Open(dir, secret string) (*Library, error) {
	if _, err := readLabel(dir); err != nil {
		return nil, err
	}
	l := newLibrary(dir)
	if err := l.acquire(); err != nil {
		return nil, err
	}
	if err := l.unlock(secret); err != nil {
		l.release()
		return nil, err
	}
	return l, nil
}

// Dir is the library's folder.
func (l *Library) Dir() string { return l.dir }

// ReadOnly reports that the medium cannot be written; changes return errors.
func (l *Library) ReadOnly() bool { return l.readOnly }

// Lock drops the keys and closes the index; the lock file stays held. Every
// call until Unlock returns ErrLocked. It waits for the operation under way
// (one file of an import).
func (l *Library) Lock() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.drop()
}

// Unlock undoes Lock. A wrong secret is ErrUnlock and leaves the library locked.
func (l *Library) Unlock(secret string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.keys != nil {
		return nil
	}
	if l.closed {
		return fmt.Errorf("unlock a closed library: %w", ErrLocked)
	}
	return l.unlock(secret)
}

// Locked reports whether Lock is in force.
func (l *Library) Locked() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.keys == nil
}

// ChangePassphrase rewraps the library key; old is the passphrase or recovery
// key in force. Copies of the library made before still open with the old passphrase.
func (l *Library) ChangePassphrase(old, new string) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	if new == "" {
		return fmt.Errorf("an empty passphrase: %w", ErrInvalid)
	}
	if l.readOnly {
		return errReadOnly
	}
	check, err := vault.Open(l.path(keysDir), old)
	if err != nil {
		return ErrUnlock
	}
	check.Close()
	return l.keys.SetPassphrase(l.path(keysDir), l.path(tmpDir), new, l.workFactor)
}

// Close ends all use and releases the lock file. Closing twice is no error.
func (l *Library) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.drop()
	l.release()
	l.closed = true
	return err
}

func newLibrary(dir string) *Library {
	tmp := filepath.Join(dir, tmpDir)
	return &Library{
		dir:       dir,
		originals: blob.NewDir(filepath.Join(dir, originalDir), tmp, nil),
		sidecars:  blob.NewDir(filepath.Join(dir, sidecarDir), tmp, sidecarShard),
		previews:  blob.NewDir(filepath.Join(dir, previewDir), tmp, nil),
		decoder:   here{},
	}
}

func (l *Library) path(name string) string { return filepath.Join(l.dir, name) }

// enter begins an operation; the caller ends it with l.mu.RUnlock. Operations must not nest:
// a Lock waiting in between would stop both.
func (l *Library) enter() error {
	l.mu.RLock()
	if l.keys == nil {
		l.mu.RUnlock()
		return ErrLocked
	}
	return nil
}

// unlock opens the vault and the index. Nothing is written before the secret has proved right.
func (l *Library) unlock(secret string) error {
	keys, err := vault.Open(l.path(keysDir), secret)
	if err != nil {
		return ErrUnlock
	}
	db, err := l.openIndex(keys)
	if err != nil {
		keys.Close()
		return err
	}
	l.keys, l.db = keys, db
	if l.readOnly {
		return nil
	}
	if err := l.tidy(); err != nil {
		l.drop()
		return err
	}
	return nil
}

func (l *Library) openIndex(keys *vault.Keys) (*sql.DB, error) {
	db, err := sqldb.Open(l.path(indexFile), keys.IndexKey(), l.readOnly)
	if err != nil {
		return nil, failed("open index", err)
	}
	if l.readOnly {
		if db, err = migratable(db); err != nil {
			return nil, failed("open index", err)
		}
	}
	if err := migrate(db); err != nil {
		db.Close()
		return nil, failed("open index", err)
	}
	return db, nil
}

// migratable is an index that cannot be written, or in its place, when it is of
// an older version, a copy that can be brought to this one.
func migratable(db *sql.DB) (*sql.DB, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	current, err := sqldb.Current(context.Background(), db, files)
	if current {
		return db, nil
	}
	defer db.Close()
	if err != nil {
		return nil, err
	}
	return sqldb.InMemory(context.Background(), db)
}

func createIndex(path string, keys *vault.Keys) (*sql.DB, error) {
	db, err := sqldb.Create(path, keys.IndexKey())
	if err != nil {
		return nil, err
	}
	if err := migrate(db); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func migrate(db *sql.DB) error {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return err
	}
	return sqldb.Migrate(context.Background(), db, files)
}

// drop forgets everything secret. The caller holds mu.
func (l *Library) drop() error {
	if l.keys == nil {
		return nil
	}
	err := l.markTidy()
	if closeErr := l.db.Close(); err == nil {
		err = closeErr
	}
	l.keys.Close()
	l.keys, l.db = nil, nil
	return err
}

// acquire takes the lock file; without a writable medium there is none to take.
func (l *Library) acquire() error {
	lock := flock.New(l.path(lockFile), flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	switch {
	case err == nil && !ok:
		return ErrInUse
	case err == nil:
		l.lock = lock
	case !readOnlyMedium(l.dir):
		return fmt.Errorf("lock library: %w", err)
	}
	l.readOnly = readOnlyMedium(l.dir)
	return nil
}

func (l *Library) release() {
	if l.lock != nil {
		l.lock.Unlock() // the file stays: removing it would let two processes lock two files
		l.lock = nil
	}
}
