CREATE TABLE orders (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL
);
ALTER TABLE orders ADD CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
