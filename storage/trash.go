package storage

import "time"

// Removal is one thing moved to the trash together with what it contained.
type Removal struct {
	ID      ID
	Kind    string // "photo", "session", "client"
	Label   string // what a person would call it: "Frontal, 14 Apr 2026", "Session 14 Apr 2026", "C-0007 Name"
	Client  ID
	Removed time.Time
	Photos  int // how many photos went with it
}

// RemovePhoto, RemoveSession and RemoveClient move to the trash; Restore undoes.
func (l *Library) RemovePhoto(id ID) (Removal, error)   { panic("stub") }
func (l *Library) RemoveSession(id ID) (Removal, error) { panic("stub") }
func (l *Library) RemoveClient(id ID) (Removal, error)  { panic("stub") }

// Restore brings back everything of one removal. ErrExists when a client's code was given to another meanwhile.
func (l *Library) Restore(removal ID) error { panic("stub") }

// Trash lists removals, newest first.
func (l *Library) Trash() ([]Removal, error) { panic("stub") }

// Purge deletes one removal for good, photos' files included. Cannot be undone.
func (l *Library) Purge(removal ID) error { panic("stub") }
