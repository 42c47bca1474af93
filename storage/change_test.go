package storage

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"
)

// small is an open library with one client.
func small(t *testing.T) (*Library, Client) {
	t.Helper()
	l, _, err := Create(filepath.Join(t.TempDir(), "library"), "secret", Options{WorkFactor: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	c, err := l.CreateClient(Client{Name: "Anna Berg"})
	if err != nil {
		t.Fatal(err)
	}
	return l, c
}

func TestAChangeTriedAgainAfterAFailedCommitKeepsItsSidecar(t *testing.T) {
	l, c := small(t)
	next := sidecarName(c.ID, 2)
	l.leftover = []file{{l.sidecars, next}} // as a commit that failed leaves it
	c.Name = "Anna Berg-Lind"
	if _, err := l.UpdateClient(c); err != nil {
		t.Fatal(err)
	}
	s, err := l.readSidecar(next)
	if err != nil || s.Client.Name != c.Name {
		t.Errorf("sidecar of the change: %+v, %v", s.Client, err)
	}
}

func TestRebuildStopsAtASidecarOfANewerProgram(t *testing.T) {
	l, c := small(t)
	s, err := loadSidecar(l.db, touch{"client", c.ID})
	if err != nil {
		t.Fatal(err)
	}
	s.Format, s.Revision = format+1, 9
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.sidecars.PutAs(sidecarName(c.ID, 9), text, l.keys.Recipient()); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Rebuild(t.Context(), l.Dir(), "secret"); !errors.Is(err, ErrNewer) {
		t.Errorf("rebuilt without it: %v", err)
	}
}
