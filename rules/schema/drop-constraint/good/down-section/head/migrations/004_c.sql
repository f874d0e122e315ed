-- +goose Up
ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0) NOT VALID;

-- +goose Down
ALTER TABLE users DROP CONSTRAINT c;
