-- +goose Up
CREATE VIEW all_users AS SELECT id FROM users;

-- +goose Down
DROP VIEW all_users;
