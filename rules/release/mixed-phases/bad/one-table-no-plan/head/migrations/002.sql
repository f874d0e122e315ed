ALTER TABLE users ADD COLUMN login_v2 text;
UPDATE users SET login_v2 = login;
ALTER TABLE users DROP COLUMN login;
