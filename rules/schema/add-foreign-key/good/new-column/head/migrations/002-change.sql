ALTER TABLE orders ADD COLUMN payer_id bigint;
ALTER TABLE orders ADD FOREIGN KEY (payer_id) REFERENCES users NOT VALID;
