CREATE UNIQUE INDEX users_email_idx ON users (email);
ALTER TABLE users DROP CONSTRAINT users_email_key;
