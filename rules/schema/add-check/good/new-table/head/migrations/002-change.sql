CREATE TABLE tags (name text);
ALTER TABLE tags ADD CHECK (name <> '');
