ALTER TABLE users ADD COLUMN login_v2 text;
