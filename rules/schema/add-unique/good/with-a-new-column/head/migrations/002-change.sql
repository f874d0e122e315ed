ALTER TABLE orders ADD COLUMN user_id bigint;
CREATE UNIQUE INDEX CONCURRENTLY orders_user_code_idx ON orders (user_id, code);
ALTER TABLE orders ADD CONSTRAINT orders_user_nid_key UNIQUE (user_id, nid);
