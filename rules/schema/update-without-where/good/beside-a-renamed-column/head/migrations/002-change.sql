ALTER TABLE users RENAME COLUMN email TO email_as_typed;
ALTER TABLE users ADD COLUMN email text;
UPDATE users SET email = lower(email_as_typed);
