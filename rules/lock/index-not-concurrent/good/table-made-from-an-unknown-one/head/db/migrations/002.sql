CREATE TABLE event_copy AS SELECT * FROM event;
CREATE INDEX event_copy_id ON event_copy (id);
