SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY users_login_idx ON users (login);
