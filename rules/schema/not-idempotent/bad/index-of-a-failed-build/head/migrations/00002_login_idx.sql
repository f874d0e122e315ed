-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY users_login_idx ON users (login);

-- +goose Down
DROP INDEX CONCURRENTLY users_login_idx;
