CREATE TABLE orders (id bigint, day date);
CREATE INDEX ON orders (day);
