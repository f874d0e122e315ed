CREATE TABLE orders (id bigint);
CREATE TALBE items (id bigint);
