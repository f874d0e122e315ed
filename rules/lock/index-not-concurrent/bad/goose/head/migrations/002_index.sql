-- +goose Up
CREATE INDEX ON users (login);
-- +goose Down
DROP INDEX users_login_idx;
