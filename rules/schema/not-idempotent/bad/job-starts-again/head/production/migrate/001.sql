CREATE TABLE logins (id bigint PRIMARY KEY, user_id bigint);
ALTER TABLE users ADD COLUMN login_v2 text;
