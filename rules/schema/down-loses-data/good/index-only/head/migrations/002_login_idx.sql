-- +goose Up
CREATE INDEX users_login_idx ON users (login);

-- +goose Down
DROP INDEX users_login_idx;
