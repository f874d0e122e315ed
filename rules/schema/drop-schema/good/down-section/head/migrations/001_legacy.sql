-- +goose Up
CREATE SCHEMA legacy;

-- +goose Down
DROP SCHEMA legacy;
