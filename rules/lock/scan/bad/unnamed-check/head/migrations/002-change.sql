ALTER TABLE orders ADD CHECK (amount > 0);
