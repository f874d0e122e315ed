DROP VIEW active_users;
DROP TABLE users;
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text
);
