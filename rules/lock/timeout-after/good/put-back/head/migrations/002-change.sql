BEGIN;
ALTER TABLE users ADD COLUMN name text;
COMMIT;
SET lock_timeout = 0;
CREATE INDEX CONCURRENTLY users_login ON users (login);
SET lock_timeout = '5s';
