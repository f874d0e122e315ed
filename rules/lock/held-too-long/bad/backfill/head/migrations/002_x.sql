-- +goose Up
ALTER TABLE users ADD COLUMN phone text;
UPDATE users SET phone = '' WHERE email IS NULL;
-- +goose Down
ALTER TABLE users DROP COLUMN phone;
