ALTER TABLE orders ADD COLUMN user_id bigint;
ALTER TABLE orders ADD COLUMN kind text DEFAULT 'web';
CREATE UNIQUE INDEX orders_user_code_idx ON orders (user_id, code) NULLS NOT DISTINCT;
ALTER TABLE orders ADD CONSTRAINT orders_kind_code_key UNIQUE (kind, code);
