CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  login text
);
CREATE UNIQUE INDEX users_email_idx ON users (email);
