CREATE TABLE users (
  id bigint PRIMARY KEY, login text);
CREATE INDEX users_login ON users (login);
