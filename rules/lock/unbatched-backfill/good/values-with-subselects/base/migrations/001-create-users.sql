CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL, email text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, amount numeric(10,2), day text);
