ALTER TABLE users ADD COLUMN parent bigint REFERENCES users (id);
