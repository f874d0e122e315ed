-- +goose Up
SELECT 1;
-- +goose Down
ALTER TABLE users ALTER COLUMN id TYPE integer;
