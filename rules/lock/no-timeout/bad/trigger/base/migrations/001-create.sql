CREATE TABLE users (id bigint PRIMARY KEY, login text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE MATERIALIZED VIEW logins AS SELECT id, login FROM users;
CREATE UNIQUE INDEX logins_id ON logins (id);
