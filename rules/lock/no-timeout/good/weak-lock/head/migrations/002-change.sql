CREATE INDEX CONCURRENTLY users_login_idx ON users (login);
ALTER TABLE users VALIDATE CONSTRAINT c;
UPDATE users SET login = 'b' WHERE id = 1;
