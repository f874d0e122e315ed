CREATE TABLE tags (name text);
INSERT INTO tags VALUES ('new');
