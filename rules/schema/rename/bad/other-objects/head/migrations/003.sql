ALTER SCHEMA audit RENAME TO logs;
ALTER TYPE order_status RENAME TO status;
ALTER VIEW active_users RENAME TO live_users;
ALTER FUNCTION f() RENAME TO g;
ALTER TABLE users RENAME CONSTRAINT users_email_key TO users_email_unique;
