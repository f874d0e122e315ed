-- +goose Up
ALTER TABLE users ADD COLUMN name text;

-- +goose Down
SELECT 1;
