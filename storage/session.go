package storage

// SessionKind says what a session was for.
type SessionKind string

const (
	KindBaseline  SessionKind = "baseline"  // photos before the course
	KindTreatment SessionKind = "treatment" // needling took place
	KindFollowUp  SessionKind = "follow-up" // photos and assessment only
)

// Session is one treatment or visit of a client, on one date.
type Session struct {
	ID           ID              `json:"id"`
	ClientID     ID              `json:"client"`
	Date         Date            `json:"date"` // required
	Kind         SessionKind     `json:"kind"`
	Practitioner string          `json:"practitioner,omitempty"`
	Device       string          `json:"device,omitempty"` // free text, "pen, 12 pins"
	Notes        string          `json:"notes,omitempty"`
	NextDue      Date            `json:"next_due,omitzero"`
	Zones        []ZoneTreatment `json:"zones,omitempty"` // in the order entered
	Rev          int64           `json:"rev"`
}

// Sessions returns a client's sessions in date order, then by creation.
func (l *Library) Sessions(client ID) ([]Session, error)    { panic("stub") }
func (l *Library) Session(id ID) (Session, error)           { panic("stub") }
func (l *Library) CreateSession(s Session) (Session, error) { panic("stub") }
func (l *Library) UpdateSession(s Session) (Session, error) { panic("stub") }

// SuggestSession picks the session of client a photo taken on d belongs to:
// the one of that date, else the nearest within 3 days; ok is false when none fits.
func (l *Library) SuggestSession(client ID, d Date) (s Session, ok bool, err error) { panic("stub") }

// SaveDraft keeps what is being typed in a form (encrypted, in the index)
// until DropDraft; key names the form ("session/<client id>").
func (l *Library) SaveDraft(key string, content []byte) error { panic("stub") }

// Draft returns ErrNotFound when there is none.
func (l *Library) Draft(key string) ([]byte, error) { panic("stub") }
func (l *Library) DropDraft(key string) error       { panic("stub") }
