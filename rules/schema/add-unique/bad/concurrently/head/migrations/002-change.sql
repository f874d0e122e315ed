CREATE UNIQUE INDEX CONCURRENTLY users_email_login_idx ON users (email, login);
