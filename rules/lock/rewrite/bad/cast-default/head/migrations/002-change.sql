ALTER TABLE orders ADD COLUMN note text DEFAULT '', ADD COLUMN code text DEFAULT gen_random_uuid()::text;
