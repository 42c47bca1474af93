package storage

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"skinline/photos"
	"skinline/photos/decode"
)

// ImportItem is one file to take in and where it belongs.
type ImportItem struct {
	// Content, when not nil, is the file itself; Path then only names it.
	Content []byte
	Path    string // an absolute or relative file path
	Session ID     // required
	View    View
	// Phase, when empty, follows from the session's kind: baseline, pre for a treatment, follow-up.
	Phase Phase
	// SHA256, when not empty, is what the file was when it was looked at
	// (Candidate.SHA256): another file of that name is not imported.
	SHA256 string
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

// ImportResult is reported once for every item, in order, the moment it is
// decided. For Imported everything is on the disk and stays there whatever
// happens next.
type ImportResult struct {
	Item   ImportItem
	Status ImportStatus
	SHA256 string // of the file's bytes, "" when it could not be read
	Photo  Photo  // Imported: the new photo; Duplicate: the one already there
	Err    error  // Failed: why; Duplicate: wraps ErrDuplicate and names session and view
}

// Import takes items in, one by one. A bad file is reported and the rest go
// on. It returns early only with ctx's error (what was reported stays), with
// ErrLocked, or when the library cannot be written at all. report runs in
// Import's goroutine and may call the library.
func (l *Library) Import(ctx context.Context, items []ImportItem, report func(ImportResult)) error {
	if l.readOnly {
		return fmt.Errorf("import: %w", errReadOnly)
	}
	for _, item := range items {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := ImportResult{Item: item, Status: Failed}
		previews, err := l.importOne(ctx, &r)
		if errors.Is(err, ErrLocked) || ctx.Err() != nil && errors.Is(err, ctx.Err()) {
			return err
		}
		r.Err = err
		report(r)
		if r.Status == Imported {
			l.keepImported(r.Photo, previews)
		}
	}
	return nil
}

// importOne takes one file through the whole write order. When it returns without an error
// the photo is acknowledged; with one, nothing of the file stays.
func (l *Library) importOne(ctx context.Context, r *ImportResult) ([]*image.NRGBA, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	data, modified, err := readItem(r.Item)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	r.SHA256 = hex.EncodeToString(sum[:])
	if r.Item.SHA256 != "" && r.Item.SHA256 != r.SHA256 {
		return nil, fmt.Errorf("read photo: the file has changed since it was looked at; look at it again: %w", ErrConflict)
	}
	session, err := liveSession(l.db, r.Item.Session)
	if err != nil {
		return nil, failed("find session", err)
	}
	if err := l.refuseDuplicate(l.db, r); err != nil {
		return nil, err
	}
	// A photo that cannot be shown is never acknowledged; what shows that it
	// can be are its previews.
	decoded, err := l.decoder.Decode(ctx, data, PreviewSizes()...)
	if err != nil {
		return nil, fmt.Errorf("read photo: %w", err)
	}
	p := describe(r.Item, decoded.Info, modified, session)
	p.SHA256 = r.SHA256
	if err := p.check(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return decoded.Pictures, l.store(ctx, r, p, data)
}

// store is the write order: file, sidecar, row. The commit of the row is the acknowledgement.
func (l *Library) store(ctx context.Context, r *ImportResult, p Photo, data []byte) error {
	stored, err := l.originals.Put(ctx, data, l.keys.Recipient(), l.keys.Identity())
	if err != nil {
		return failed("store photo", err)
	}
	if stored.Plain != p.SHA256 {
		l.originals.Delete(stored.Name)
		return fmt.Errorf("store photo: it changed in memory while it was being stored: %w", ErrDamaged)
	}
	p.ID, p.Blob, p.Size, p.Added, p.Rev = newID(), stored.Name, stored.Size, now(), 1
	err = l.change("store photo", func(c *change) error {
		// Again: a second import may have been faster, or the session removed.
		if err := l.refuseDuplicate(c, r); err != nil {
			return err
		}
		if _, err := liveSession(c, p.SessionID); err != nil {
			return err
		}
		if err := insertPhoto(c, p, ""); err != nil {
			return err
		}
		c.touch("session", p.SessionID)
		return ctx.Err()
	}, file{l.originals, stored.Name})
	if err != nil {
		return err
	}
	r.Status, r.Photo = Imported, p
	return nil
}

// keepImported keeps the previews of a photo just acknowledged.
func (l *Library) keepImported(p Photo, previews []*image.NRGBA) {
	if l.enter() != nil {
		return
	}
	defer l.mu.RUnlock()
	l.keepPreviews(p, previews)
}

// refuseDuplicate looks for the same bytes in the whole library.
func (l *Library) refuseDuplicate(q querier, r *ImportResult) error {
	p, err := duplicateOf(q, r.SHA256)
	if err != nil || p == nil {
		return failed("look for duplicates", err)
	}
	r.Status, r.Photo = Duplicate, *p
	session, err := liveSession(q, p.SessionID)
	if err != nil {
		return failed("look for duplicates", err)
	}
	client, err := liveClient(q, p.ClientID)
	if err != nil {
		return failed("look for duplicates", err)
	}
	return fmt.Errorf("%w: %s, session of %s, client %s", ErrDuplicate, p.View.Label(), session.Date, client.Code)
}

// duplicateOf returns the live photo with these bytes, nil when there is none.
func duplicateOf(q querier, sum string) (*Photo, error) {
	var id ID
	err := q.QueryRow(`SELECT id FROM photo WHERE sha256 = ?1 AND removal IS NULL ORDER BY id LIMIT 1`, sum).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p, err := livePhoto(q, id)
	return &p, err
}

// describe makes the photo's record from what the file and the item say.
func describe(item ImportItem, info photos.Info, modified time.Time, session Session) Photo {
	p := Photo{
		ClientID: session.ClientID, SessionID: session.ID, View: item.View, Phase: item.Phase,
		OriginalName: baseName(item.Path), Info: info,
	}
	if p.Phase == "" {
		p.Phase = phaseOf(session.Kind)
	}
	p.Taken, p.TakenSource = takenOf(info, item.Taken, modified, session.Date)
	return p
}

func phaseOf(kind SessionKind) Phase {
	switch kind {
	case KindBaseline:
		return PhaseBaseline
	case KindFollowUp:
		return PhaseFollowUp
	}
	return PhasePre
}

// takenOf picks the best date there is. Camera clocks that were never set give dates nobody can mean: those are passed over.
func takenOf(info photos.Info, typed Date, modified time.Time, session Date) (photos.Taken, TakenSource) {
	switch {
	case !typed.IsZero():
		return photos.Taken{Local: typed.Time()}, TakenTyped
	case info.Taken != nil && checkDate("", DateOf(info.Taken.Local)) == nil:
		t := *info.Taken
		t.Local = t.Local.UTC().Truncate(time.Microsecond)
		return t, TakenExif
	case checkDate("", DateOf(modified)) == nil:
		_, seconds := modified.Zone()
		offset := seconds / 60
		y, m, d := modified.Date()
		local := time.Date(y, m, d, modified.Hour(), modified.Minute(), modified.Second(), 0, time.UTC)
		return photos.Taken{Local: local, Offset: &offset}, TakenFile
	}
	return photos.Taken{Local: session.Time()}, TakenSession
}

// readItem returns the file and when it was last modified (zero when not known).
func readItem(item ImportItem) ([]byte, time.Time, error) {
	if item.Content != nil {
		if len(item.Content) > decode.MaxFile {
			return nil, time.Time{}, errTooBig
		}
		return item.Content, time.Time{}, nil
	}
	f, err := os.Open(item.Path)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("read file: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, time.Time{}, fmt.Errorf("read file: %w", err)
	case !info.Mode().IsRegular():
		return nil, time.Time{}, fmt.Errorf("read file: not a regular file: %w", ErrInvalid)
	case info.Size() > decode.MaxFile:
		return nil, time.Time{}, errTooBig
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, time.Time{}, fmt.Errorf("read file: %w", err)
	}
	return data, info.ModTime(), nil
}

var errTooBig = fmt.Errorf("larger than 512 MB: %w", ErrInvalid)

// baseName is the file's own name, cut to what a record takes.
func baseName(path string) string {
	name := filepath.Base(filepath.FromSlash(path))
	if at := strings.LastIndexByte(name, '\\'); at >= 0 {
		name = name[at+1:]
	}
	name = strings.ToValidUTF8(name, "\uFFFD")
	for utf8.RuneCountInString(name) > maxName {
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:]
	}
	return name
}
