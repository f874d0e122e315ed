ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_code_check, ADD CONSTRAINT orders_code_check CHECK (code IN ('a', 'b', 'c'));
