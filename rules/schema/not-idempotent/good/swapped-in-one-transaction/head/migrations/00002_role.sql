-- +goose NO TRANSACTION
-- +goose Up
BEGIN;
CREATE TYPE role_new AS ENUM ('a', 'c');
ALTER TABLE users ALTER COLUMN role TYPE role_new USING role::text::role_new;
ALTER TYPE role RENAME TO role_old;
ALTER TYPE role_new RENAME TO role;
DROP TYPE role_old;
COMMIT;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'a';

-- +goose Down
