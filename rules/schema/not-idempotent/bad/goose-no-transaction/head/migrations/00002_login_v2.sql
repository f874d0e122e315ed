-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD COLUMN login_v2 text;
ALTER TABLE users ADD CONSTRAINT users_login_v2_short CHECK (length(login_v2) < 200) NOT VALID;
DROP INDEX CONCURRENTLY IF EXISTS users_login_v2_idx;
CREATE INDEX CONCURRENTLY users_login_v2_idx ON users (login_v2);

-- +goose Down
