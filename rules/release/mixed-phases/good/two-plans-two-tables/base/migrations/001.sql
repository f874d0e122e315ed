CREATE TABLE users (id bigint PRIMARY KEY, login text);
CREATE TABLE orders (id bigint PRIMARY KEY);
