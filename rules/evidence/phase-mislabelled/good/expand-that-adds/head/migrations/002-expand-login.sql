ALTER TABLE users ADD COLUMN login_v2 text;
CREATE INDEX CONCURRENTLY users_login_v2 ON users (login_v2);
