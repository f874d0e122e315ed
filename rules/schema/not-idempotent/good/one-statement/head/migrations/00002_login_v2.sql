-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD COLUMN login_v2 text;

-- +goose Down
