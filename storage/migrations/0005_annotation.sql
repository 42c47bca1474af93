-- What a person has drawn on a photo, and the scale marked on it: JSON of photos/annotation.
ALTER TABLE photo ADD COLUMN annotation TEXT;
