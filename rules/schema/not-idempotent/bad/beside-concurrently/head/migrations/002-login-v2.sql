CREATE TABLE logins (id bigint PRIMARY KEY, user_id bigint);
DROP INDEX CONCURRENTLY IF EXISTS users_login_idx;
CREATE INDEX CONCURRENTLY users_login_idx ON users (login);
