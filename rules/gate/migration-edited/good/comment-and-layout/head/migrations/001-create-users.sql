-- Everybody who can sign in.
create table users (
  id BIGINT primary key, -- never reused
  email text NOT NULL, login text);
