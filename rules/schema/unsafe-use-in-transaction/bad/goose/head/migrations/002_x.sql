-- +goose Up
CREATE INDEX CONCURRENTLY users_login_idx ON users (login);
-- +goose Down
DROP INDEX users_login_idx;
