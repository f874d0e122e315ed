-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD CONSTRAINT users_login_short CHECK (length(login) < 200) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT users_login_short;

-- +goose Down
