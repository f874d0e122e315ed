CREATE TABLE t (id int);
ALTER TABLE t ADD COLUMN phone text;
