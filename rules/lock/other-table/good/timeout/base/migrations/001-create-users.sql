CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL, email text);
CREATE TABLE audit (id bigint, user_id bigint REFERENCES users (id));
