ALTER TABLE users ADD COLUMN name text;
UPDATE users SET name = login WHERE name IS NULL;
