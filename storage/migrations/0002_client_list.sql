-- The clients list counts photos and looks for a face without reading them.
CREATE INDEX photo_list ON photo (session, removal, view, phase);
DROP INDEX photo_session;
