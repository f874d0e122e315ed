CREATE TABLE tags (name text);
INSERT INTO tags (name) SELECT login FROM users;
ALTER TABLE users ADD COLUMN name text;
