-- +goose Up
ALTER TABLE users ADD COLUMN name text;

-- +goose Down
-- the column stays
