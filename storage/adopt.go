package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
)

// recoveredCode is the client that originals no sidecar knows are put under by Rebuild.
const recoveredCode = "RECOVERED"

// adopt gives originals that no sidecar knows a session of their date under
// the client RECOVERED.
func (l *Library) adopt(ctx context.Context) ([]Finding, error) {
	known, err := l.column(`SELECT blob FROM photo`)
	if err != nil {
		return nil, err
	}
	var findings []Finding
	err = l.originals.List(func(name string, info fs.FileInfo) error {
		if known[name] {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.adoptOne(name, info); err != nil {
			findings = append(findings, Finding{What: "orphan", Label: name, Err: err})
		}
		return nil
	})
	return findings, err
}

func (l *Library) adoptOne(name string, info fs.FileInfo) error {
	if err := l.originals.Check(name); err != nil {
		return failed("read original", err)
	}
	data, err := l.originals.GetAs(name, l.keys.Identity())
	if err != nil {
		return failed("read original", err)
	}
	probed, err := l.decoder.Probe(context.Background(), data)
	if err != nil {
		return fmt.Errorf("read photo: %w", err)
	}
	sum := sha256.Sum256(data)
	p := Photo{
		ID: newID(), Phase: PhaseFollowUp, OriginalName: name[:8], SHA256: hex.EncodeToString(sum[:]), Blob: name,
		Size: int64(len(data)), Info: probed, Added: now(), Rev: 1,
	}
	p.Taken, p.TakenSource = takenOf(probed, Date{}, info.ModTime(), DateOf(p.Added))
	return l.change("recover original", func(c *change) error {
		if have, err := duplicateOf(c, p.SHA256); have != nil || err != nil {
			return err // a file that a failed import left beside the one that did it
		}
		session, err := recoverySession(c, DateOf(p.Taken.Local))
		if err != nil {
			return err
		}
		p.ClientID, p.SessionID = session.ClientID, session.ID
		c.touch("session", session.ID)
		return insertPhoto(c, p, "")
	})
}

// recoverySession finds or makes the RECOVERED client's session of a date.
func recoverySession(c *change, d Date) (Session, error) {
	var client ID
	err := c.QueryRow(`SELECT id FROM client WHERE code_key = ?1 AND removal IS NULL`, codeKey(recoveredCode)).Scan(&client)
	if err != nil {
		r := Client{ID: newID(), Code: recoveredCode, Created: now(), Rev: 1}
		client = r.ID
		c.touch("client", client)
		if err := insertClient(c, r, ""); err != nil {
			return Session{}, err
		}
	}
	list, err := liveSessions(c, client)
	if err != nil {
		return Session{}, err
	}
	for _, s := range list {
		if s.Date == d {
			return s, nil
		}
	}
	s := Session{ID: newID(), ClientID: client, Date: d, Kind: KindFollowUp, Rev: 1}
	return s, insertSession(c, s, "")
}
