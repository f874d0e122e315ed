CREATE TABLE tags (name text UNIQUE);
