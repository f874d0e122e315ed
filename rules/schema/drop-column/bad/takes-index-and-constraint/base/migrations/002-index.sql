CREATE INDEX users_login_idx ON users (login);
ALTER TABLE users ADD CONSTRAINT users_login_key UNIQUE (login, email);
