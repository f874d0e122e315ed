ALTER TABLE users ADD COLUMN name text;
\ir ../scripts/rest.sql
