SET lock_timeout = '10s';
SET statement_timeout = '1h';
ALTER TABLE users ADD COLUMN phone text;
