-- +goose Up
ALTER TABLE users DROP CONSTRAINT users_login;

-- +goose Down
ALTER TABLE users ADD CONSTRAINT users_login CHECK (login <> '');
