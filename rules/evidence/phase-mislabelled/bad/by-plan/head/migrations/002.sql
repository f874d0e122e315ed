ALTER TABLE users ADD COLUMN login_v2 text;
ALTER TABLE users RENAME COLUMN login TO login_old;
