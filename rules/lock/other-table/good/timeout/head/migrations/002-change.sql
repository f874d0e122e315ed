SET lock_timeout = '2s';
DROP TABLE audit;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
