-- +goose Up
SET LOCAL lock_timeout = 3000;
ALTER TABLE users ADD COLUMN phone text;
-- +goose Down
ALTER TABLE users DROP COLUMN phone;
