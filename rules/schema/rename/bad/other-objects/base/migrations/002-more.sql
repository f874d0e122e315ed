CREATE SCHEMA audit;
CREATE TYPE order_status AS ENUM ('new', 'paid');
CREATE VIEW active_users AS SELECT id FROM users;
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
CREATE INDEX users_login_idx ON users (login);
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
