ALTER TABLE audit.users ADD COLUMN email text;
UPDATE users SET email = '';
