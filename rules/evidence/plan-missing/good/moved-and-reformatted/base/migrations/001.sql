CREATE TABLE users (id bigint PRIMARY KEY);
CREATE INDEX users_created ON users (created_at, login, email, phone);
CREATE INDEX users_login ON users (login);
