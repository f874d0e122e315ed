DROP VIEW active_users;
ALTER TABLE users ALTER COLUMN login TYPE varchar;
CREATE VIEW active_users AS SELECT id, login FROM users;
