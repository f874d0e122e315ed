CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email ON users (email);
ALTER TABLE users RENAME COLUMN login TO username;
