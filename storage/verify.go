package storage

import "context"

// Finding is one thing Verify found wrong.
type Finding struct {
	What  string // "index", "original", "sidecar", "orphan"
	Photo ID     // "" when it is not about one photo
	Label string // for people: client code, session date, view; never written to logs
	Err   error
}

// Report is what Verify checked.
type Report struct {
	Clients, Sessions, Photos int
	Bytes                     int64
	Findings                  []Finding // empty: everything is as it was when acknowledged
}

// Verify checks the index's integrity and, for every photo, that its file has
// the hash in its name, decrypts, and gives the bytes imported.
func (l *Library) Verify(ctx context.Context, progress func(done, total int)) (Report, error) {
	panic("stub")
}
