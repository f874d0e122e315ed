-- +goose Up
CREATE TABLE users (id bigint PRIMARY KEY, login text);
ALTER TABLE users ADD CONSTRAINT users_login CHECK (login <> '') NOT VALID;

-- +goose Down
DROP TABLE users;
