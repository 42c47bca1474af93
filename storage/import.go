package storage

import (
	"context"

	"skinline/photos"
)

// ImportItem is one file to take in and where it belongs.
type ImportItem struct {
	// Content, when not nil, is the file itself; Path then only names it.
	Content []byte
	Path    string // an absolute or relative file path
	Session ID     // required
	View    View
	Phase   Phase
	// Taken overrides the photo's own date when not zero (source "typed").
	Taken Date
}

// ImportStatus is the outcome of one file.
type ImportStatus string

const (
	Imported  ImportStatus = "imported"
	Duplicate ImportStatus = "duplicate" // the same bytes are already in the library
	Failed    ImportStatus = "failed"
)

// ImportResult is reported once for every item, in order, the moment it is decided.
// For Imported everything is on the disk and stays there whatever happens next.
type ImportResult struct {
	Item   ImportItem
	Status ImportStatus
	SHA256 string // of the file's bytes, "" when it could not be read
	Photo  Photo  // Imported: the new photo; Duplicate: the one already there
	Err    error  // Failed: why; Duplicate: wraps ErrDuplicate and names session and view
}

// Import takes items in, one by one. A bad file is reported and the rest go
// on. It returns early only with ctx's error (what was reported stays) or when the library
// cannot be written at all. report runs in Import's goroutine.
func (l *Library) Import(ctx context.Context, items []ImportItem, report func(ImportResult)) error {
	panic("stub")
}

// Candidate is a file looked at before import.
type Candidate struct {
	Path        string
	Info        photos.Info
	Taken       Date // by Info, else the file's time
	TakenSource TakenSource
	Session     ID     // suggested; "" when no session fits
	Duplicate   *Photo // set when the same bytes are already in the library
	Err         error  // set when it cannot be read, with the reason in words
}

// Review looks at files (folders are walked; hidden files and files that are clearly no pictures
// are left out of folders, but an explicitly named file is always listed) and suggests where each belongs.
// progress may be nil.
func (l *Library) Review(ctx context.Context, client ID, paths []string, progress func(done, total int)) ([]Candidate, error) {
	panic("stub")
}
