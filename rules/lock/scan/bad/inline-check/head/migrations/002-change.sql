ALTER TABLE users ADD COLUMN age integer CHECK (age > 0);
