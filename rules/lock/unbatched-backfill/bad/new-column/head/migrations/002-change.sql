ALTER TABLE orders ADD COLUMN user_id bigint;
UPDATE orders SET user_id = nid;
