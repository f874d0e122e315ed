CREATE TABLE users (
  id bigint PRIMARY KEY,
  login text,
  email text,
  CONSTRAINT users_email_key UNIQUE (email)
);
CREATE FUNCTION display_name(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
CREATE VIEW active_users AS SELECT id, login FROM users;
