-- How people left things to be found again, and when each client was last
-- opened. In no sidecar: losing it costs nobody a record.
CREATE TABLE setting (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
);
CREATE TABLE opened (
	client TEXT PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
	at     BIGINT NOT NULL
);
