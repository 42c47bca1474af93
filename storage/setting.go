package storage

import (
	"encoding/json"
	"errors"
	"fmt"
)

// maxSetting bounds the JSON of one setting, in bytes.
const maxSetting = 4 << 20

// SaveSetting keeps value as JSON (encrypted, in the index, in no sidecar)
// under name. What is about one client has its ID in the name
// ("timeline/<client id>") and is forgotten with the client.
func (l *Library) SaveSetting(name string, value any) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("save setting: %w: %w", ErrInvalid, err)
	}
	if len(text) > maxSetting {
		return fmt.Errorf("a setting of %d bytes: %w", len(text), ErrInvalid)
	}
	return l.change("save setting", func(c *change) error {
		_, err := c.exec(`INSERT INTO setting (name, value) VALUES (?1, ?2)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, string(text))
		return err
	})
}

// Setting fills value, a pointer, with what is kept under name and reports
// whether anything is; without, value stays as it was.
func (l *Library) Setting(name string, value any) (bool, error) {
	if err := l.enter(); err != nil {
		return false, err
	}
	defer l.mu.RUnlock()
	var text string
	err := failed("read setting", l.db.QueryRow(`SELECT value FROM setting WHERE name = ?1`, name).Scan(&text))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := json.Unmarshal([]byte(text), value); err != nil {
		return false, fmt.Errorf("read setting: %w: %w", ErrDamaged, err)
	}
	return true, nil
}
