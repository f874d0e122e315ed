CREATE TABLE tags (name text);
CREATE UNIQUE INDEX tags_name ON tags (name);
