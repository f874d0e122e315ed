CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  login text
);
ALTER TABLE users OWNER TO backend;
