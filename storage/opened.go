package storage

import "time"

// Opened notes that a client's page was opened at a time.
func (l *Library) Opened(client ID, at time.Time) error {
	if err := l.enter(); err != nil {
		return err
	}
	defer l.mu.RUnlock()
	return l.change("note opened client", func(c *change) error {
		if _, err := liveClient(c, client); err != nil {
			return err
		}
		_, err := c.exec(`INSERT INTO opened (client, at) VALUES (?1, ?2)
			ON CONFLICT (client) DO UPDATE SET at = excluded.at`, client, micro(at))
		return err
	})
}

// RecentClients are the clients opened last, the latest first, at most n; none
// that are in the trash.
func (l *Library) RecentClients(n int) ([]Client, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	rows, err := l.db.Query(`SELECT `+clientColumns+` FROM opened o JOIN client c ON c.id = o.client
		WHERE c.removal IS NULL ORDER BY o.at DESC, o.client DESC LIMIT ?1`, n)
	if err != nil {
		return nil, failed("list recent clients", err)
	}
	defer rows.Close()
	var list []Client
	for rows.Next() {
		c, _, err := scanClient(rows)
		if err != nil {
			return nil, failed("list recent clients", err)
		}
		list = append(list, c)
	}
	return list, failed("list recent clients", rows.Err())
}
