ALTER TABLE users ADD CONSTRAINT one_login UNIQUE (login, email);
