ALTER TABLE orders ALTER COLUMN day TYPE date USING day::date;
