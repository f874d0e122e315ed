-- +goose Up
ALTER TABLE users ADD COLUMN login_v2 text;

-- +goose Down
ALTER TABLE users DROP COLUMN login_v2;
