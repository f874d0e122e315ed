CREATE SCHEMA scratch;
CREATE TABLE scratch.users (id bigint PRIMARY KEY);
CREATE INDEX users_email_idx ON users (email);
DROP TABLE users;
