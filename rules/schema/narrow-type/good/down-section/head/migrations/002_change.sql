-- +goose Up
ALTER TABLE users ADD COLUMN name text;
-- +goose Down
ALTER TABLE users ALTER COLUMN login TYPE varchar(20);
