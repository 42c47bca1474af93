package storage

// Library is an open library. The process holds its lock file until Close.
type Library struct{}

// Options tunes Create; the zero value is right for people.
type Options struct {
	// WorkFactor is age's scrypt work factor, log2 of N; 0 means 18. Tests use less.
	WorkFactor int
}

// Create makes an empty library in dir, which must not exist or be empty, and
// opens it. It returns the recovery key, which is stored nowhere and must be shown once. An empty passphrase is ErrInvalid.
func Create(dir, passphrase string, o Options) (l *Library, recoveryKey string, err error) {
	panic("stub")
}

// Open locks and unlocks the library in dir with its passphrase or recovery key.
// Errors: ErrNotLibrary, ErrNewer, ErrInUse, ErrUnlock (nothing on the disk has changed), ErrDamaged.
// Takes about a second: never on the UI goroutine.
func Open(dir, secret string) (*Library, error) { panic("stub") }

// IsLibrary reports whether dir looks like a library, without opening it.
func IsLibrary(dir string) bool { panic("stub") }

// Dir is the library's folder.
func (l *Library) Dir() string { panic("stub") }

// ReadOnly reports that the medium cannot be written; changes return errors.
func (l *Library) ReadOnly() bool { panic("stub") }

// Lock drops the keys and closes the index; the lock file stays held. Every call until
// Unlock returns ErrLocked. It waits for the operation under way (one file of an import).
func (l *Library) Lock() error { panic("stub") }

// Unlock undoes Lock.
func (l *Library) Unlock(secret string) error { panic("stub") }

// Locked reports whether Lock is in force.
func (l *Library) Locked() bool { panic("stub") }

// ChangePassphrase rewraps the library key; old is the passphrase or recovery key in force.
func (l *Library) ChangePassphrase(old, new string) error { panic("stub") }

// Close ends all use and releases the lock file.
func (l *Library) Close() error { panic("stub") }
