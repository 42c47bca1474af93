-- How comparable a photo is with the reference of its view; made anew when what it rests on has changed.
CREATE TABLE verdict (
	photo   TEXT PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
	basis   TEXT NOT NULL,
	verdict TEXT NOT NULL
);
