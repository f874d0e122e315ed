-- +goose Up
ALTER TABLE users ADD COLUMN name text;
CREATE INDEX users_name_idx ON users (name);

-- +goose Down
DROP INDEX users_name_idx;
ALTER TABLE users DROP COLUMN name;
