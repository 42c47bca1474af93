package storage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Client is one person whose progress is followed.
type Client struct {
	ID ID `json:"id"`
	// Code is the practice's own short name for the client ("C-0142"),
	// unique in the library, whatever its case, among clients not in the trash. Required;
	// CreateClient makes the next free "C-0001" when it is empty.
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

// CreateClient stores a new client; ID, Created and Rev are set by it. ErrExists when the
// code is taken.
func (l *Library) CreateClient(c Client) (Client, error) {
	if err := l.enter(); err != nil {
		return Client{}, err
	}
	defer l.mu.RUnlock()
	c = c.trimmed()
	if err := c.check(); err != nil {
		return Client{}, err
	}
	c.ID, c.Created, c.Rev = newID(), now(), 1
	err := l.change("create client", func(ch *change) (err error) {
		if c.Code == "" {
			if c.Code, err = nextCode(ch); err != nil {
				return err
			}
		}
		if err := codeFree(ch, c.Code, c.ID); err != nil {
			return err
		}
		if err := insertClient(ch, c, ""); err != nil {
			return err
		}
		ch.touch("client", c.ID)
		return nil
	})
	if err != nil {
		return Client{}, err
	}
	return c, nil
}

// UpdateClient stores c over the revision it was read at and returns it with
// the next one. Created cannot be changed.
func (l *Library) UpdateClient(c Client) (Client, error) {
	if err := l.enter(); err != nil {
		return Client{}, err
	}
	defer l.mu.RUnlock()
	c = c.trimmed()
	if c.Code == "" {
		return Client{}, fmt.Errorf("a client without code: %w", ErrInvalid)
	}
	if err := c.check(); err != nil {
		return Client{}, err
	}
	err := l.change("update client", func(ch *change) error {
		old, err := liveClient(ch, c.ID)
		if err != nil {
			return err
		}
		if old.Rev != c.Rev {
			return ErrConflict
		}
		if err := codeFree(ch, c.Code, c.ID); err != nil {
			return err
		}
		c.Created, c.Rev = old.Created, old.Rev+1
		_, err = ch.exec(`UPDATE client SET code = ?2, code_key = ?3, name = ?4, concern = ?5, fitzpatrick = ?6,
			tags = ?7, notes = ?8, rev = ?9 WHERE id = ?1`,
			c.ID, c.Code, codeKey(c.Code), c.Name, c.Concern, c.Fitzpatrick, tagText(c.Tags), c.Notes, c.Rev)
		ch.touch("client", c.ID)
		return err
	})
	if err != nil {
		return Client{}, err
	}
	return c, nil
}

// Client returns ErrNotFound for clients in the trash too.
func (l *Library) Client(id ID) (Client, error) {
	if err := l.enter(); err != nil {
		return Client{}, err
	}
	defer l.mu.RUnlock()
	c, err := liveClient(l.db, id)
	return c, failed("read client", err)
}

// ClientByCode finds a client by its code, whatever its case.
func (l *Library) ClientByCode(code string) (Client, error) {
	if err := l.enter(); err != nil {
		return Client{}, err
	}
	defer l.mu.RUnlock()
	var id ID
	err := l.db.QueryRow(`SELECT id FROM client WHERE code_key = ?1 AND removal IS NULL`, codeKey(code)).Scan(&id)
	if err != nil {
		return Client{}, failed("find client by code", err)
	}
	c, err := liveClient(l.db, id)
	return c, failed("find client by code", err)
}

// Clients lists all clients not in the trash, sorted by name as people sort, then by code.
func (l *Library) Clients() ([]ClientSummary, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	rows, err := l.db.Query(`SELECT ` + clientColumns + `,
		(SELECT count(*) FROM session s WHERE s.client = c.id AND s.removal IS NULL),
		(SELECT count(*) FROM photo p JOIN session s ON s.id = p.session WHERE s.client = c.id AND p.removal IS NULL),
		coalesce((SELECT max(s.date) FROM session s WHERE s.client = c.id AND s.removal IS NULL), ''),
		coalesce((SELECT s.next_due FROM session s WHERE s.client = c.id AND s.removal IS NULL AND s.next_due <> ''
			ORDER BY s.date DESC, s.id DESC LIMIT 1), ''),
		(EXISTS (SELECT 1 FROM session s WHERE s.client = c.id AND s.removal IS NULL AND s.kind = 'baseline')
			OR EXISTS (SELECT 1 FROM photo p JOIN session s ON s.id = p.session
				WHERE s.client = c.id AND p.removal IS NULL AND p.phase = 'baseline')),
		coalesce(
			(SELECT p.id FROM session s JOIN photo p ON p.session = s.id WHERE s.client = c.id AND p.removal IS NULL AND p.view = 'frontal'
				ORDER BY s.date DESC, p.taken DESC, p.id DESC LIMIT 1),
			(SELECT p.id FROM session s JOIN photo p ON p.session = s.id WHERE s.client = c.id AND p.removal IS NULL
				ORDER BY s.date DESC, p.taken DESC, p.id DESC LIMIT 1), '')
		FROM client c WHERE c.removal IS NULL`)
	if err != nil {
		return nil, failed("list clients", err)
	}
	defer rows.Close()
	var list []ClientSummary
	for rows.Next() {
		var s ClientSummary
		var last, due string
		var baseline int
		s.Client, _, err = scanClient(rows, &s.Sessions, &s.Photos, &last, &due, &baseline, &s.Face)
		if err != nil {
			return nil, failed("list clients", err)
		}
		s.HasBaseline = baseline != 0
		if err := parseDates(last, &s.LastSession, due, &s.NextDue); err != nil {
			return nil, failed("list clients", err)
		}
		list = append(list, s)
	}
	sortByName(list)
	return list, failed("list clients", rows.Err())
}

func sortByName(list []ClientSummary) {
	names := collate.New(language.Und, collate.IgnoreCase, collate.Numeric)
	slices.SortFunc(list, func(a, b ClientSummary) int {
		if by := names.CompareString(a.Name, b.Name); by != 0 {
			return by
		}
		return names.CompareString(a.Code, b.Code)
	})
}

func (c Client) trimmed() Client {
	c.Code, c.Name, c.Concern = strings.TrimSpace(c.Code), strings.TrimSpace(c.Name), strings.TrimSpace(c.Concern)
	return c
}

func (c Client) check() error {
	if err := checkTexts(maxName, "code", c.Code, "name", c.Name, "concern", c.Concern); err != nil {
		return err
	}
	if err := checkText("notes", c.Notes, maxNotes); err != nil {
		return err
	}
	if c.Fitzpatrick < 0 || c.Fitzpatrick > 6 {
		return fmt.Errorf("skin type %d is not Fitzpatrick 1 to 6: %w", c.Fitzpatrick, ErrInvalid)
	}
	if len(c.Tags) > maxTags {
		return fmt.Errorf("%d tags, at most %d fit: %w", len(c.Tags), maxTags, ErrInvalid)
	}
	for _, tag := range c.Tags {
		if err := checkText("tag", tag, maxName); err != nil {
			return err
		}
	}
	return nil
}

const clientColumns = `c.id, c.code, c.name, c.concern, c.fitzpatrick, c.tags, c.notes, c.created, c.rev, coalesce(c.removal, '')`

// scanner is a row or the current one of rows.
type scanner interface{ Scan(dest ...any) error }

func scanClient(row scanner, more ...any) (c Client, removal ID, err error) {
	var tags string
	var created int64
	dest := []any{&c.ID, &c.Code, &c.Name, &c.Concern, &c.Fitzpatrick, &tags, &c.Notes, &created, &c.Rev, &removal}
	if err := row.Scan(append(dest, more...)...); err != nil {
		return Client{}, "", err
	}
	c.Created = fromMicro(created)
	if err := json.Unmarshal([]byte(tags), &c.Tags); err != nil {
		return Client{}, "", fmt.Errorf("%w: tags: %w", ErrDamaged, err)
	}
	return c, removal, nil
}

func readClient(q querier, id ID) (Client, ID, error) {
	return scanClient(q.QueryRow(`SELECT `+clientColumns+` FROM client c WHERE c.id = ?1`, id))
}

func liveClient(q querier, id ID) (Client, error) {
	c, removal, err := readClient(q, id)
	if err == nil && removal != "" {
		err = sql.ErrNoRows
	}
	return c, err
}

func insertClient(c *change, r Client, removal ID) error {
	_, err := c.exec(`INSERT INTO client (id, code, code_key, name, concern, fitzpatrick, tags, notes, created, rev, sidecar, removal)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, nullif(?11, ''))`,
		r.ID, r.Code, codeKey(r.Code), r.Name, r.Concern, r.Fitzpatrick, tagText(r.Tags), r.Notes, micro(r.Created), r.Rev, removal)
	return err
}

// codeFree returns ErrExists when another client has the code.
func codeFree(q querier, code string, except ID) error {
	var id ID
	err := q.QueryRow(`SELECT id FROM client WHERE code_key = ?1 AND removal IS NULL AND id <> ?2`, codeKey(code), except).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("client code %s: %w", code, ErrExists)
}

// nextCode is one beyond the highest "C-0001" ever given, in the trash included.
func nextCode(q querier) (string, error) {
	rows, err := q.Query(`SELECT code_key FROM client WHERE code_key LIKE 'c-%'`)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	highest := 0
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return "", err
		}
		var n int
		if _, err := fmt.Sscanf(key, "c-%d", &n); err == nil && n < 1e9 && key == codeKey(codeOf(n)) {
			highest = max(highest, n)
		}
	}
	return codeOf(highest + 1), rows.Err()
}

func codeOf(n int) string { return fmt.Sprintf("C-%04d", n) }

func codeKey(code string) string { return strings.ToLower(strings.TrimSpace(code)) }

func tagText(tags []string) string {
	if len(tags) == 0 {
		return "null"
	}
	text, _ := json.Marshal(tags) // strings always marshal
	return string(text)
}

// parseDates reads pairs of text and destination.
func parseDates(pairs ...any) error {
	for i := 0; i < len(pairs); i += 2 {
		d, err := ParseDate(pairs[i].(string))
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		*pairs[i+1].(*Date) = d
	}
	return nil
}
