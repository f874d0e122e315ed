CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  login text
);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
