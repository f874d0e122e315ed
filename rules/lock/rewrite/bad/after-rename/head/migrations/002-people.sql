SET lock_timeout = '2s';
ALTER TABLE users RENAME TO people;
ALTER TABLE people ALTER COLUMN id TYPE text USING id::text;
