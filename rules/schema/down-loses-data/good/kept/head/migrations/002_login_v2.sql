-- +goose Up
ALTER TABLE users ADD COLUMN login_v2 text;

-- +goose Down
-- Nothing: the old version runs on the expanded schema.
