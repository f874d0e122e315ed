ALTER TABLE orders
  ADD COLUMN note text,
  ADD FOREIGN KEY (user_id) REFERENCES users (id) DEFERRABLE,   -- who ordered
  ADD CONSTRAINT orders_editor_fk FOREIGN KEY (editor_id) REFERENCES users (id) ON DELETE SET NULL;
