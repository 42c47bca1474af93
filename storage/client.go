package storage

import "time"

// ID is a time-ordered random identifier (UUIDv7 in canonical text form).
type ID string

// Client is one person whose progress is followed.
type Client struct {
	ID ID `json:"id"`
	// Code is the practice's own short name for the client ("C-0142"),
	// unique in the library among clients not in the trash. Required; CreateClient makes the
	// next free "C-0001" when it is empty.
	Code        string    `json:"code"`
	Name        string    `json:"name"`
	Concern     string    `json:"concern"`     // "acne scars", free text
	Fitzpatrick int       `json:"fitzpatrick"` // 1 to 6; 0: not recorded
	Tags        []string  `json:"tags,omitempty"`
	Notes       string    `json:"notes,omitempty"`
	Created     time.Time `json:"created"`
	Rev         int64     `json:"rev"` // optimistic version; updates refuse a stale one with ErrConflict
}

// ClientSummary is a client with what the clients list shows of it.
type ClientSummary struct {
	Client
	Sessions    int
	Photos      int
	LastSession Date // zero when none
	NextDue     Date // of the latest session that has one
	HasBaseline bool // a session of kind baseline, or a photo of phase baseline, exists
	// Face is the photo to stand for the client: the newest frontal one, else
	// the newest; "" when the client has no photo.
	Face ID
}

func (l *Library) CreateClient(c Client) (Client, error)    { panic("stub") }
func (l *Library) UpdateClient(c Client) (Client, error)    { panic("stub") }
func (l *Library) Client(id ID) (Client, error)             { panic("stub") }
func (l *Library) ClientByCode(code string) (Client, error) { panic("stub") }
func (l *Library) Clients() ([]ClientSummary, error)        { panic("stub") } // sorted by name for people (collation), then code
