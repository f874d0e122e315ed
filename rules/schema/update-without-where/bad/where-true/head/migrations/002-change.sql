ALTER TABLE users ADD COLUMN name text;
UPDATE users SET name = login, login = NULL WHERE id = 1 OR true;
