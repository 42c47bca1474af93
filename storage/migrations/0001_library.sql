-- Text ids are UUIDv7, times are microseconds since 1970 UTC, dates are ISO
-- text, removal is NULL for what is not in the trash. Only SQL that SQLite and
-- PostgreSQL share.

CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
);

CREATE TABLE removal (
	id      TEXT PRIMARY KEY,
	kind    TEXT NOT NULL CHECK (kind IN ('photo', 'session', 'client')),
	subject TEXT NOT NULL,
	removed BIGINT NOT NULL
);

CREATE TABLE client (
	id          TEXT PRIMARY KEY,
	code        TEXT NOT NULL,
	code_key    TEXT NOT NULL,
	name        TEXT NOT NULL,
	concern     TEXT NOT NULL,
	fitzpatrick BIGINT NOT NULL CHECK (fitzpatrick BETWEEN 0 AND 6),
	tags        TEXT NOT NULL,
	notes       TEXT NOT NULL,
	created     BIGINT NOT NULL,
	rev         BIGINT NOT NULL,
	sidecar     BIGINT NOT NULL,
	removal     TEXT REFERENCES removal (id)
);
CREATE UNIQUE INDEX client_code ON client (code_key) WHERE removal IS NULL;
CREATE INDEX client_removal ON client (removal) WHERE removal IS NOT NULL;

CREATE TABLE session (
	id           TEXT PRIMARY KEY,
	client       TEXT NOT NULL REFERENCES client (id),
	date         TEXT NOT NULL,
	kind         TEXT NOT NULL,
	practitioner TEXT NOT NULL,
	device       TEXT NOT NULL,
	notes        TEXT NOT NULL,
	next_due     TEXT NOT NULL,
	rev          BIGINT NOT NULL,
	sidecar      BIGINT NOT NULL,
	removal      TEXT REFERENCES removal (id)
);
CREATE INDEX session_client ON session (client, date);
CREATE INDEX session_removal ON session (removal) WHERE removal IS NOT NULL;

CREATE TABLE zone (
	session  TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
	position BIGINT NOT NULL,
	zone     TEXT NOT NULL,
	side     TEXT NOT NULL,
	depth    BIGINT NOT NULL CHECK (depth BETWEEN 0 AND 8000),
	passes   BIGINT NOT NULL CHECK (passes BETWEEN 0 AND 10),
	endpoint TEXT NOT NULL,
	note     TEXT NOT NULL,
	PRIMARY KEY (session, position)
);

CREATE TABLE photo (
	id           TEXT PRIMARY KEY,
	session      TEXT NOT NULL REFERENCES session (id),
	view         TEXT NOT NULL,
	phase        TEXT NOT NULL,
	taken        BIGINT NOT NULL,
	taken_offset BIGINT,
	taken_source TEXT NOT NULL,
	name         TEXT NOT NULL,
	sha256       TEXT NOT NULL,
	blob         TEXT NOT NULL UNIQUE,
	size         BIGINT NOT NULL,
	info         TEXT NOT NULL,
	alignment    TEXT,
	added        BIGINT NOT NULL,
	rev          BIGINT NOT NULL,
	removal      TEXT REFERENCES removal (id)
);
CREATE INDEX photo_session ON photo (session);
CREATE INDEX photo_sha256 ON photo (sha256);
CREATE INDEX photo_removal ON photo (removal) WHERE removal IS NOT NULL;

CREATE TABLE alignment_history (
	photo     TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
	position  BIGINT NOT NULL,
	alignment TEXT,
	PRIMARY KEY (photo, position)
);

CREATE TABLE view_frame (
	client    TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
	view      TEXT NOT NULL,
	reference TEXT NOT NULL,
	x         DOUBLE PRECISION NOT NULL,
	y         DOUBLE PRECISION NOT NULL,
	w         DOUBLE PRECISION NOT NULL,
	h         DOUBLE PRECISION NOT NULL,
	aspect    TEXT NOT NULL,
	crop_set  BIGINT NOT NULL,
	PRIMARY KEY (client, view)
);

CREATE TABLE draft (
	name    TEXT PRIMARY KEY,
	content TEXT NOT NULL
);

-- Files that a purge has still to delete, relative to the library's folder.
CREATE TABLE erase (
	path TEXT PRIMARY KEY
);
