package storage

import (
	"encoding/base64"
	"fmt"
)

const maxDraft = 4 << 20

// SaveDraft keeps what is being typed in a form (encrypted, in the index)
// until DropDraft; key names the form ("session/<client id>").
func (l *Library) SaveDraft(key string, content []byte) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	if len(content) > maxDraft {
		return fmt.Errorf("a draft of %d bytes: %w", len(content), ErrInvalid)
	}
	return l.change("save draft", func(c *change) error {
		_, err := c.exec(`INSERT INTO draft (name, content) VALUES (?1, ?2)
			ON CONFLICT (name) DO UPDATE SET content = excluded.content`, key, base64.StdEncoding.EncodeToString(content))
		return err
	})
}

// Draft returns ErrNotFound when there is none.
func (l *Library) Draft(key string) ([]byte, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	var text string
	if err := l.db.QueryRow(`SELECT content FROM draft WHERE name = ?1`, key).Scan(&text); err != nil {
		return nil, failed("read draft", err)
	}
	content, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("read draft: %w: %w", ErrDamaged, err)
	}
	return content, nil
}

// DropDraft forgets a draft; one that does not exist is no error.
func (l *Library) DropDraft(key string) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	return l.change("drop draft", func(c *change) error {
		_, err := c.exec(`DELETE FROM draft WHERE name = ?1`, key)
		return err
	})
}
