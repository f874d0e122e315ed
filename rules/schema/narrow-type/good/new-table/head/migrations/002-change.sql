CREATE TABLE tags (name text);
ALTER TABLE tags ALTER COLUMN name TYPE varchar(20);
