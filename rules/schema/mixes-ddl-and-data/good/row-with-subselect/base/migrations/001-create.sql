CREATE TABLE users (id bigint, login text);
CREATE TABLE orders (id bigint, user_id bigint);
