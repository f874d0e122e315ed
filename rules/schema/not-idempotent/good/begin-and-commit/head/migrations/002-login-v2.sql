BEGIN;
ALTER TABLE users ADD COLUMN login_v2 text;
CREATE TABLE logins (id bigint PRIMARY KEY);
COMMIT;
