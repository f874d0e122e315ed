CREATE TABLE users (id bigint PRIMARY KEY, login text, email text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, editor_id bigint, amount numeric, placed timestamp);
CREATE INDEX orders_placed_idx ON orders (placed, user_id);
