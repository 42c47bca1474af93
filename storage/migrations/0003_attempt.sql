-- What the program last failed to align, so that it is neither tried for ever
-- nor kept from people.
ALTER TABLE photo ADD COLUMN attempt TEXT;
