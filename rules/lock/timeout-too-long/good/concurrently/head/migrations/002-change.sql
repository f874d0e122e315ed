SET lock_timeout = '1h';
CREATE INDEX CONCURRENTLY users_login_idx ON users (login);
