-- +goose Up
SELECT 1;
-- +goose Down
CREATE INDEX CONCURRENTLY users_login_idx ON users (login);
