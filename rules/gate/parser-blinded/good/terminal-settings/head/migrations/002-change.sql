\set ON_ERROR_STOP on
\timing
ALTER TABLE users ADD COLUMN name text DEFAULT 'a:b';
