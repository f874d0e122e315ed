-- +goose Up
SELECT 1;
-- +goose Down
CREATE INDEX ON users (login);
