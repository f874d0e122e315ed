ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;
