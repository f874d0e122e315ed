BEGIN;
ALTER TABLE users RENAME TO accounts;
ALTER TABLE accounts RENAME COLUMN login TO username;
CREATE VIEW users AS SELECT id, email, username AS login FROM accounts;
COMMIT;
