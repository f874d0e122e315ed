-- +goose Up
BEGIN;
SELECT 1;
COMMIT;
-- +goose Down
SELECT 2;
