CREATE TABLE order_lines (order_id bigint REFERENCES orders (id) ON DELETE CASCADE);
