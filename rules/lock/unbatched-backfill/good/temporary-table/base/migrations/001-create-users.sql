CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL, email text);
