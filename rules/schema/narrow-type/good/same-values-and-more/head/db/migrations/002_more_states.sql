SET lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN state TYPE varchar(255) USING state::varchar(255);
DROP TYPE order_state;
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent');
ALTER TABLE orders ALTER COLUMN state TYPE order_state USING state::order_state;
