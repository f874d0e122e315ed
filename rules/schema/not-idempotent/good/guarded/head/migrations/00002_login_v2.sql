-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD COLUMN IF NOT EXISTS login_v2 text;
ALTER TABLE users ALTER COLUMN login_v2 SET DEFAULT '';
ALTER TABLE users DROP CONSTRAINT IF EXISTS users_login_v2_short;
ALTER TABLE users ADD CONSTRAINT users_login_v2_short CHECK (length(login_v2) < 200) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT users_login_v2_short;
DROP INDEX CONCURRENTLY IF EXISTS users_login_v2_idx;
CREATE INDEX CONCURRENTLY users_login_v2_idx ON users (login_v2);

-- +goose Down
