CREATE INDEX IF NOT EXISTS users_login ON users (login, email);
