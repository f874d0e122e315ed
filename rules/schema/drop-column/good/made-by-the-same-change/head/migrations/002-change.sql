ALTER TABLE users ADD COLUMN scratch text;
UPDATE users SET scratch = login WHERE login IS NOT NULL;
ALTER TABLE users DROP COLUMN scratch;
