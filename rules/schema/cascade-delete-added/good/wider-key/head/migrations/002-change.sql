ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey, ADD FOREIGN KEY (user_id, nid) REFERENCES users (id, nid) ON DELETE CASCADE;
