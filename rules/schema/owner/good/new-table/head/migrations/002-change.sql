CREATE TABLE tags (name text);
ALTER TABLE tags OWNER TO backend;
