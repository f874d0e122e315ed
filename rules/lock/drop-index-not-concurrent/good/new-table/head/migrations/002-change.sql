CREATE TABLE orders (id bigint, day date);
CREATE INDEX o ON orders (day);
DROP INDEX o;
