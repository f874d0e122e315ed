ALTER TABLE users ADD UNIQUE (login);
