ALTER TABLE orders ALTER COLUMN id TYPE bigint, ALTER COLUMN code TYPE text;
ALTER TABLE orders ALTER COLUMN amount TYPE integer;
ALTER TABLE orders ALTER COLUMN total TYPE numeric;
