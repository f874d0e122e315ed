-- +goose Up
ALTER TABLE users ADD COLUMN name text;
CREATE TABLE tags (name text);
CREATE INDEX users_login_idx ON users (login);

-- +goose Down
ALTER TABLE users DROP COLUMN name;
DROP TABLE tags;
