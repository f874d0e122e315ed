SET lock_timeout = '2s';
ALTER TYPE order_state RENAME TO order_state_old;
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent');
ALTER TABLE orders ALTER COLUMN state TYPE order_state USING state::text::order_state;
DROP TYPE order_state_old;
