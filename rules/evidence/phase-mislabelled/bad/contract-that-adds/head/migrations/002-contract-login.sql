ALTER TABLE users DROP COLUMN login;
CREATE TABLE logins (user_id bigint PRIMARY KEY, login text);
