BEGIN;
ALTER TABLE users ADD COLUMN name text;
ALTER TABLE users RENAME COLUMN login TO login_name;
COMMIT;
