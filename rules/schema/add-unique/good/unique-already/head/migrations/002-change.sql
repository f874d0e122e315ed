CREATE UNIQUE INDEX CONCURRENTLY users_id_login_idx ON users (id, login);
