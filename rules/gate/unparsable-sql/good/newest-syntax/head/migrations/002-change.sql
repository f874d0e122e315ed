ALTER TABLE users ADD COLUMN email_lower text GENERATED ALWAYS AS (lower(email)) VIRTUAL;
ALTER TABLE users ADD CONSTRAINT users_login_not_null NOT NULL login NOT VALID;
