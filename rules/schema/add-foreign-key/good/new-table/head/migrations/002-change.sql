CREATE TABLE bills (id bigint, order_id bigint);
ALTER TABLE bills ADD FOREIGN KEY (order_id) REFERENCES orders;
