ALTER TABLE users ADD CONSTRAINT users_login_not_null NOT NULL login NOT VALID;
