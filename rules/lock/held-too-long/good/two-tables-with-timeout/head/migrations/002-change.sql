BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD COLUMN phone text;
ALTER TABLE orders ADD COLUMN phone text;
UPDATE users SET phone = '1' WHERE id = 1;
COMMIT;
