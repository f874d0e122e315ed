CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL, email text);
CREATE MATERIALIZED VIEW logins AS SELECT login FROM users;
